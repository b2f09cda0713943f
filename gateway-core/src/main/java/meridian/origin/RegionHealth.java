package meridian.origin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import meridian.origin.TargetHealth.Turn;
import meridian.telemetry.Breaker;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;

/// How the provider targets do, as one origin region sees them from its own calls, and what it may
/// repeat. A provider's regions are targets of their own, so one that is out does not take the
/// others with it.
///
/// Grows with the targets of the configuration. Safe for several threads; one lock, under which
/// changes are told too, so that they are told in the order in which they happened.
public final class RegionHealth {
  private final String region;
  private final EventSink events;
  private final RetryBudget budget = new RetryBudget();
  private final Map<String, TargetHealth> byTarget = new LinkedHashMap<>();

  /// Everybody is well.
  ///
  /// @param region the origin's, for what is told
  public RegionHealth(String region, EventSink events) {
    this.region = region;
    this.events = events;
  }

  RetryBudget budget() {
    return budget;
  }

  private TargetHealth of(String target) {
    return byTarget.computeIfAbsent(target, _ -> new TargetHealth());
  }

  /// One of `ways`, the first that is well or due for its probe, with the turn that this makes the
  /// call; empty when all rest.
  ///
  /// @param target the name of a way's target
  synchronized <T> Optional<Choice<T>> choose(
      List<T> ways, Function<T, String> target, long nowNanos) {
    for (T way : ways) {
      TargetHealth health = of(target.apply(way));
      if (health.isWell()) {
        return Optional.of(new Choice<>(way, Turn.USUAL));
      }
      if (health.beginProbe(nowNanos)) {
        tell(target.apply(way), Optional.of(Breaker.HALF_OPEN), nowNanos);
        return Optional.of(new Choice<>(way, Turn.PROBE));
      }
    }
    return Optional.empty();
  }

  /// What was chosen.
  record Choice<T>(T way, Turn turn) {}

  synchronized void succeeded(String target, Turn turn, long nowNanos) {
    tell(target, of(target).succeeded(turn), nowNanos);
  }

  synchronized void failed(String target, Turn turn, long nowNanos) {
    tell(target, of(target).failed(turn, nowNanos), nowNanos);
  }

  synchronized void undecided(String target, Turn turn, long nowNanos) {
    tell(target, of(target).undecided(turn), nowNanos);
  }

  private void tell(String target, Optional<Breaker> change, long nowNanos) {
    change.ifPresent(
        breaker -> events.accept(new Event.TargetChanged(target, region, breaker, nowNanos)));
  }
}
