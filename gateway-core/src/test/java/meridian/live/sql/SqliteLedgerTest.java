package meridian.live.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ledger in SQLite.
final class SqliteLedgerTest extends StoredLedgerContract {
  @TempDir Path folder;

  @Override
  Database connect(String name) throws CannotOpen {
    return Database.sqlite(folder.resolve(name + ".db"));
  }

  @Test
  void a_database_in_use_is_refused_with_what_to_do() {
    database("taken");

    assertThatThrownBy(() -> Database.sqlite(folder.resolve("taken.db")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("taken.db")
        .hasMessageContaining("storage.file");
  }

  @Test
  void only_its_owner_may_read_the_database() throws IOException {
    database("private");

    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    assertThat(Files.getPosixFilePermissions(folder.resolve("private.db")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void a_file_that_is_no_database_is_refused_and_left_alone() throws IOException {
    Path file =
        Files.writeString(folder.resolve("notes.txt"), "not a database, but somebody's notes\n");

    assertThatThrownBy(() -> Database.sqlite(file))
        .isInstanceOf(CannotOpen.class)
        .hasMessageContaining("notes.txt")
        .hasMessageContaining("not a database");
    assertThat(Files.readString(file)).isEqualTo("not a database, but somebody's notes\n");
  }
}
