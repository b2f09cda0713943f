package meridian.provider;

import java.time.Duration;

/// How well a modelled provider is: the share of its calls that go wrong, and how.
///
/// Shares are from 0 to 1 and add up to 1 at most; each call draws once.
///
/// @param rateLimited answered 429
/// @param retryAfter the `Retry-After` of a 429
/// @param failing answered 503
/// @param hanging never answered
/// @param breaking broken off in mid-answer
/// @param slowness how many times longer first and later tokens take, 1 or more
/// @param isOut whether nobody can be reached at all; answers under way break off at their next
///   token
public record ProviderWeather(
    double rateLimited,
    Duration retryAfter,
    double failing,
    double hanging,
    double breaking,
    double slowness,
    boolean isOut) {
  /// Nothing goes wrong.
  public static final ProviderWeather FAIR = new ProviderWeather(0, Duration.ofSeconds(1), 0, 0, 0);

  /// Weather that is neither slow nor out.
  public ProviderWeather(
      double rateLimited, Duration retryAfter, double failing, double hanging, double breaking) {
    this(rateLimited, retryAfter, failing, hanging, breaking, 1, false);
  }

  public ProviderWeather {
    for (double share : new double[] {rateLimited, failing, hanging, breaking}) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "provider weather: expected shares of 0 to 1, found " + share);
      }
    }
    if (rateLimited + failing + hanging + breaking > 1 + 1e-9) {
      throw new IllegalArgumentException(
          "provider weather: expected shares that add up to 1 at most, found "
              + (rateLimited + failing + hanging + breaking));
    }
    if (!(slowness >= 1 && slowness < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "provider weather: expected a slowness of 1 or more, found " + slowness);
    }
    if (retryAfter.isNegative()) {
      throw new IllegalArgumentException(
          "provider weather: expected a retry-after of 0 or more, found " + retryAfter);
    }
  }

  /// The same, and `share` of the calls that it lets through are answered 429.
  public ProviderWeather limiting(double share, Duration wait) {
    Duration longer = retryAfter.compareTo(wait) > 0 && rateLimited > 0 ? retryAfter : wait;
    return new ProviderWeather(
        rateLimited + share * answered(), longer, failing, hanging, breaking, slowness, isOut);
  }

  /// The same, and `share` of the calls that it lets through are answered 503.
  public ProviderWeather failing(double share) {
    return new ProviderWeather(
        rateLimited, retryAfter, failing + share * answered(), hanging, breaking, slowness, isOut);
  }

  /// The same, and `share` of the calls that it lets through are never answered.
  public ProviderWeather hanging(double share) {
    return new ProviderWeather(
        rateLimited, retryAfter, failing, hanging + share * answered(), breaking, slowness, isOut);
  }

  /// The same, and `share` of the answers that it lets through break off.
  public ProviderWeather breaking(double share) {
    return new ProviderWeather(
        rateLimited, retryAfter, failing, hanging, breaking + share * answered(), slowness, isOut);
  }

  /// The same, `factor` times slower.
  public ProviderWeather slower(double factor) {
    return new ProviderWeather(
        rateLimited, retryAfter, failing, hanging, breaking, slowness * factor, isOut);
  }

  /// The same, and nobody can be reached.
  public ProviderWeather out() {
    return new ProviderWeather(rateLimited, retryAfter, failing, hanging, breaking, slowness, true);
  }

  private double answered() {
    return Math.max(0, 1 - rateLimited - failing - hanging - breaking);
  }

  /// What happens to one call.
  enum Fate {
    /// It is answered.
    ANSWERED,
    /// 429.
    RATE_LIMITED,
    /// 503.
    FAILING,
    /// Nothing comes.
    HANGING,
    /// The answer breaks off.
    BREAKING
  }

  /// The fate of a call that drew `chance`, 0 to 1.
  Fate fate(double chance) {
    double left = chance;
    if ((left -= rateLimited) < 0) {
      return Fate.RATE_LIMITED;
    }
    if ((left -= failing) < 0) {
      return Fate.FAILING;
    }
    if ((left -= hanging) < 0) {
      return Fate.HANGING;
    }
    return left - breaking < 0 ? Fate.BREAKING : Fate.ANSWERED;
  }
}
