package meridian.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import meridian.console.theme.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConsoleArgsTest {
  @Test
  void nothing_asked_is_nothing_changed() {
    assertThat(ConsoleArgs.parse(List.of())).isEqualTo(ConsoleArgs.NONE);
  }

  @Test
  void every_option_is_understood_in_any_order() {
    ConsoleArgs args =
        ConsoleArgs.parse(
            List.of(
                "--readonly",
                "--set",
                "http.port=9090",
                "--theme",
                "LIGHT",
                "--config",
                "a.yaml",
                "--set",
                "name=a=b",
                "--screenshots",
                "out"));
    assertThat(args.isReadOnly()).isTrue();
    assertThat(args.settings()).containsExactly("http.port=9090", "name=a=b");
    assertThat(args.theme()).contains(Theme.LIGHT);
    assertThat(args.config()).contains(Path.of("a.yaml"));
    assertThat(args.screenshots()).contains(Path.of("out"));
    assertThat(args.wantsHelp()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--theme|found the end",
        "--theme mauve|expected light or dark, found 'mauve'",
        "--config --readonly|found '--readonly'",
        "--set port|expected NAME=VALUE",
        "--set =1|expected NAME=VALUE",
        "extra|found 'extra'"
      })
  void what_is_wrong_is_named(String line, String problem) {
    assertThatThrownBy(() -> ConsoleArgs.parse(List.of(line.split(" ", -1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void the_usage_names_every_option() {
    assertThat(ConsoleArgs.USAGE)
        .contains("--config", "--set", "--theme", "--readonly", "--screenshots", "--help");
  }
}
