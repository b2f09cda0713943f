package meridian.live.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import meridian.KeyId;
import meridian.ProjectId;
import meridian.live.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;

  private KeyFile file() {
    return new KeyFile(folder.resolve("keys.json"));
  }

  private static StoredKey key(Secrets.NewKey fresh) {
    return new StoredKey(
        fresh.kept().id(), fresh.kept().digest(), new ProjectId("demo"), NOON, Optional.empty());
  }

  private String broken(String content) throws IOException {
    Files.writeString(file().path(), content);
    try {
      file().read();
    } catch (KeyFileBroken e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("expected a broken file, found a readable one: " + content);
  }

  @Test
  void a_file_that_is_not_there_yet_has_no_keys() throws KeyFileBroken {
    assertThat(file().read()).isEmpty();
  }

  @Test
  void what_was_added_is_read_back_in_order() throws KeyFileBroken {
    StoredKey one = key(new Secrets().newKey());
    StoredKey two = key(new Secrets().newKey());
    file().add(one);
    file().add(two);
    assertThat(file().read()).containsExactly(one, two);
  }

  @Test
  void the_secret_is_not_in_the_file() throws Exception {
    Secrets.NewKey fresh = new Secrets().newKey();
    file().add(key(fresh));
    assertThat(Files.readString(file().path()))
        .contains(fresh.kept().id().text())
        .doesNotContain(fresh.text().substring(16));
  }

  @Test
  void only_its_owner_can_read_it_and_nothing_else_is_left_behind() throws Exception {
    file().add(key(new Secrets().newKey()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("keys.json", ".keys.json.lock");
    }
  }

  @Test
  void revoking_twice_keeps_the_first_moment() throws KeyFileBroken {
    StoredKey key = key(new Secrets().newKey());
    file().add(key);
    file().revoke(key.id(), NOON);
    Optional<StoredKey> again = file().revoke(key.id(), NOON.plusSeconds(60));
    assertThat(again.orElseThrow().revoked()).contains(NOON);
    assertThat(file().read()).containsExactly(key.revokedAt(NOON));
  }

  @Test
  void a_key_that_is_not_there_cannot_be_revoked() throws KeyFileBroken {
    assertThat(file().revoke(new KeyId("abcdefghijkl"), NOON)).isEmpty();
    assertThat(file().path()).doesNotExist();
  }

  @Test
  void a_broken_file_is_refused_and_stays_as_it_is() throws Exception {
    Files.writeString(file().path(), "{\"keys\":[");
    assertThatThrownBy(() -> file().add(key(new Secrets().newKey())))
        .isInstanceOf(KeyFileBroken.class);
    assertThat(Files.readString(file().path())).isEqualTo("{\"keys\":[");
  }

  @Test
  void every_member_is_checked() throws IOException {
    String good =
        "{\"id\":\"abcdefghijkl\",\"sha256\":\"%s\",\"project\":\"demo\",\"created\":\"2026-11-22T12:00:00Z\"}"
            .formatted("ab".repeat(32));
    assertThat(broken("[]")).contains("expected");
    assertThat(broken("{\"keys\":[],\"more\":1}")).contains("is this the right file?");
    assertThat(broken("{\"keys\":[1]}")).contains("keys[0]: expected an object");
    assertThat(broken(list(good.replace("\"demo\"", "\"DEMO\"")))).contains("keys[0].project:");
    assertThat(broken(list(good.replace("ab".repeat(32), "ab")))).contains("keys[0].sha256:");
    assertThat(broken(list(good.replace("abcdefghijkl", "short")))).contains("keys[0].id:");
    assertThat(broken(list(good.replace("12:00:00Z", "99:00:00Z")))).contains("keys[0].created:");
    assertThat(broken(list(good.replace("\"created\"", "\"secret\":\"hunter2\",\"created\""))))
        .contains("expected the members")
        .doesNotContain("hunter2");
    assertThat(broken(list(good + "," + good))).contains("found abcdefghijkl again");
  }

  private static String list(String entries) {
    return "{\"keys\":[" + entries + "]}";
  }

  @Test
  void a_folder_that_is_not_there_is_named() {
    KeyFile lost = new KeyFile(folder.resolve("no/keys.json"));
    assertThatThrownBy(() -> lost.add(key(new Secrets().newKey())))
        .isInstanceOf(KeyFileBroken.class)
        .hasMessageContaining("expected a writable folder");
  }
}
