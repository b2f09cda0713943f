package meridian.console.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Optional;
import meridian.Money;
import meridian.telemetry.Percentiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FiguresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 ns",
        "999|999 ns",
        "1000|1.00 µs",
        "12345|12.3 µs",
        "999499|999 µs",
        "999500|1.00 ms",
        "9994999|9.99 ms",
        "9995001|10.0 ms",
        "184000000|184 ms",
        "999500000|1.00 s",
        "74200000000|74.2 s",
        "99950000000|1 m 39 s",
        "-12300|−12.3 µs",
        "-9223372036854775808|−106751 d 23 h"
      })
  void durations_have_three_digits_and_a_unit(long nanos, String text) {
    assertThat(Figures.duration(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0.0",
        "40000|0.04",
        "4510000|4.5",
        "99940000|99.9",
        "99960000|100",
        "1840000000|1,840"
      })
  void milliseconds_in_columns(long nanos, String text) {
    assertThat(Figures.millis(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "0.418|0.42",
        "9.994|9.99",
        "9.996|10.0",
        "38.24|38.2",
        "1240|1,240",
        "9999.4|9,999",
        "12400|12.4 k",
        "999600|1.00 M",
        "NaN|–",
        "Infinity|–"
      })
  void numbers_have_three_digits(double value, String text) {
    assertThat(Figures.number(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 %",
        "0.00001|<0.01 %",
        "0.0042|0.42 %",
        "0.714|71.4 %",
        "0.9984|99.8 %",
        "0.9999|>99.9 %",
        "1|100 %",
        "NaN|–"
      })
  void what_is_not_quite_all_never_reads_as_all(double share, String text) {
    assertThat(Figures.percent(share)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|$0",
        "1|$0.000001",
        "412|$0.000412",
        "42000|$0.042",
        "3214999|$3.21",
        "1204400000|$1,204",
        "-3210000|−$3.21"
      })
  void small_amounts_keep_their_digits(long microUsd, String text) {
    assertThat(Figures.money(new Money(microUsd))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0|0 B", "999|999 B", "4200|4.20 kB", "999500|1.00 MB", "25000000|25.0 MB"})
  void sizes_are_in_powers_of_a_thousand(long bytes, String text) {
    assertThat(Figures.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-5|0 s",
        "59999999999|59 s",
        "60000000000|1 m 00 s",
        "725000000000|12 m 05 s",
        "11220000000000|3 h 07 m",
        "187200000000000|2 d 4 h"
      })
  void ages_are_whole(long nanos, String text) {
    assertThat(Figures.age(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "50.0 ms|50 ms",
        "2.00 s|2 s",
        "1.50 s|1.5 s",
        "30.0/s|30/s",
        "100 ms|100 ms",
        "0|0"
      })
  void ticks_drop_digits_that_say_nothing(String figure, String text) {
    assertThat(Figures.plain(figure)).isEqualTo(text);
  }

  @Test
  void nothing_measured_is_a_dash_and_never_zero() {
    assertThat(Figures.percentile(Percentiles.NONE, Percentiles::p95)).isEqualTo(Figure.ABSENT);
    assertThat(Figures.percent(Optional.empty())).isEqualTo("–");
    assertThat(Figure.ABSENT.note()).isEmpty();
  }

  @Test
  void below_thirty_samples_a_figure_is_thin_and_says_its_n() {
    Figure few = Figures.percentile(new Percentiles(29, 1, 2, 4_000_000, 5, 6), Percentiles::p95);
    Figure enough = Figures.percentile(new Percentiles(30, 1, 2, 4, 5, 6), Percentiles::p95);
    assertThat(few).isEqualTo(new Figure("4.00 ms", 29));
    assertThat(few.isThin()).isTrue();
    assertThat(few.note()).isEqualTo("n 29");
    assertThat(enough.isThin()).isFalse();
    assertThat(enough.note()).isEmpty();
  }

  @Test
  void times_of_day_are_of_the_given_zone() {
    long nanos = 1_785_413_071_184_000_000L;
    assertThat(Figures.clock(nanos, ZoneOffset.UTC)).isEqualTo("12:04:31");
    assertThat(Figures.clockMillis(nanos, ZoneOffset.ofHours(2))).isEqualTo("14:04:31.184");
  }
}
