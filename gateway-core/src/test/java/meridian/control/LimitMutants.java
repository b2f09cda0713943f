package meridian.control;

import java.util.List;
import java.util.function.UnaryOperator;
import meridian.Allowances;
import meridian.limits.Admission;
import meridian.limits.Claim;
import meridian.limits.Limiter;
import meridian.limits.RateLimits;

/// Bugs of the limiters.
final class LimitMutants {
  private LimitMutants() {}

  static List<Mutant> all() {
    return List.of(
        limiter("a limiter lets everybody through", Open::new),
        limiter("a limiter counts each key as a project of its own", Splitting::new),
        limiter("each origin lets the whole limit through", Doubled::new).with("3"));
  }

  private static Mutant limiter(String name, UnaryOperator<Limiter> bug) {
    return new Mutant(
        name,
        "limits hold",
        () ->
            new Parts() {
              @Override
              public Limiter limiter(String region, Limiter limiter) {
                return bug.apply(limiter);
              }
            });
  }

  private abstract static class Asked implements Limiter {
    final Limiter limiter;

    Asked(Limiter limiter) {
      this.limiter = limiter;
    }

    @Override
    public Admission admit(Claim claim, long nowNanos) {
      return limiter.admit(claim, nowNanos);
    }

    @Override
    public void settle(Claim claim, long tokens, long nowNanos) {
      limiter.settle(claim, tokens, nowNanos);
    }

    @Override
    public Allowances left(Claim claim, long nowNanos) {
      return limiter.left(claim, nowNanos);
    }

    @Override
    public void forget() {
      limiter.forget();
    }
  }

  private static final class Open extends Asked {
    Open(Limiter limiter) {
      super(limiter);
    }

    @Override
    public Admission admit(Claim claim, long nowNanos) {
      super.admit(claim, nowNanos);
      return new Admission.Granted();
    }
  }

  private static final class Splitting extends Asked {
    Splitting(Limiter limiter) {
      super(limiter);
    }

    @Override
    public Admission admit(Claim claim, long nowNanos) {
      return super.admit(
          new Claim(
              new meridian.ProjectId(claim.key().text()),
              claim.key(),
              claim.limits().forKey(RateLimits.NONE),
              claim.tokens(),
              claim.repeat()),
          nowNanos);
    }
  }

  private static final class Doubled extends Asked {
    Doubled(Limiter limiter) {
      super(limiter);
    }

    @Override
    public Admission admit(Claim claim, long nowNanos) {
      RateLimits half = claim.limits().project();
      RateLimits whole = new RateLimits(half.requests().map(each -> each * 2), half.tokens());
      return super.admit(
          new Claim(
              claim.project(),
              claim.key(),
              new meridian.limits.TenantLimits(whole, RateLimits.NONE),
              claim.tokens(),
              claim.repeat()),
          nowNanos);
    }
  }
}
