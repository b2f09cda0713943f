package meridian.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyTerms;
import meridian.Money;
import meridian.ProjectId;
import meridian.cache.CachePolicy;
import meridian.control.config.GatewayConfig;
import meridian.control.config.ProjectConfig;
import meridian.ledger.Account;
import meridian.limits.RateLimits;

/// Reads who may use a gateway from its configuration, keys and books.
final class TenantList {
  private TenantList() {}

  /// @param evaluations what projects' semantic thresholds are held against
  /// @param hidden keys that are nobody's to manage
  /// @param isIssuing whether keys can be made here, in real time; the books of a simulated world
  ///   are its own tasks' to read, so that its balances are those of the configuration
  static Tenants of(
      GatewayConfig config,
      Nodes nodes,
      Evaluations evaluations,
      Set<KeyId> hidden,
      boolean isIssuing,
      long nowNanos) {
    List<Tenants.Project> projects = new ArrayList<>();
    config
        .projects()
        .forEach((id, project) ->
            projects.add(
                project(
                    id,
                    project,
                    isIssuing
                        ? project.balance().map(_ -> available(nodes, id, nowNanos))
                        : project.balance(),
                    evaluations.use(project))));
    List<Tenants.Key> keys =
        nodes.registry().all().stream()
            .filter(key -> !hidden.contains(key.id()))
            .map(key -> key(key, nowNanos))
            .toList();
    int from = Math.max(0, keys.size() - Tenants.MOST_KEYS);
    return new Tenants(
        List.copyOf(projects), List.copyOf(keys.subList(from, keys.size())), isIssuing);
  }

  private static Tenants.Project project(
      ProjectId id, ProjectConfig project, Optional<Money> balance, SemanticUse semantic) {
    CachePolicy policy = project.policy();
    return new Tenants.Project(
        id,
        word(policy.mode()),
        policy.softTtl(),
        word(policy.stale()),
        policy.zone(),
        balance,
        limits(project.limits().project()),
        limits(project.limits().key()),
        semantic,
        List.copyOf(project.own().providers()));
  }

  /// Over all regions that serve: with pattern 3 each holds a part. A standby holds nothing yet,
  /// and what a replaced primary held is its successor's.
  private static Money available(Nodes nodes, ProjectId id, long nowNanos) {
    long epoch = nodes.primary().standing().epoch();
    Money all = Money.ZERO;
    for (OriginNode region : nodes.regions()) {
      if (region.standing().isServing() && region.standing().epoch() == epoch) {
        Account account = region.ledger().account(id, nowNanos);
        all = all.plus(account.available());
      }
    }
    return all;
  }

  private static Tenants.Limits limits(RateLimits limits) {
    return new Tenants.Limits(limits.requests(), limits.tokens());
  }

  private static Tenants.Key key(KeyRecord key, long nowNanos) {
    Optional<Long> oldUntil =
        key.terms().old().map(KeyTerms.OldSecret::untilNanos).filter(until -> nowNanos < until);
    return new Tenants.Key(
        key.id(),
        key.project(),
        state(key, oldUntil.isPresent(), nowNanos),
        key.terms().expiresNanos(),
        oldUntil,
        own(key.terms()));
  }

  private static Tenants.State state(KeyRecord key, boolean isRotating, long nowNanos) {
    if (key.isRevoked()) {
      return Tenants.State.REVOKED;
    }
    if (key.isExpired(nowNanos)) {
      return Tenants.State.EXPIRED;
    }
    return isRotating ? Tenants.State.ROTATING : Tenants.State.VALID;
  }

  private static String own(KeyTerms terms) {
    List<String> own = new ArrayList<>();
    terms.cache().ifPresent(cache -> own.add("cache " + cache.label()));
    terms.stale().ifPresent(stale -> own.add("stale " + stale.label()));
    terms.zone().ifPresent(zone -> own.add("zone " + zone));
    terms.requestsPerMinute().ifPresent(limit -> own.add(limit + " requests/min"));
    terms.tokensPerMinute().ifPresent(limit -> own.add(limit + " tokens/min"));
    return String.join(", ", own);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
