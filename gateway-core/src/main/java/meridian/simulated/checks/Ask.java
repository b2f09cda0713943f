package meridian.simulated.checks;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import meridian.Booking;
import meridian.Money;
import meridian.RequestTimeline;
import meridian.cache.CachePolicy;
import meridian.simulated.Witness;
import org.jspecify.annotations.Nullable;

/// One request in flight, with what has been seen of it so far. Guarded by the baton.
final class Ask {
  final Witness.Sent sent;

  /// How its project's answers were cached when it was sent.
  final CachePolicy policy;

  /// What the gateway says of it, once it has ended there.
  @Nullable RequestTimeline timeline;

  /// Whether the gateway said that its client left.
  boolean hasLeft;

  /// The newest answer that a provider made for it, by name; empty without one.
  String answerId = "";

  /// Whether a usage record was kept.
  boolean isRecorded;

  /// What was settled for it, whether covered or not, in micro-dollars by region.
  private @Nullable Map<String, Long> settled;

  /// Origins that called a provider for it.
  private @Nullable Set<String> callers;

  Ask(Witness.Sent sent, CachePolicy policy) {
    this.sent = sent;
    this.policy = policy;
  }

  int tenant() {
    return sent.planned().tenant();
  }

  void calledFrom(String region) {
    if (callers == null) {
      callers = new LinkedHashSet<>();
    }
    callers.add(region);
  }

  void settles(Booking line) {
    if (settled == null) {
      settled = new TreeMap<>();
    }
    long amount = line.amount().plus(line.uncovered()).microUsd();
    settled.merge(line.region(), amount, Long::sum);
  }

  boolean isSettled() {
    return settled != null;
  }

  /// Whether one of the regions settled `cost`; or nothing, because another had settled it before
  /// and this one knew.
  boolean isSettledFor(Money cost) {
    return settled != null
        && (settled.containsValue(cost.microUsd())
            || (cost.microUsd() == 0 && callers != null && callers.size() > 1));
  }

  /// Whether anything was taken for it.
  boolean hasCost() {
    return settled != null && settled.values().stream().anyMatch(amount -> amount != 0);
  }

  /// Whether anything was taken for it by a region that made no provider call, whose answer may
  /// have been lost on its way.
  boolean hasCostWithoutCall() {
    return hasCost() && (callers == null || !callers.containsAll(settled().keySet()));
  }

  private Map<String, Long> settled() {
    return settled == null ? Map.of() : settled;
  }

  /// For messages: what was settled by region.
  String settledText() {
    return settled() + " µ$";
  }

  @Override
  public String toString() {
    return sent.id().text();
  }
}
