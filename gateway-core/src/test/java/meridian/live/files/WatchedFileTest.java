package meridian.live.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import meridian.live.files.WatchedFile.Sight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchedFileTest {
  @TempDir Path folder;

  @Test
  void the_same_content_is_no_news_whatever_its_time() throws IOException {
    Path path = Files.writeString(folder.resolve("a"), "one");
    WatchedFile file = new WatchedFile(path, 10);
    Files.writeString(path, "one");
    Files.setLastModifiedTime(path, FileTime.fromMillis(0));
    assertThat(file.look()).isEmpty();
  }

  @Test
  void new_content_of_the_same_length_is_news_once() throws IOException {
    Path path = Files.writeString(folder.resolve("a"), "one");
    WatchedFile file = new WatchedFile(path, 10);
    Files.writeString(path, "two");
    assertThat(file.look())
        .hasValueSatisfying(
            sight -> assertThat(((Sight.Content) sight).bytes()).asString().isEqualTo("two"));
    assertThat(file.look()).isEmpty();
  }

  @Test
  void appearing_and_disappearing_are_news() throws IOException {
    Path path = folder.resolve("a");
    WatchedFile file = new WatchedFile(path, 10);
    assertThat(file.look()).isEmpty();
    Files.writeString(path, "one");
    assertThat(file.look())
        .hasValueSatisfying(s -> assertThat(s).isInstanceOf(Sight.Content.class));
    Files.delete(path);
    assertThat(file.look()).contains(new Sight.Absent());
  }

  @Test
  void a_file_at_the_bound_is_content_and_one_past_it_is_not() throws IOException {
    Path path = Files.writeString(folder.resolve("a"), "");
    WatchedFile file = new WatchedFile(path, 3);
    Files.writeString(path, "123");
    assertThat(file.look())
        .hasValueSatisfying(s -> assertThat(s).isInstanceOf(Sight.Content.class));
    Files.writeString(path, "1234");
    assertThat(file.look())
        .hasValueSatisfying(s -> assertThat(s).isInstanceOf(Sight.Unreadable.class));
  }
}
