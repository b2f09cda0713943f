package meridian.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import meridian.scenario.Scenario;
import meridian.scenario.StopCondition;
import meridian.telemetry.Event;

/// Looks at the newest part of a run and says when going on would show nothing more.
///
/// The part slides in twelfths of its length, so that a condition is looked at twelve times in it,
/// for the first time when the run has lasted that long. An answer belongs to the moment it came.
/// Guarded by the baton.
final class StopConditions {
  private static final int SLOTS = 12;

  private final long startNanos;
  private final List<Sliding> all = new ArrayList<>();
  private Optional<Stopped> stopped = Optional.empty();

  StopConditions(Scenario scenario) {
    this.startNanos = scenario.startNanos();
    scenario.stops().forEach(each -> all.add(new Sliding(each)));
  }

  /// The first condition that did not hold; it stays.
  Optional<Stopped> stopped() {
    return stopped;
  }

  void sent(long atNanos) {
    for (Sliding each : all) {
      each.at(atNanos).sent();
    }
  }

  void answered(Witness.Sent request, Witness.Answer answer, boolean isLate) {
    for (Sliding each : all) {
      each.at(answer.lastByteNanos()).answered(request, answer, isLate);
    }
  }

  void abandoned(long atNanos) {
    for (Sliding each : all) {
      each.at(atNanos).abandoned();
    }
  }

  void happened(Event event) {
    for (Sliding each : all) {
      each.at(event.atNanos()).happened(event);
    }
  }

  void lost(Losses.Loss loss, long atNanos) {
    for (Sliding each : all) {
      each.at(atNanos).lost(loss);
    }
  }

  /// One condition and what was seen of late.
  private final class Sliding {
    private final StopCondition condition;
    private final long slotNanos;
    private final Tally[] ring = new Tally[SLOTS];
    private long newest;

    Sliding(StopCondition condition) {
      this.condition = condition;
      this.slotNanos = Math.max(1, condition.over().toNanos() / SLOTS);
      for (int i = 0; i < SLOTS; i++) {
        ring[i] = new Tally();
      }
    }

    /// Where what happens now is counted; what happened late counts as happening now.
    Tally at(long nowNanos) {
      long slot = (nowNanos - startNanos) / slotNanos;
      if (slot > newest) {
        judge();
        for (long entered = Math.max(newest, slot - SLOTS) + 1; entered <= slot; entered++) {
          ring[(int) (entered % SLOTS)] = new Tally();
        }
        newest = slot;
      }
      return ring[(int) (newest % SLOTS)];
    }

    private void judge() {
      if (stopped.isPresent() || newest + 1 < SLOTS) {
        return;
      }
      Tally part = new Tally();
      for (Tally each : ring) {
        part.add(each);
      }
      OptionalDouble found =
          part.requests() == 0 ? OptionalDouble.empty() : part.value(condition.measure());
      if (found.isPresent() && !condition.bound().holds(found.getAsDouble())) {
        Duration after = Duration.ofNanos((newest + 1) * slotNanos);
        stopped = Optional.of(new Stopped(condition, found.getAsDouble(), after));
      }
    }
  }
}
