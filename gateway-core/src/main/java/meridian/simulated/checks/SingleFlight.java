package meridian.simulated.checks;

import java.util.HashMap;
import java.util.Map;
import meridian.cache.CachePolicy;
import meridian.telemetry.Event;

/// At most one provider call per origin and fingerprint at a time, and none that is not told.
///
/// Not counted are calls of requests that share no flight: a client with wishes of its own
/// (`Cache-Control`), a project that reads no cache, a flight whose waiting room is full. Grows
/// with the provider calls in flight.
final class SingleFlight implements Checker {
  private final Facts facts;
  private final Asks asks;
  private final Estate estate;
  private final Violations violations;
  private final Map<String, Integer> inFlight = new HashMap<>();
  private long told;

  SingleFlight(Facts facts, Asks asks, Estate estate, Violations violations) {
    this.facts = facts;
    this.asks = asks;
    this.estate = estate;
    this.violations = violations;
  }

  @Override
  public String name() {
    return "single-flight";
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.ProviderCalled called -> {
        told++;
        if (!called.fingerprint().isEmpty()) {
          int calls = inFlight.merge(called.region() + called.fingerprint(), 1, Integer::sum);
          if (calls > 1 && mustShare(called)) {
            violations.add(
                name(),
                facts.now(),
                "%s made call %d at the same time for fingerprint %s at origin %s"
                    .formatted(
                        called.request(),
                        calls,
                        called.fingerprint().substring(0, 12),
                        called.region()));
          }
        }
      }
      case Event.ProviderEnded ended -> {
        if (!ended.fingerprint().isEmpty()) {
          inFlight.computeIfPresent(
              ended.region() + ended.fingerprint(), (_, calls) -> calls == 1 ? null : calls - 1);
        }
      }
      default -> {
        // no provider call
      }
    }
  }

  private boolean mustShare(Event.ProviderCalled called) {
    if (called.isLeading()) {
      return true;
    }
    Ask ask = asks.find(called.request());
    return ask != null
        && ask.sent.cacheControl().isEmpty()
        && ask.policy.mayRead()
        && ask.policy.mode() != CachePolicy.Mode.OFF
        && asks.size() <= facts.bounds().maxFollowers();
  }

  @Override
  public void finish(long nowNanos) {
    if (!inFlight.isEmpty()) {
      violations.add(
          name(), nowNanos, inFlight.size() + " provider calls are still in flight at the end");
    }
    if (estate.providerCalls() != told) {
      violations.add(
          name(),
          nowNanos,
          "%d calls arrived at providers, %d were told".formatted(estate.providerCalls(), told));
    }
  }
}
