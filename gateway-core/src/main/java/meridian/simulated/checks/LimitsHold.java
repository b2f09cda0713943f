package meridian.simulated.checks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meridian.limits.RateLimits;
import meridian.limits.TenantLimits;
import meridian.telemetry.Event;

/// No project and no key makes more provider calls than its limit: in any time `t` at most `limit ×
/// (1 + t / 1 min)` begin, over all origins. Several calls of one request at one origin, to targets
/// that stand in for each other, are one.
///
/// It counts what really went out, whatever the gateway's limiter believes. Counting begins anew
/// when an origin crashed or took over, which forgets, and when the configuration changed. A
/// primary that does not know yet that another took over still lets calls through by its own count,
/// which nobody shares with it: those are left out. With naive quotas each origin may let the whole
/// limit through, so that it is not held against anything.
final class LimitsHold implements Checker {
  private final Facts facts;
  private final Asks asks;
  private final Violations violations;
  private final Map<String, Level> levels = new HashMap<>();
  private final Set<String> replaced = new HashSet<>();
  private final Recent<String, Boolean> counted = new Recent<>(50_000);

  LimitsHold(Facts facts, Asks asks, Violations violations) {
    this.facts = facts;
    this.asks = asks;
    this.violations = violations;
  }

  /// A vessel that leaks a minute's limit each minute.
  private static final class Level {
    private double calls;
    private long atNanos;
  }

  @Override
  public String name() {
    return "limits hold";
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.ProviderCalled called -> called(called);
      case Event.NodeCrashed crashed when crashed.node().startsWith("origin:") -> levels.clear();
      case Event.Promoted promoted -> {
        levels.clear();
        replaced.add(promoted.from());
        replaced.remove(promoted.region());
      }
      case Event.Reconfigured _ -> levels.clear();
      default -> {
        // no call
      }
    }
  }

  private void called(Event.ProviderCalled called) {
    Ask ask = asks.find(called.request());
    if (ask == null || replaced.contains(called.region())) {
      return;
    }
    TenantLimits limits = facts.limits().apply(facts.project(ask.tenant()));
    boolean isLimited =
        limits.project().requests().isPresent() || limits.key().requests().isPresent();
    if (!isLimited || counted.put(called.request() + "@" + called.region(), true) != null) {
      return;
    }
    count("project " + facts.project(ask.tenant()), limits.project(), called);
    count("key " + facts.keys().get(ask.tenant()), limits.key(), called);
  }

  private void count(String holder, RateLimits limits, Event.ProviderCalled called) {
    Optional<Long> limit = limits.requests();
    if (limit.isEmpty()) {
      return;
    }
    Level level = levels.computeIfAbsent(holder, _ -> new Level());
    double leaked = (called.atNanos() - level.atNanos) / 60e9 * limit.get();
    level.calls = Math.max(0, level.calls - leaked) + 1;
    level.atNanos = called.atNanos();
    if (level.calls > limit.get() + 0.01) {
      violations.add(
          name(),
          facts.now(),
          "%s called a provider although %s had used up its %d calls a minute"
              .formatted(called.request(), holder, limit.get()));
    }
  }
}
