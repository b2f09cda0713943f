package meridian.live.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import meridian.Await;
import meridian.CacheResult;
import meridian.LatencyBudget;
import meridian.Layer;
import meridian.Money;
import meridian.PopId;
import meridian.RequestId;
import meridian.RequestTimeline;
import meridian.StageTimes;
import meridian.TokenUsage;
import meridian.telemetry.Event;
import meridian.telemetry.Meter;
import meridian.telemetry.PrometheusText;
import meridian.telemetry.Snapshot;
import meridian.time.WorldClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TelemetryLoopTest {
  private static final long START = 1_000_000_000_000L;

  private final AtomicLong now = new AtomicLong(START);
  private final WorldClock clock =
      new WorldClock() {
        @Override
        public long nanos() {
          return now.get();
        }

        @Override
        public void sleepUntil(long nanos) {
          throw new UnsupportedOperationException("telemetry never sleeps on the world's clock");
        }
      };

  private TelemetryLoop loop(int capacity) {
    Meter meter = new Meter(List.of(new PopId("SIN")), LatencyBudget.ARTICLE, "2", "0.1.0", START);
    return new TelemetryLoop(meter, clock, capacity);
  }

  private static Event filled() {
    return new Event.CacheFilled("miss", START);
  }

  private static void await(BooleanSupplier condition) {
    Await.until("it was counted", condition);
  }

  @Test
  void there_is_a_snapshot_before_anything_happened() {
    try (TelemetryLoop loop = loop(8)) {
      assertThat(loop.snapshot().number()).isEqualTo(1);
      assertThat(PrometheusText.of(loop.totals())).contains("meridian_build_info");
    }
  }

  @Test
  void what_is_accepted_shows_in_a_later_snapshot() {
    try (TelemetryLoop loop = loop(8)) {
      loop.start();
      loop.accept(filled());
      await(() -> loop.snapshot().eventsTotal() == 1);
      assertThat(loop.snapshot().counters())
          .containsEntry("meridian_fills_total{cause=\"miss\"}", 1L);
      assertThat(PrometheusText.of(loop.totals()))
          .contains("meridian_fills_total{cause=\"miss\"} 1\n");
    }
  }

  @Test
  void at_the_bound_events_are_dropped_and_counted() {
    TelemetryLoop loop = loop(4);
    for (int i = 0; i < 10; i++) {
      loop.accept(filled());
    }
    assertThat(loop.droppedTotal()).isEqualTo(6);
    loop.start();
    await(() -> loop.snapshot().droppedTotal() == 6);
    loop.close();
    assertThat(loop.snapshot().eventsTotal()).isEqualTo(4);
  }

  @Test
  void an_idle_loop_still_moves_on() {
    try (TelemetryLoop loop = loop(8)) {
      loop.start();
      now.addAndGet(5_000_000_000L);
      await(() -> loop.snapshot().number() > 1);
      assertThat(loop.snapshot().takenNanos()).isEqualTo(START + 5_000_000_000L);
    }
  }

  @Test
  void closing_counts_what_waits_and_drops_what_follows() {
    TelemetryLoop loop = loop(1_000);
    loop.start();
    for (int i = 0; i < 500; i++) {
      loop.accept(filled());
    }
    loop.close();
    Snapshot last = loop.snapshot();
    assertThat(last.eventsTotal()).isEqualTo(500);
    loop.accept(filled());
    assertThat(loop.droppedTotal()).isEqualTo(1);
    loop.close();
  }

  @Test
  void a_loop_that_never_started_can_be_closed() {
    loop(1).close();
  }

  @Test
  void an_event_that_cannot_be_counted_does_not_end_telemetry() {
    try (TelemetryLoop loop = loop(8)) {
      loop.start();
      loop.accept(costing(Long.MAX_VALUE));
      loop.accept(costing(1));
      loop.accept(filled());
      await(() -> loop.snapshot().counters().containsKey("meridian_fills_total{cause=\"miss\"}"));
      assertThat(loop.droppedTotal()).isEqualTo(1);
    }
  }

  /// Two of these overflow the sum of all costs, which is the bug that the test needs.
  private static Event costing(long microUsd) {
    return new Event.RequestFinished(
        new RequestTimeline(
            new RequestId("req_1"),
            1,
            "SIN",
            new PopId("SIN"),
            Optional.empty(),
            "gpt-4o-mini",
            false,
            200,
            CacheResult.MISS,
            Layer.PROVIDER,
            "",
            "",
            START,
            1,
            2,
            StageTimes.NONE,
            false,
            true,
            TokenUsage.NONE,
            Optional.of(new Money(microUsd)),
            Optional.empty(),
            1,
            1));
  }
}
