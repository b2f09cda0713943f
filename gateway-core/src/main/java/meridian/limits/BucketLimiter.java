package meridian.limits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Allowance;
import meridian.Allowances;
import meridian.KeyId;
import meridian.ProjectId;
import meridian.limits.Admission.Limit;

/// The limits as token buckets: up to two of a project and two of a key, made when first needed.
///
/// A bucket holds one minute of its limit, so that in any time `t` at most `limit × (1 + t / 1
/// min)` get through. Tokens are an estimate until the answer is there: one that took more leaves a
/// debt that those after it wait for.
///
/// Attempts under one idempotency key count as one request, and with the tokens of the largest of
/// them. How often a request may be attempted is the ledger's business.
///
/// Bounded by `maxKeys` in each of keys, projects and repeated requests; what was used longest ago
/// is forgotten, and a forgotten bucket is full. A bucket whose limit changes starts full. One lock
/// guards everything; nothing waits while holding it.
public final class BucketLimiter implements Limiter {
  private static final Comparator<Allowance> LEAST_FIRST =
      Comparator.comparingLong(Allowance::remaining).thenComparingLong(Allowance::limit);

  private final Map<ProjectId, Buckets> projects;
  private final Map<KeyId, Buckets> keys;
  private final Map<String, Repeat> repeats;

  /// Buckets that are all full.
  public BucketLimiter(int maxKeys) {
    this.projects = new RecentMap<>(maxKeys);
    this.keys = new RecentMap<>(maxKeys);
    this.repeats = new RecentMap<>(maxKeys);
  }

  /// The buckets of one holder of limits.
  private record Buckets(
      RateLimits limits, Optional<TokenBucket> requests, Optional<TokenBucket> tokens) {
    static final Buckets NONE = of(RateLimits.NONE);

    static Buckets of(RateLimits limits) {
      return new Buckets(
          limits,
          limits.requests().map(TokenBucket::perMinute),
          limits.tokens().map(TokenBucket::perMinute));
    }
  }

  /// Tokens counted for a request so far, and whether that is an estimate.
  private record Repeat(long tokens, boolean isEstimate) {}

  /// One bucket and what is wanted of it.
  private record Wish(Limit limit, TokenBucket bucket, long cells) {}

  @Override
  public synchronized Admission admit(Claim claim, long nowNanos) {
    if (claim.repeat().isPresent() && repeats.containsKey(claim.repeat().get())) {
      return new Admission.Granted();
    }
    List<Wish> wishes = wishes(claim);
    Optional<Admission> refusal = refusal(wishes, nowNanos);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    wishes.forEach(wish -> wish.bucket().spend(wish.cells()));
    claim.repeat().ifPresent(name -> repeats.put(name, new Repeat(claim.tokens(), true)));
    return new Admission.Granted();
  }

  private static Optional<Admission> refusal(List<Wish> wishes, long nowNanos) {
    Optional<Admission.Refused> longest = Optional.empty();
    for (Wish wish : wishes) {
      if (wish.cells() > wish.bucket().burst()) {
        return Optional.of(refused(wish, 0));
      }
      if (!wish.bucket().has(wish.cells(), nowNanos)) {
        Admission.Refused refused = refused(wish, wish.bucket().promise(wish.cells(), nowNanos));
        if (longest.isEmpty() || refused.waitNanos() > longest.get().waitNanos()) {
          longest = Optional.of(refused);
        }
      }
    }
    return longest.map(refused -> refused);
  }

  private static Admission.Refused refused(Wish wish, long waitNanos) {
    return new Admission.Refused(wish.limit(), wish.bucket().burst(), wish.cells(), waitNanos);
  }

  private List<Wish> wishes(Claim claim) {
    if (claim.limits().equals(TenantLimits.NONE)) {
      return List.of();
    }
    Buckets project = buckets(projects, claim.project(), claim.limits().project());
    Buckets key = buckets(keys, claim.key(), claim.limits().key());
    List<Wish> wishes = new ArrayList<>(4);
    add(wishes, Limit.PROJECT_REQUESTS, project.requests(), 1);
    add(wishes, Limit.PROJECT_TOKENS, project.tokens(), claim.tokens());
    add(wishes, Limit.KEY_REQUESTS, key.requests(), 1);
    add(wishes, Limit.KEY_TOKENS, key.tokens(), claim.tokens());
    return wishes;
  }

  private static void add(List<Wish> to, Limit limit, Optional<TokenBucket> bucket, long cells) {
    bucket.ifPresent(found -> to.add(new Wish(limit, found, cells)));
  }

  private static <K> Buckets buckets(Map<K, Buckets> of, K holder, RateLimits limits) {
    if (limits.equals(RateLimits.NONE)) {
      return Buckets.NONE;
    }
    Buckets known = of.get(holder);
    if (known == null || !known.limits().equals(limits)) {
      known = Buckets.of(limits);
      of.put(holder, known);
    }
    return known;
  }

  @Override
  public synchronized void settle(Claim claim, long tokens, long nowNanos) {
    long more = tokens - claim.tokens();
    if (claim.repeat().isPresent()) {
      Repeat before = repeats.getOrDefault(claim.repeat().get(), new Repeat(0, false));
      long counted = before.isEstimate() ? tokens : Math.max(before.tokens(), tokens);
      repeats.put(claim.repeat().get(), new Repeat(counted, false));
      more = counted - before.tokens();
    }
    for (Wish wish : wishes(claim)) {
      if (wish.limit().isOfTokens()) {
        wish.bucket().has(0, nowNanos);
        wish.bucket().spend(more);
      }
    }
  }

  @Override
  public synchronized Allowances left(Claim claim, long nowNanos) {
    List<Wish> wishes = wishes(claim);
    return wishes.isEmpty()
        ? Allowances.NONE
        : new Allowances(least(wishes, false, nowNanos), least(wishes, true, nowNanos));
  }

  private static Optional<Allowance> least(List<Wish> wishes, boolean isOfTokens, long nowNanos) {
    Optional<Allowance> least = Optional.empty();
    for (Wish wish : wishes) {
      if (wish.limit().isOfTokens() == isOfTokens) {
        Allowance own = wish.bucket().allowance(nowNanos);
        if (least.isEmpty() || LEAST_FIRST.compare(own, least.get()) < 0) {
          least = Optional.of(own);
        }
      }
    }
    return least;
  }

  @Override
  public synchronized void forget() {
    projects.clear();
    keys.clear();
    repeats.clear();
  }

  /// A map that forgets what was used longest ago.
  private static final class RecentMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int max;

    RecentMap(int max) {
      super(64, 0.75f, true);
      this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > max;
    }
  }
}
