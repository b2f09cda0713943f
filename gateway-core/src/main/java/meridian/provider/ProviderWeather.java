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
public record ProviderWeather(
    double rateLimited, Duration retryAfter, double failing, double hanging, double breaking) {
  /// Nothing goes wrong.
  public static final ProviderWeather FAIR = new ProviderWeather(0, Duration.ofSeconds(1), 0, 0, 0);

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
    if (retryAfter.isNegative()) {
      throw new IllegalArgumentException(
          "provider weather: expected a retry-after of 0 or more, found " + retryAfter);
    }
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
