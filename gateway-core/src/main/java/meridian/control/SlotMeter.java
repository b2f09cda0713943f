package meridian.control;

import java.util.ArrayList;
import java.util.List;
import meridian.CacheResult;
import meridian.scenario.Scenario;
import meridian.telemetry.Event;

/// Counts what clients saw in each part of a run, by when they sent. Guarded by the baton.
final class SlotMeter implements Simulation.Spectator {
  private static final int SLOTS = Comparison.SLOTS;

  private final long startNanos;
  private final long slotNanos;
  private final long[] answered = new long[SLOTS];
  private final long[] failed = new long[SLOTS];
  private final long[] stale = new long[SLOTS];
  private final long[] stalestNanos = new long[SLOTS];

  SlotMeter(Scenario scenario) {
    this.startNanos = scenario.startNanos();
    this.slotNanos = Math.max(1, scenario.duration().toNanos() / SLOTS);
  }

  @Override
  public void accept(Event event) {}

  @Override
  public void answered(Sent request, Answer answer) {
    int slot = slotOf(request);
    boolean isOutage =
        answer.refusal().isPresent()
            && (answer.refusal().get().status() >= 500 || !answer.answerId().isEmpty());
    if (isOutage) {
      failed[slot]++;
      return;
    }
    answered[slot]++;
    if (answer.head().cache() == CacheResult.STALE) {
      stale[slot]++;
      stalestNanos[slot] = Math.max(stalestNanos[slot], -answer.head().ttlNanos());
    }
  }

  @Override
  public void abandoned(Sent request, long atNanos) {
    failed[slotOf(request)]++;
  }

  private int slotOf(Sent request) {
    return Math.clamp((request.sentNanos() - startNanos) / slotNanos, 0, SLOTS - 1);
  }

  List<Comparison.Slot> slots() {
    List<Comparison.Slot> slots = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      slots.add(new Comparison.Slot(answered[i], failed[i], stale[i], stalestNanos[i]));
    }
    return slots;
  }
}
