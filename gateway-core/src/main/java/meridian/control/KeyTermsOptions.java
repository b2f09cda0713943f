package meridian.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import meridian.KeyTerms;
import meridian.live.keys.Moments;
import picocli.CommandLine.Option;

/// The options of what a key has of its own; what is not given is as its project says.
final class KeyTermsOptions {
  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      converter = DurationArgument.class,
      description = "Refuse it after this time, such as 30d; without it never.")
  private Optional<Duration> ttl = Optional.empty();

  @Option(
      names = "--cache",
      paramLabel = "MODE",
      description = "on, off, read_only or write_only, instead of as the project says.")
  private Optional<KeyTerms.CacheUse> cache = Optional.empty();

  @Option(
      names = "--stale",
      paramLabel = "POLICY",
      description = "serve or refuse stale entries when the origin cannot answer.")
  private Optional<KeyTerms.StaleUse> stale = Optional.empty();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Residency zone whose points of presence alone may hold its entries.")
  private Optional<String> zone = Optional.empty();

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      description = "Its provider calls a minute, instead of limits.perKey of its project.")
  private Optional<Long> requests = Optional.empty();

  @Option(
      names = "--tokens-per-minute",
      paramLabel = "N",
      description = "Their tokens a minute, instead of limits.perKey of its project.")
  private Optional<Long> tokens = Optional.empty();

  Optional<String> zone() {
    return zone;
  }

  /// The first limit that is no limit.
  Optional<Long> wrongLimit() {
    return requests
        .filter(limit -> !isLimit(limit))
        .or(() -> tokens.filter(limit -> !isLimit(limit)));
  }

  private static boolean isLimit(long limit) {
    return limit >= 1 && limit <= meridian.limits.RateLimits.MOST;
  }

  KeyTerms terms(Instant now) {
    return new KeyTerms(
        ttl.map(time -> Moments.nanos(now.plus(time))),
        Optional.empty(),
        cache,
        stale,
        zone,
        requests,
        tokens);
  }
}
