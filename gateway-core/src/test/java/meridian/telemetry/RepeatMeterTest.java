package meridian.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import meridian.CacheResult;
import meridian.Layer;
import org.junit.jupiter.api.Test;

final class RepeatMeterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long FIVE_MINUTES = 5 * MINUTE;
  private static final String QUESTION = "00000000002a";

  private final RepeatMeter meter = new RepeatMeter();

  @Test
  void a_ttl_is_counted_from_the_entry_and_never_extended_by_a_hit() {
    asked(QUESTION, 0);
    asked(QUESTION, 50);
    asked(QUESTION, 100); // 50 s after the last, 100 s after the entry of a minute
    CostFigures.Ghost minute = ghost(MINUTE);
    assertThat(minute.hits()).isEqualTo(1);
    assertThat(ghost(FIVE_MINUTES).hits()).isEqualTo(2);
    assertThat(ghost(FIVE_MINUTES).ageNanos()).isEqualTo(150 * SECOND);
  }

  @Test
  void an_entry_is_over_at_its_ttl() {
    asked(QUESTION, 0);
    asked(QUESTION, 60);
    assertThat(ghost(MINUTE).hits()).isZero();
    asked(QUESTION, 119); // within a minute of the entry made at 60
    assertThat(ghost(MINUTE).hits()).isEqualTo(1);
  }

  @Test
  void hits_within_the_propagation_window_and_at_the_second_asking_are_told_apart() {
    asked(QUESTION, 0);
    asked(QUESTION, 30);
    asked(QUESTION, 200);
    CostFigures.Ghost ghost = ghost(FIVE_MINUTES);
    assertThat(ghost.hits()).isEqualTo(2);
    assertThat(ghost.youngHits()).isEqualTo(1);
    assertThat(ghost.secondHits()).isEqualTo(1);
    assertThat(ghost(MINUTE).secondHits()).isEqualTo(1);
  }

  @Test
  void repeats_are_counted_by_how_long_they_took() {
    asked(QUESTION, 0);
    asked(QUESTION, 10);
    asked(QUESTION, 11);
    asked(QUESTION, 11 + 700_000);
    assertThat(count(SECOND)).isEqualTo(1);
    assertThat(count(10 * SECOND)).isEqualTo(1);
    assertThat(count(Long.MAX_VALUE)).isEqualTo(1);
    assertThat(meter.figures().repeats()).isEqualTo(3);
    assertThat(meter.figures().questions()).isEqualTo(1);
  }

  @Test
  void what_caches_take_no_part_in_is_no_repeat() {
    meter.finished(
        Finished.at(SECOND).question(QUESTION).by(CacheResult.BYPASS, Layer.PROVIDER).timeline());
    meter.finished(Finished.at(SECOND).question(QUESTION).refused(429).timeline());
    meter.finished(Finished.at(SECOND).timeline()); // without a fingerprint
    assertThat(meter.figures().requests()).isZero();
  }

  /// 100,000 askings of 40,000 questions, five times as many as are remembered: the sampled hit
  /// rate stays near the true one, which plain counting gives.
  @Test
  void beyond_the_bound_a_sample_stands_for_all() {
    Random random = new Random(7);
    Set<Long> seen = new HashSet<>();
    long hits = 0;
    int all = 100_000;
    for (int i = 0; i < all; i++) {
      long fingerprint = mixed(random.nextInt(40_000));
      hits += seen.add(fingerprint) ? 0 : 1;
      asked(String.format(Locale.ROOT, "%012x", fingerprint), i / 1_000);
    }
    CostFigures.Repeats repeats = meter.figures();
    assertThat(repeats.sampledOneIn()).isEqualTo(8);
    double sampled = ghost(168 * 60 * MINUTE).hits() / (double) repeats.requests();
    assertThat(sampled).isCloseTo(hits / (double) all, within(0.03));
  }

  /// 48 bits that look like a digest's.
  private static long mixed(long value) {
    long z = (value + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    return (z ^ (z >>> 27)) >>> 16;
  }

  private void asked(String question, long second) {
    meter.finished(
        Finished.at(second * SECOND)
            .total(0)
            .question(question)
            .by(CacheResult.MISS, Layer.PROVIDER)
            .timeline());
  }

  private CostFigures.Ghost ghost(long ttlNanos) {
    return meter.figures().ghosts().stream()
        .filter(ghost -> ghost.ttlNanos() == ttlNanos)
        .findFirst()
        .orElseThrow();
  }

  private long count(long upToNanos) {
    return meter.figures().intervals().stream()
        .filter(interval -> interval.upToNanos() == upToNanos)
        .findFirst()
        .orElseThrow()
        .count();
  }
}
