package meridian.control.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import meridian.Money;
import meridian.cache.CachePolicy;
import meridian.control.config.ScalarKind.Parsed;
import meridian.limits.RateLimits;
import meridian.limits.TenantLimits;

/// The fields of one project: how its answers are cached and where they may lie.
final class ProjectFields {
  private static final Pattern GROUP_NAME = Pattern.compile("shared:[a-z0-9_-]{1,64}");

  private static final Field<CachePolicy.Mode> MODE =
      Field.of(
          "mode",
          Kinds.choice(CachePolicy.Mode.class),
          "on",
          "on: read and write. off: neither. read_only: answer from entries, store none."
              + " write_only: store entries, answer from none.");
  private static final Field<CachePolicy.Scope> SCOPE =
      Field.of(
          "scope",
          scopes(),
          "project",
          "Who shares entries: project (all its keys), key (only the key that made one), or"
              + " shared:GROUP (every project that names the same group).");
  private static final Field<Duration> SOFT_TTL =
      Field.of(
          "softTtl",
          Units.duration("0s", "365d"),
          "1h",
          "From creation until an entry is stale; fixed, never extended by reads. At 5 minutes the"
              + " propagation window eats the hit rate.");
  private static final Field<Duration> HARD_TTL =
      Field.of(
          "hardTtl",
          Units.duration("0s", "365d"),
          "24h",
          "From creation until an entry is gone, at least softTtl.");
  private static final Field<CachePolicy.Stale> STALE =
      Field.of(
          "stale",
          Kinds.choice(CachePolicy.Stale.class),
          "serve",
          "A stale entry when the origin cannot answer: serve it (a chatbot would), or refuse with"
              + " a 5xx (a pricing system must).");

  private static final Group<CachePolicy> CACHE_GROUP =
      new Group<>(
          List.of(MODE, SCOPE, SOFT_TTL, HARD_TTL, STALE),
          in -> Orders.atLeast(in, HARD_TTL, SOFT_TTL),
          in ->
              new CachePolicy(
                  in.get(MODE),
                  in.get(SCOPE),
                  in.get(SOFT_TTL),
                  in.get(HARD_TTL),
                  in.get(STALE),
                  ""));
  private static final Field<CachePolicy> CACHE =
      Field.of("cache", CACHE_GROUP, "{}", "How the project's answers are cached.");
  private static final Field<Optional<String>> ZONE =
      Field.of(
          "zone",
          Kinds.orWord(WorldKinds.zone(), "none"),
          "none",
          "Residency zone whose points of presence alone may hold the project's entries; none for"
              + " all.");

  private ProjectFields() {}

  private static final Field<Optional<Money>> BALANCE =
      Field.optional(
          "balance",
          Kinds.money(),
          "What the project may spend altogether; provider calls beyond it are refused with 402."
              + " Without it there is no limit, and everything is booked all the same.");

  private static final Field<Optional<Long>> REQUESTS =
      Field.optional(
          "requestsPerMinute",
          Kinds.wholeNumber(1, RateLimits.MOST),
          "Provider calls a minute, as many at once after a pause; a further one is refused with"
              + " 429. What a cache answers does not count.");
  private static final Field<Optional<Long>> TOKENS =
      Field.optional(
          "tokensPerMinute",
          Kinds.wholeNumber(1, RateLimits.MOST),
          "Tokens of provider calls a minute, prompt and answer together: as expected when a call"
              + " begins, corrected to those it took.");
  private static final Field<RateLimits> PER_KEY =
      Field.of(
          "perKey",
          Group.of(
              List.of(REQUESTS, TOKENS), in -> new RateLimits(in.get(REQUESTS), in.get(TOKENS))),
          "{}",
          "The same for each key of the project by itself.");
  private static final Field<TenantLimits> LIMITS =
      Field.of(
          "limits",
          Group.of(
              List.of(REQUESTS, TOKENS, PER_KEY),
              in ->
                  new TenantLimits(
                      new RateLimits(in.get(REQUESTS), in.get(TOKENS)), in.get(PER_KEY))),
          "{}",
          "What the project may send in a minute, all its keys together. With pattern 3 each origin"
              + " has an equal share.");

  private static final Field<SemanticConfig> SEMANTIC =
      Field.of(
          "semantic",
          SemanticConfig.GROUP,
          "{}",
          "Whether answers to the same question in other words are used, at the origin.");

  static final Group<ProjectConfig> GROUP =
      new Group<>(
          List.of(CACHE, SEMANTIC, ZONE, LIMITS, BALANCE, OwnKeysConfig.KEYS, OwnKeysConfig.HOUSE),
          ProjectFields::check,
          in ->
              new ProjectConfig(
                  in(in.get(CACHE), in.get(ZONE).orElse("")),
                  in.get(SEMANTIC),
                  in.get(LIMITS),
                  in.get(BALANCE),
                  OwnKeysConfig.of(in)));

  /// An answer that is stale as an exact one is no better as a similar one.
  private static void check(Section in) {
    OwnKeysConfig.check(in, in.get(CACHE));
    Duration softTtl = in.get(CACHE).softTtl();
    Optional<Duration> ttl = in.get(SEMANTIC).ttl().filter(own -> own.compareTo(softTtl) > 0);
    if (ttl.isPresent()) {
      in.refuse(
          List.of("semantic", "ttl"),
          "expected at most cache.softTtl (%s), found %s; lower it or raise cache.softTtl"
              .formatted(Units.text(softTtl), Units.text(ttl.get())));
    }
  }

  private static CachePolicy in(CachePolicy policy, String zone) {
    return new CachePolicy(
        policy.mode(), policy.scope(), policy.softTtl(), policy.hardTtl(), policy.stale(), zone);
  }

  private static ScalarKind<CachePolicy.Scope> scopes() {
    return ScalarKind.<CachePolicy.Scope>of(
            "project, key or shared:GROUP with a group of 1 to 64 of a-z, 0-9, '-' and '_'",
            (text, _) -> {
              if (GROUP_NAME.matcher(text).matches()) {
                return new Parsed.Good<>(new CachePolicy.Scope.Shared(text.substring(7)));
              }
              return switch (text) {
                case "project" -> new Parsed.Good<>(CachePolicy.Scope.PROJECT);
                case "key" -> new Parsed.Good<>(CachePolicy.Scope.KEY);
                default -> new Parsed.Bad<>("write one of these");
              };
            })
        .shownBy(scope ->
            switch (scope) {
              case CachePolicy.Scope.Project _ -> "project";
              case CachePolicy.Scope.Key _ -> "key";
              case CachePolicy.Scope.Shared shared -> "shared:" + shared.group();
            });
  }
}
