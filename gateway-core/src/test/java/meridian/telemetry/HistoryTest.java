package meridian.telemetry;

import static meridian.telemetry.Finished.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meridian.CacheResult;
import meridian.Layer;
import org.junit.jupiter.api.Test;

final class HistoryTest {
  private static final long SECOND = 1_000_000_000L;

  private final History history = new History(5 * SECOND);

  private void hit(long atNanos, long totalNanos) {
    history.finished(Finished.at(atNanos).total(totalNanos).timeline(), atNanos);
  }

  @Test
  void seconds_without_events_are_points_of_zero() {
    hit(5 * SECOND, MILLI);
    hit(9 * SECOND, MILLI);
    List<Snapshot.Second> points = history.points(11 * SECOND);
    assertThat(points)
        .extracting(Snapshot.Second::secondOfEpoch)
        .containsExactly(5L, 6L, 7L, 8L, 9L, 10L, 11L);
    assertThat(points)
        .extracting(Snapshot.Second::requests)
        .containsExactly(1L, 0L, 0L, 0L, 1L, 0L, 0L);
  }

  @Test
  void ten_minutes_are_kept() {
    hit(5 * SECOND, MILLI);
    assertThat(history.points(604 * SECOND)).hasSize(600);
    assertThat(history.points(604 * SECOND).getFirst().requests()).isEqualTo(1);
    assertThat(history.points(605 * SECOND)).hasSize(600);
    assertThat(history.points(605 * SECOND).getFirst().secondOfEpoch()).isEqualTo(6);
  }

  @Test
  void a_silence_longer_than_the_history_leaves_only_zeros() {
    hit(5 * SECOND, MILLI);
    List<Snapshot.Second> points = history.points(100_000 * SECOND);
    assertThat(points).hasSize(600).allMatch(point -> point.requests() == 0);
    assertThat(points.getLast().secondOfEpoch()).isEqualTo(100_000);
  }

  @Test
  void a_second_has_its_own_percentiles_and_keeps_them() {
    for (int i = 1; i <= 100; i++) {
      hit(6 * SECOND, i * MILLI);
    }
    hit(7 * SECOND, 500 * MILLI);
    assertThat(history.points(7 * SECOND).get(1).edgeHitP95Nanos())
        .isBetween(95 * MILLI, 95 * MILLI + 95_000);
    List<Snapshot.Second> later = history.points(200 * SECOND);
    assertThat(later.get(1).edgeHitP95Nanos()).isBetween(95 * MILLI, 95 * MILLI + 95_000);
    assertThat(later.get(1).missP95Nanos()).isZero();
    assertThat(later.get(2).edgeHitP95Nanos()).isEqualTo(500 * MILLI);
  }

  @Test
  void percentiles_are_right_without_a_reading_while_the_second_was_open() {
    hit(6 * SECOND, 10 * MILLI);
    hit(300 * SECOND, 20 * MILLI);
    assertThat(history.points(300 * SECOND).get(1).edgeHitP95Nanos()).isEqualTo(10 * MILLI);
  }

  @Test
  void a_late_event_counts_but_moves_no_percentile_of_a_closed_second() {
    hit(6 * SECOND, 10 * MILLI);
    hit(14 * SECOND, 20 * MILLI);
    hit(6 * SECOND, 900 * MILLI);
    Snapshot.Second six = history.points(14 * SECOND).get(1);
    assertThat(six.edgeHits()).isEqualTo(2);
    assertThat(six.edgeHitP95Nanos()).isEqualTo(10 * MILLI);
  }

  @Test
  void an_event_a_little_late_moves_the_percentile() {
    hit(6 * SECOND, 10 * MILLI);
    hit(13 * SECOND, 20 * MILLI);
    hit(6 * SECOND, 900 * MILLI);
    assertThat(history.points(13 * SECOND).get(1).edgeHitP95Nanos()).isEqualTo(900 * MILLI);
  }

  @Test
  void what_is_older_than_the_history_or_its_start_is_left_out() {
    hit(700 * SECOND, MILLI);
    hit(100 * SECOND, MILLI);
    hit(SECOND, MILLI);
    assertThat(history.points(700 * SECOND)).filteredOn(point -> point.requests() > 0).hasSize(1);
  }

  @Test
  void misses_have_percentiles_of_their_own() {
    long at = 6 * SECOND;
    history.finished(
        Finished.at(at).by(CacheResult.MISS, Layer.PROVIDER).total(MILLI).timeline(), at);
    Snapshot.Second six = history.points(at).get(1);
    assertThat(six.missP95Nanos()).isEqualTo(MILLI);
    assertThat(six.edgeHitP95Nanos()).isZero();
    assertThat(six.misses()).isEqualTo(1);
  }
}
