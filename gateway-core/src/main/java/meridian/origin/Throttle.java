package meridian.origin;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import meridian.KeyTerms;
import meridian.ProjectId;
import meridian.Refusal;
import meridian.limits.Admission;
import meridian.limits.Claim;
import meridian.limits.Limiter;
import meridian.limits.TenantLimits;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.WorldClock;

/// Holds calls against the request and token limits of their project and key, and says so when one
/// is in the way. Safe for any number of requests at once.
///
/// What a cache answers, and who waits for another's call, is held against nothing here: the PoP's
/// own limit is theirs.
public final class Throttle {
  private final Limiter limiter;
  private final BiFunction<ProjectId, KeyTerms, TenantLimits> limits;
  private final WorldClock clock;
  private final EventSink events;

  /// @param limits in force for a project and a key of it, now
  public Throttle(
      Limiter limiter,
      BiFunction<ProjectId, KeyTerms, TenantLimits> limits,
      WorldClock clock,
      EventSink events) {
    this.limiter = limiter;
    this.limits = limits;
    this.clock = clock;
    this.events = events;
  }

  /// What `call` asks for.
  ///
  /// @param tokens it is expected to take
  /// @param repeat what its attempts under an idempotency key have in common
  Claim claim(Call call, long tokens, Optional<String> repeat) {
    TenantLimits held = limits.apply(call.chat().project(), call.terms());
    return new Claim(call.chat().project(), call.chat().key(), held, tokens, repeat);
  }

  /// Lets `call` through; otherwise why not.
  Optional<Refusal> admit(Call call, Claim claim) {
    Admission admission = limiter.admit(claim, clock.nanos());
    tell(call);
    return switch (admission) {
      case Admission.Granted _ -> Optional.empty();
      case Admission.Refused refused -> {
        events.accept(
            new Event.LimitReached(
                refused.limit().label(),
                claim.project(),
                claim.key(),
                call.chat().pop(),
                clock.nanos()));
        yield Optional.of(refusal(refused, claim));
      }
    };
  }

  /// The granted `claim` took `tokens`, 0 when nothing came of it.
  void settle(Claim claim, long tokens) {
    limiter.settle(claim, tokens, clock.nanos());
  }

  /// Has the answer to `call` say what may still be sent.
  void tell(Call call) {
    call.allows(limiter.left(claim(call, 0, Optional.empty()), clock.nanos()));
  }

  /// Forgets what was taken, as in a crash.
  void forget() {
    limiter.forget();
  }

  private static Refusal refusal(Admission.Refused refused, Claim claim) {
    String unit = refused.limit().isOfTokens() ? "tokens" : "requests";
    String holder =
        refused.limit().isOfProject()
            ? "project " + claim.project()
            : "key mk_" + claim.key() + "_…";
    return refused.isTooLarge()
        ? Refusals.largerThanLimit(unit, holder, refused.perMinute(), refused.asked())
        : Refusals.limitReached(
            unit,
            holder,
            refused.perMinute(),
            refused.asked(),
            Duration.ofMillis(Math.ceilDiv(refused.waitNanos(), 1_000_000L)));
  }
}
