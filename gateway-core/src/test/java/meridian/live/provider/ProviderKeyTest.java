package meridian.live.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProviderKeyTest {
  @Test
  void a_key_is_the_first_line_of_its_file(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "sk-abc\n# a note\n");
    assertThat(ProviderKey.fromFile(file).secret()).contains("sk-abc");
  }

  @Test
  void a_key_never_prints_itself() {
    ProviderKey key = ProviderKey.fromEnvironment("KEY", name -> Optional.of("sk-abc"));
    assertThat(key.toString()).isEqualTo("provider key from environment variable KEY");
  }

  @Test
  void without_a_key_there_is_no_header() {
    assertThat(ProviderKey.none().secret()).isEmpty();
  }

  @Test
  void a_key_that_cannot_be_one_is_refused_without_being_shown(@TempDir Path folder)
      throws IOException {
    assertThatThrownBy(() -> ProviderKey.fromEnvironment("KEY", name -> Optional.empty()))
        .hasMessageContaining("KEY")
        .hasMessageContaining("set it");
    for (String text : new String[] {"", "  ", "two words", "clé", "x".repeat(9_000)}) {
      Path file = Files.writeString(folder.resolve("key"), text);
      assertThatThrownBy(() -> ProviderKey.fromFile(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("words");
    }
    assertThatThrownBy(() -> ProviderKey.fromFile(folder.resolve("missing")))
        .hasMessageContaining("missing");
  }
}
