package meridian.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowTest {
  private static final long MICRO = 1_000L;

  @Test
  void an_empty_window_reads_as_nothing() {
    assertThat(new Window(3, 0).read(0)).isEqualTo(Percentiles.NONE);
  }

  @Test
  void one_value_is_every_percentile() {
    Window window = new Window(3, 0);
    window.record(0, 31_234_567);
    assertThat(window.read(0))
        .isEqualTo(new Percentiles(1, 31_235_000, 31_235_000, 31_235_000, 31_235_000, 31_235_000));
  }

  @Test
  void a_time_above_zero_never_reads_zero() {
    Window window = new Window(2, 0);
    window.record(0, 1);
    assertThat(window.read(0).p50()).isEqualTo(MICRO);
  }

  @Test
  void a_slot_leaves_when_the_twelfth_after_it_begins() {
    Window window = new Window(3, 100);
    window.record(100, 5 * MICRO);
    window.record(101, 7 * MICRO);
    assertThat(window.read(111).count()).isEqualTo(2);
    assertThat(window.read(112)).isEqualTo(new Percentiles(1, 7000, 7000, 7000, 7000, 7000));
    assertThat(window.read(113)).isEqualTo(Percentiles.NONE);
  }

  @Test
  void a_long_silence_empties_the_window() {
    Window window = new Window(3, 0);
    window.record(3, MICRO);
    assertThat(window.read(1_000_000)).isEqualTo(Percentiles.NONE);
  }

  @Test
  void a_value_too_late_for_the_window_is_left_out() {
    Window window = new Window(3, 0);
    window.record(50, MICRO);
    window.record(38, MICRO);
    window.record(39, MICRO);
    assertThat(window.read(50).count()).isEqualTo(2);
  }

  @Test
  void more_than_an_hour_counts_as_an_hour() {
    Window window = new Window(2, 0);
    window.record(0, Long.MAX_VALUE);
    assertThat(window.read(0).max()).isEqualTo(Window.MAX_MICROS * MICRO);
  }

  /// Against a list of everything: late values, silences, and slots beyond the size at which they
  /// are compacted.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void percentiles_of_the_merged_window_are_those_of_all_its_values(long seed) {
    Dice dice = new Dice(seed);
    Window window = new Window(3, 0);
    List<long[]> all = new ArrayList<>();
    long now = 0;
    for (int round = 0; round < 60; round++) {
      now += dice.nextInt(3) == 0 ? dice.nextInt(8) : 0;
      int values = dice.nextInt(5) == 0 ? 6_000 : dice.nextInt(50);
      for (int i = 0; i < values; i++) {
        long slot = now - dice.nextInt(15);
        long nanos = (long) dice.nextLogNormal(17, 1.2);
        window.record(slot, nanos);
        all.add(new long[] {slot, Math.ceilDiv(nanos, MICRO)});
        if (slot <= now - Window.SLOTS) {
          all.removeLast();
        }
      }
      check(window.read(now), micros(all, now), seed);
    }
  }

  private static long[] micros(List<long[]> all, long now) {
    return all.stream()
        .filter(value -> value[0] > now - Window.SLOTS)
        .mapToLong(value -> value[1])
        .sorted()
        .toArray();
  }

  private static void check(Percentiles read, long[] sorted, long seed) {
    assertThat(read.count()).as("seed %d", seed).isEqualTo(sorted.length);
    if (sorted.length > 0) {
      near(read.p50(), sorted, 0.50, seed);
      near(read.p90(), sorted, 0.90, seed);
      near(read.p95(), sorted, 0.95, seed);
      near(read.p99(), sorted, 0.99, seed);
      assertThat(read.max()).as("seed %d", seed).isEqualTo(sorted[sorted.length - 1] * MICRO);
    }
  }

  private static void near(long nanos, long[] sorted, double share, long seed) {
    long exact = sorted[(int) Math.ceil(share * sorted.length - 1e-9) - 1];
    assertThat(nanos / MICRO).as("seed %d", seed).isBetween(exact, exact + exact / 1_000 + 1);
  }
}
