package meridian.live.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import meridian.contract.UsageLogContract;
import meridian.ledger.UsageLog;
import meridian.ledger.UsageLog.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteUsageLogTest extends UsageLogContract {
  @TempDir Path folder;
  private int files;
  private @Nullable Database database;

  @Override
  protected UsageLog open() {
    return open("usage-" + files++ + ".db");
  }

  private UsageLog open(String file) {
    close();
    try {
      Database opened = Database.sqlite(folder.resolve(file));
      database = opened;
      return opened.usage("test");
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
  }

  @Test
  void opened_again_it_still_knows_every_record() {
    open("again.db").record(List.of(hit("a"), hit("b")));

    UsageLog again = open("again.db");

    assertThat(again.newest(10)).containsExactly(hit("a"), hit("b"));
    assertThat(again.record(List.of(hit("b"), hit("c"))))
        .containsExactly(Result.DUPLICATE, Result.RECORDED);
    assertThat(again.recorded()).isEqualTo(3);
  }
}
