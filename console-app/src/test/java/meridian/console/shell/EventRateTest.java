package meridian.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import meridian.console.sample.SampleSnapshots;
import meridian.telemetry.Snapshot;
import org.junit.jupiter.api.Test;

final class EventRateTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Snapshot QUIET = SampleSnapshots.quiet();

  private final EventRate rate = new EventRate();

  @Test
  void one_snapshot_says_nothing() {
    rate.add(at(1, 0, 500));
    assertThat(rate.perSecond()).isZero();
  }

  @Test
  void it_is_the_difference_over_the_last_two_seconds() {
    for (int tenth = 0; tenth <= 100; tenth++) {
      rate.add(at(tenth + 1, tenth * SECOND / 10, tenth < 50 ? 0 : (tenth - 50) * 30L));
    }
    assertThat(rate.perSecond()).isCloseTo(300, within(1e-6));
  }

  @Test
  void the_same_snapshot_again_changes_nothing() {
    rate.add(at(1, 0, 0));
    rate.add(at(2, SECOND, 40));
    rate.add(at(2, SECOND, 40));
    assertThat(rate.perSecond()).isEqualTo(40);
  }

  @Test
  void going_back_begins_anew() {
    rate.add(at(1, 0, 0));
    rate.add(at(2, SECOND, 40));
    rate.add(at(1, 0, 0));
    assertThat(rate.perSecond()).isZero();
  }

  private static Snapshot at(long number, long nanos, long events) {
    return new Snapshot(
        number,
        nanos,
        0,
        SECOND,
        QUIET.headline(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        QUIET.kv(),
        QUIET.cost(),
        QUIET.keys(),
        Map.of(),
        events,
        0);
  }
}
