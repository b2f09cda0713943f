package meridian.simulated.checks;

import java.time.Duration;
import meridian.CacheResult;
import meridian.cache.CachePolicy;
import meridian.telemetry.Event;

/// No answer is older than its policy allows, by the world's clock from the moment its provider
/// call ended: never past the hard TTL, and past the soft TTL only as STALE, where the policy
/// serves stale answers or the client asked for them.
///
/// A request may find an entry that expires while the answer is on its way, so what counts is when
/// the request was sent.
final class Staleness implements Checker {
  private static final Duration BETWEEN_CALL_AND_ENTRY = Duration.ofMillis(100);

  private final Facts facts;
  private final Asks asks;
  private final Answers answers;
  private final Violations violations;

  Staleness(Facts facts, Asks asks, Answers answers, Violations violations) {
    this.facts = facts;
    this.asks = asks;
    this.answers = answers;
    this.violations = violations;
  }

  @Override
  public String name() {
    return "staleness";
  }

  @Override
  public void accept(Event event) {}

  @Override
  public void answered(Sent request, Answer answer) {
    CacheResult said = answer.head().cache();
    boolean isStored =
        said == CacheResult.HIT || said == CacheResult.STALE || said == CacheResult.SEMANTIC_HIT;
    if (isStored && !answer.answerId().isEmpty()) {
      answers.find(answer.answerId()).ifPresent(born -> judge(request, answer, born));
    }
  }

  private void judge(Sent request, Answer answer, Answers.Born born) {
    Ask ask = asks.find(request.id());
    if (ask == null) {
      return;
    }
    CachePolicy policy = born.policy == null ? ask.policy : born.policy;
    long slack = BETWEEN_CALL_AND_ENTRY.plus(facts.bounds().clockError()).toNanos();
    long age = request.sentNanos() - born.bornNanos;
    if (age > policy.hardTtl().toNanos() + slack) {
      say(request, age, "past the hard TTL of " + policy.hardTtl());
    } else if (answer.head().cache() == CacheResult.STALE) {
      boolean mayServe =
          ask.policy.stale() == CachePolicy.Stale.SERVE
              || facts.policy(ask.tenant()).stale() == CachePolicy.Stale.SERVE
              || request.cacheControl().isPresent();
      if (!mayServe) {
        say(request, age, "STALE, which its policy refuses");
      }
    } else if (age > policy.softTtl().toNanos() + slack) {
      say(request, age, "past the soft TTL of " + policy.softTtl() + " and not called STALE");
    }
  }

  private void say(Sent request, long ageNanos, String what) {
    violations.add(
        name(),
        facts.now(),
        "%s was sent when its answer was %s old: %s"
            .formatted(request.id(), Duration.ofNanos(ageNanos), what));
  }
}
