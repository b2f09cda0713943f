package meridian.console.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PulseMeterTest {
  private final PulseMeter meter = new PulseMeter();

  @Test
  void without_frames_it_says_nothing() {
    assertThat(meter.frames()).isZero();
    assertThat(meter.workP99()).isZero();
    assertThat(meter.intervalP99()).isZero();
  }

  @Test
  void one_slow_frame_in_a_hundred_is_not_the_99th_percentile_but_two_are() {
    run(99, 2);
    run(1, 50);
    assertThat(meter.workP99()).isEqualTo(2);
    assertThat(meter.workMax()).isEqualTo(50);
    run(1, 50);
    assertThat(meter.workP99()).isEqualTo(50);
  }

  @Test
  void only_the_last_600_frames_count() {
    run(1, 1_000);
    run(600, 3);
    assertThat(meter.frames()).isEqualTo(600);
    assertThat(meter.workMax()).isEqualTo(3);
  }

  @Test
  void a_rest_is_no_slow_frame() {
    run(2, 1);
    meter.rest();
    now += 60_000_000_000L;
    run(2, 1);
    assertThat(meter.intervalP99()).isEqualTo(16);
  }

  @Test
  void layout_outside_a_frame_is_not_counted() {
    meter.end(7);
    assertThat(meter.frames()).isZero();
  }

  private long now;

  private void run(int frames, long work) {
    for (int frame = 0; frame < frames; frame++) {
      meter.begin(now, now);
      meter.end(now + work);
      now += 16;
    }
  }
}
