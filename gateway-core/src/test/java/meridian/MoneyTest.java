package meridian;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  @Test
  void dollars_have_exactly_six_decimals() {
    assertThat(Money.ZERO.toUsdText()).isEqualTo("0.000000");
    assertThat(new Money(72).toUsdText()).isEqualTo("0.000072");
    assertThat(new Money(-1).toUsdText()).isEqualTo("-0.000001");
    assertThat(new Money(12_000_000).toUsdText()).isEqualTo("12.000000");
  }

  /// Both sides of a dollar, and the ends of the range, where a sign is easily lost.
  @ParameterizedTest
  @ValueSource(
      longs = {
        1,
        999_999,
        1_000_000,
        1_000_001,
        -999_999,
        -1_000_000,
        -1_000_001,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void the_text_is_the_exact_amount(long microUsd) {
    String text = new Money(microUsd).toUsdText();

    assertThat(text).isEqualTo(BigDecimal.valueOf(microUsd, 6).toPlainString());
  }

  @Test
  void a_charge_is_never_below_the_price() {
    assertThat(Money.ofTokens(0, 150_000)).isEqualTo(Money.ZERO);
    assertThat(Money.ofTokens(1, 150_000)).isEqualTo(new Money(1));
    assertThat(Money.ofTokens(1_000_000, 150_000)).isEqualTo(new Money(150_000));
  }
}
