package meridian.cost;

import java.time.Duration;

/// What no traffic shows and somebody must say: needs, prices of people and of a managed gateway.
///
/// @param availabilityNeed share of requests that must be answered, 0 to 1
/// @param regionAvailability what one cloud region is taken to offer, 0 to 1
/// @param isRegionLossExistential whether losing one region for hours would end the business
/// @param freshFor how old an answer may be for these users
/// @param hoursPerMonth of a platform engineer to run an edge layer (the article: 2 to 4)
/// @param buildHours to build it (the article: 2 to 4 weeks; three of 40 hours)
/// @param buildMonths over how many months that is spread
/// @param hourlyUsd what an hour costs
/// @param markup what a managed gateway adds to the LLM spend, 0 to 1
/// @param managedUsdPerMillion what it asks for a million requests besides
/// @param worthUsdPerMonth savings below that are not worth a change
public record Assumptions(
    double availabilityNeed,
    double regionAvailability,
    boolean isRegionLossExistential,
    Duration freshFor,
    double hoursPerMonth,
    double buildHours,
    double buildMonths,
    double hourlyUsd,
    double markup,
    double managedUsdPerMillion,
    double worthUsdPerMonth) {
  /// Middle values: where the article names a range its middle, else a guess that says so.
  public static final Assumptions DEFAULT =
      new Assumptions(0.999, 0.9995, false, Duration.ofHours(24), 3, 120, 24, 100, 0.05, 0, 5);

  public Assumptions {
    requireShare("availability need", availabilityNeed);
    requireShare("availability of one region", regionAvailability);
    requireShare("mark-up", markup);
    requirePositive("months to spread the building over", buildMonths);
    for (double each :
        new double[] {
          hoursPerMonth, buildHours, hourlyUsd, managedUsdPerMillion, worthUsdPerMonth
        }) {
      if (!(each >= 0 && each <= 1e9)) {
        throw new IllegalArgumentException(
            "assumption: expected hours and dollars of 0 to a billion, found " + each);
      }
    }
    if (freshFor.isNegative() || freshFor.isZero()) {
      throw new IllegalArgumentException(
          "assumption: expected answers to be fresh for longer than 0, found " + freshFor);
    }
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          name + ": expected a share of 0 to 1, such as 0.999, found " + share);
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && value <= 1_000)) {
      throw new IllegalArgumentException(
          name + ": expected more than 0 and at most 1,000, found " + value);
    }
  }
}
