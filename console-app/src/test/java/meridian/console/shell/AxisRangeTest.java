package meridian.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meridian.console.chart.AxisState;
import meridian.console.feed.Recording;
import meridian.console.sample.SampleSnapshots;
import meridian.telemetry.Snapshot;
import org.junit.jupiter.api.Test;

final class AxisRangeTest {
  private static final long SECOND = 1_000_000_000L;

  private final Snapshot now = SampleSnapshots.busy(6_000, 1);
  private final Snapshot then = SampleSnapshots.busy(10, 1);
  private final List<Recording.Point> moments =
      List.of(new Recording.Point(then.takenNanos(), 3), new Recording.Point(now.takenNanos(), 4));

  @Test
  void a_live_axis_ends_now_and_leaves_out_what_lies_before_it() {
    AxisState axis = AxisRange.MINUTE.of(moments, now, now, true);

    assertThat(axis.toNanos()).isEqualTo(now.takenNanos());
    assertThat(axis.fromNanos()).isEqualTo(now.takenNanos() - 60 * SECOND);
    assertThat(axis.samples()).hasSize(1);
    assertThat(axis.marks()).hasSize(now.incidents().size());
  }

  @Test
  void the_moment_on_screen_is_always_on_the_axis() {
    AxisState axis = AxisRange.MINUTE.of(moments, now, then, false);

    assertThat(axis.shownNanos()).isBetween(axis.fromNanos(), axis.toNanos());
    assertThat(axis.toNanos() - axis.fromNanos()).isEqualTo(60 * SECOND);
  }

  @Test
  void all_begins_with_the_first_moment_and_nothing_recorded_is_a_second_long() {
    assertThat(AxisRange.ALL.of(moments, now, now, true).fromNanos()).isEqualTo(then.takenNanos());
    AxisState empty = AxisRange.ALL.of(List.of(), now, now, true);
    assertThat(empty.toNanos() - empty.fromNanos()).isEqualTo(SECOND);
  }
}
