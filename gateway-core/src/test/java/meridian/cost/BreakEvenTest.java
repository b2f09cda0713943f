package meridian.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class BreakEvenTest {
  private static final EdgePrices PRICES = EdgePrices.published();

  /// Mean tokens in and out of the chat requests of the Azure LLM inference trace 2023.
  private static final double IN = 1_155;

  private static final double OUT = 211;

  private static final Usd MINI = new Usd((IN * 0.15 + OUT * 0.60) / 1e6);
  private static final Usd FULL = new Usd((IN * 2.5 + OUT * 10) / 1e6);

  @Test
  void the_published_rates_come_out() {
    assertThat(of(MINI, 1).hitRate().orElseThrow()).isCloseTo(0.0215, within(0.00005));
    assertThat(of(FULL, 1).hitRate().orElseThrow()).isCloseTo(0.0013, within(0.00005));
  }

  @Test
  void a_million_requests_at_ten_percent_cost_what_was_published() {
    assertThat(of(MINI, 1).edgePerMillion(0.1).amount()).isCloseTo(6.05, within(1e-9));
    assertThat(of(MINI, 0.1).edgePerMillion(0.1).amount()).isCloseTo(2.00, within(1e-9));
  }

  @Test
  void nothing_is_left_at_break_even_and_something_beyond() {
    BreakEven mini = of(MINI, 1);
    double rate = mini.hitRate().orElseThrow();
    assertThat(mini.netPerMillion(rate).amount()).isCloseTo(0, within(1e-9));
    assertThat(mini.netPerMillion(2 * rate).amount()).isPositive();
    assertThat(mini.netPerMillion(0).amount()).isCloseTo(-6.55, within(1e-9));
  }

  @Test
  void a_model_cheaper_than_the_edge_never_breaks_even() {
    assertThat(of(new Usd(1e-6), 1).hitRate()).isEmpty();
  }

  private static BreakEven of(Usd value, double written) {
    return new BreakEven(value, PRICES.perRequest(2), PRICES.write().of(1), written);
  }
}
