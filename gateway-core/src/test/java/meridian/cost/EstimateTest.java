package meridian.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EstimateTest {
  /// Known values: Newcombe, "Two-sided confidence intervals for the single proportion", 1998.
  @Test
  void a_share_has_wilsons_interval() {
    Estimate share = Estimate.share(81, 263);
    assertThat(share.low()).isCloseTo(0.2553, within(0.0001));
    assertThat(share.high()).isCloseTo(0.3662, within(0.0001));
    assertThat(Estimate.share(0, 20).high()).isCloseTo(0.1611, within(0.0001));
    assertThat(Estimate.share(0, 20).low()).isZero();
  }

  /// Quantiles of the NIST/SEMATECH e-Handbook, table 1.3.6.7.2.
  @Test
  void students_quantile_is_near_the_table() {
    assertThat(Estimate.quantile(7)).isCloseTo(2.365, within(0.012));
    assertThat(Estimate.quantile(15)).isCloseTo(2.131, within(0.003));
    assertThat(Estimate.quantile(63)).isCloseTo(1.998, within(0.001));
  }

  @Test
  void a_mean_of_equal_values_is_certain() {
    Estimate mean = Estimate.mean(List.of(3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0));
    assertThat(mean).isEqualTo(new Estimate(3, 3, 3));
  }
}
