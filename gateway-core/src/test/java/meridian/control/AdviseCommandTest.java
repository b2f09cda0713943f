package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import meridian.Json;
import meridian.wire.JsonReader;
import org.junit.jupiter.api.Test;

final class AdviseCommandTest {
  @Test
  void a_scenario_is_advised_on_with_the_arithmetic() {
    CommandRun run = CommandRun.of("advise", "benchmark", "--requests", "400", "--seed", "3");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("WHICH PATTERN", "WHERE THE ORIGIN SHOULD LIVE", "EXACT TTL")
        .contains("WRITE ADMISSION", "BUILD OR BUY", "Break-even exact-hit rate", "[modelled]")
        .doesNotContain("[measured]");
  }

  @Test
  void the_same_seed_gives_the_same_advice_as_json_and_simulate_the_same_money() {
    String first = json("--seed", "3");
    assertThat(json("--seed", "3")).isEqualTo(first);
    Json.Obj result = object(first);
    assertThat(result.items("advice")).hasSize(5);
    Json.Obj simulated =
        object(
            CommandRun.of("simulate", "benchmark", "--requests", "300", "--seed", "3", "--json")
                .out());
    assertThat(result.text("spentUsd")).isEqualTo(simulated.text("spentUsd"));
    assertThat(result.text("savedUsd")).isEqualTo(simulated.text("savedUsd"));
  }

  @Test
  void an_assumption_out_of_its_range_is_refused() {
    CommandRun run = CommandRun.of("advise", "benchmark", "--availability", "99.9");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("expected a share of 0 to 1").contains("99.9");
  }

  private static String json(String... more) {
    List<String> all =
        new java.util.ArrayList<>(List.of("advise", "benchmark", "--requests", "300", "--json"));
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray(new String[0])).out();
  }

  private static Json.Obj object(String text) {
    return (Json.Obj)
        JsonReader.tryRead(text.strip().getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }
}
