package meridian.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import meridian.origin.TargetHealth.Turn;
import meridian.telemetry.Breaker;
import meridian.telemetry.Event;
import org.junit.jupiter.api.Test;

final class RegionHealthTest {
  private static final String TARGET = "openai/us-east-1";
  private static final long REST = TargetHealth.FIRST_REST.toNanos();

  private final List<Breaker> told = new CopyOnWriteArrayList<>();
  private final RegionHealth health = new RegionHealth("FRA", this::hear);
  private final Thread other =
      new Thread(() -> health.succeeded(TARGET, Turn.LAST_RESORT, REST), "last resort");

  /// While the probe is told, another call comes as far as it can.
  private void hear(Event event) {
    Breaker breaker = ((Event.TargetChanged) event).breaker();
    if (breaker == Breaker.HALF_OPEN) {
      other.start();
      while (other.getState() != Thread.State.BLOCKED
          && other.getState() != Thread.State.TERMINATED) {
        Thread.onSpinWait();
      }
    }
    told.add(breaker);
  }

  @Test
  void changes_are_told_in_the_order_in_which_they_happened() throws InterruptedException {
    for (int i = 0; i < TargetHealth.FAILURES; i++) {
      health.failed(TARGET, Turn.USUAL, 0);
    }
    var choice = health.choose(List.of(TARGET), Function.identity(), REST).orElseThrow();
    other.join();
    assertThat(choice.turn()).isEqualTo(Turn.PROBE);
    assertThat(told).containsExactly(Breaker.OPEN, Breaker.HALF_OPEN, Breaker.CLOSED);
  }
}
