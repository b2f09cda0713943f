package meridian.simulated.checks;

import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import meridian.KeyId;
import meridian.ProjectId;
import meridian.cache.CachePolicy;
import meridian.limits.TenantLimits;
import meridian.scenario.Tenant;
import meridian.time.WorldClock;

/// What checkers are told of the world, apart from what they see: taken from the configuration, not
/// from the nodes that run on it.
///
/// @param clock of the world, which no fault sets wrong
/// @param tenants whose requests come, by index
/// @param keys of each tenant, by the same index
/// @param policies how a project's answers are cached, now
/// @param limits what a project and each of its keys may send in a minute, now
/// @param placeIsInZone whether a place (by code) lies in a residency zone (by name)
/// @param isFallback whether a target (by name) has another model than the one that a model name
///   stands for
/// @param allowances how long things may take
public record Facts(
    WorldClock clock,
    List<Tenant> tenants,
    List<KeyId> keys,
    Function<ProjectId, CachePolicy> policies,
    Function<ProjectId, TenantLimits> limits,
    BiPredicate<String, String> placeIsInZone,
    BiPredicate<String, String> isFallback,
    Allowances allowances) {
  public Facts {
    tenants = List.copyOf(tenants);
    keys = List.copyOf(keys);
    if (tenants.size() != keys.size()) {
      throw new IllegalArgumentException(
          "checkers: expected one key for each of "
              + tenants.size()
              + " tenants, found "
              + keys.size());
    }
  }

  /// How long things may take.
  ///
  /// @param keyLease how long a PoP accepts a key after the origin last vouched for it
  /// @param longestRequest from a request's first byte to the last of its answer
  /// @param replication how long one origin may not know what another does while nothing is in the
  ///   way; 0 with one origin
  /// @param clockError how wrong the clocks of two nodes can be to each other
  /// @param maxFollowers requests that may wait for one provider call
  public record Bounds(
      Duration keyLease,
      Duration longestRequest,
      Duration replication,
      Duration clockError,
      int maxFollowers) {}

  /// How long things may take, now.
  Bounds bounds() {
    return allowances.bounds();
  }

  /// Whether there is one origin only.
  boolean isOriginAlone() {
    return bounds().replication().isZero();
  }

  /// When every origin that serves knows what happened at `sinceNanos`, at the latest.
  long knownBy(long sinceNanos) {
    return isOriginAlone()
        ? sinceNanos
        : allowances.outages().knownBy(sinceNanos, bounds().replication());
  }

  long now() {
    return clock.nanos();
  }

  ProjectId project(int tenant) {
    return tenants.get(tenant).project();
  }

  CachePolicy policy(int tenant) {
    return policies.apply(project(tenant));
  }

  /// The tenant scope in words: who may share an answer.
  String scope(int tenant) {
    return policy(tenant).scopeText(project(tenant), keys.get(tenant));
  }
}
