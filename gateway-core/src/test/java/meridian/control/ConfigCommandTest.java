package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ConfigCommandTest {
  private static final String SAMPLE =
      Path.of("..", "sample-configs", "prism-mumbai.yaml").toString();

  @Test
  void check_says_that_a_sample_is_sound() {
    CommandRun run = CommandRun.of("config", "check", SAMPLE);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("sound; prism-mumbai, pattern 2, PoPs 42, providers 3, projects 1");
  }

  @Test
  void check_prints_every_setting_and_no_secret() {
    CommandRun run = CommandRun.of("config", "check", SAMPLE, "--print", "--set", "edge.burst=7");
    assertThat(run.out())
        .contains("edge.burst: 7", "listen.bodyMax: 10MiB", "kv.writesPerDay: 1000000")
        .doesNotContain("524qcqnigkydx26zgoatljsvvclepu5c");
  }

  @Test
  void check_prints_problems_and_ends_with_2() {
    CommandRun run = CommandRun.of("config", "check", SAMPLE, "--set", "edge.brust=7");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("write 'burst'");
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    CommandRun run = CommandRun.of("config", "check", "nowhere.yaml");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("nowhere.yaml: expected a readable file, found none there");
  }

  @Test
  void explain_tells_type_range_default_and_meaning() {
    CommandRun run = CommandRun.of("config", "explain", "edge.coldAfter");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("edge.coldAfter", "Takes a duration from 1s to 30d.", "Default: 10m.", "restart");
  }

  @Test
  void explain_takes_groups_list_items_and_nothing() {
    assertThat(CommandRun.of("config", "explain", "providers[0]").out())
        .contains("providers[…].baseUrl")
        .doesNotContain("edge.burst");
    assertThat(CommandRun.of("config", "explain", "projects.demo").out())
        .contains("projects.NAME.zone");
    assertThat(CommandRun.of("config", "explain", "projects.demo.cache").out())
        .contains("projects.NAME.cache.softTtl");
    assertThat(CommandRun.of("config", "explain").out()).contains("name", "keys.demo.key");
  }

  @Test
  void explain_suggests() {
    CommandRun run = CommandRun.of("config", "explain", "edge.coldAftre");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("write 'edge.coldAfter'");
  }

  @Test
  void no_line_of_an_explanation_is_too_long_for_a_terminal() {
    assertThat(CommandRun.of("config", "explain").out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(101));
  }
}
