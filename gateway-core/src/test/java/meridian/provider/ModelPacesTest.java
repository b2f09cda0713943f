package meridian.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;

final class ModelPacesTest {
  private final ModelPaces paces = ModelPaces.shipped();

  @Test
  void the_first_token_of_gpt_4_turbo_comes_as_it_was_measured() {
    Dice dice = new Dice(1);
    double[] seconds = new double[10_001];
    Arrays.setAll(seconds, i -> paces.of("gpt-4-turbo").drawTtftNanos(dice) / 1e9);
    Arrays.sort(seconds);
    assertThat(seconds[5_000]).isCloseTo(Math.exp(-0.479), within(0.02));
    assertThat(seconds[9_500]).isCloseTo(Math.exp(-0.479 + 1.645 * 0.273), within(0.04));
  }

  @Test
  void a_dated_name_has_its_models_row_and_a_stranger_the_row_of_all() {
    assertThat(paces.of("claude-3-haiku-20240307").model()).isEqualTo("claude-3-haiku");
    assertThat(paces.of("gpt-4o-mini-2024-07-18").model()).isEqualTo("gpt-4o-mini");
    assertThat(paces.of("a-model-nobody-knows").model()).isEqualTo("*");
  }

  @Test
  void a_table_without_a_row_for_all_is_refused() {
    assertThatThrownBy(() -> new ModelPaces(List.of())).hasMessageContaining("'*'");
  }

  @Test
  void answers_are_as_long_as_in_the_trace() {
    Dice dice = new Dice(2);
    int[] tokens = new int[20_001];
    Arrays.setAll(tokens, i -> OutputLength.draw(dice));
    Arrays.sort(tokens);
    assertThat(tokens[0]).isGreaterThanOrEqualTo(7);
    assertThat(tokens[10_000]).isCloseTo(129, within(5));
    assertThat(tokens[19_000]).isCloseTo(451, within(10));
    assertThat(tokens[19_800]).isCloseTo(601, within(20));
    assertThat(tokens[20_000]).isLessThanOrEqualTo(1_000);
  }
}
