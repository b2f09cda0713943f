package meridian.control;

import java.time.Duration;
import meridian.cost.Assumptions;
import picocli.CommandLine.Option;

/// What no traffic shows, as options; each has a default that stands in [Assumptions].
final class AssumptionOptions {
  private static final Assumptions OTHERWISE = Assumptions.DEFAULT;

  @Option(
      names = "--availability",
      paramLabel = "SHARE",
      description = "Share of requests that must be answered; ${DEFAULT-VALUE} unless given.")
  private double availability = OTHERWISE.availabilityNeed();

  @Option(
      names = "--region-availability",
      paramLabel = "SHARE",
      description = "What one region is taken to offer; ${DEFAULT-VALUE} unless given.")
  private double regionAvailability = OTHERWISE.regionAvailability();

  @Option(
      names = "--region-loss-existential",
      description = "Losing one region for hours would end the business.")
  private boolean isRegionLossExistential;

  @Option(
      names = "--fresh-for",
      paramLabel = "D",
      converter = DurationArgument.class,
      description = "How old an answer may be: 5m, 24h; a day unless given.")
  private Duration freshFor = OTHERWISE.freshFor();

  @Option(
      names = "--hours-per-month",
      paramLabel = "H",
      description = "To run an edge layer; ${DEFAULT-VALUE} unless given.")
  private double hoursPerMonth = OTHERWISE.hoursPerMonth();

  @Option(
      names = "--build-hours",
      paramLabel = "H",
      description = "To build one; ${DEFAULT-VALUE} unless given.")
  private double buildHours = OTHERWISE.buildHours();

  @Option(
      names = "--build-months",
      paramLabel = "N",
      description = "Months to spread the building over; ${DEFAULT-VALUE} unless given.")
  private double buildMonths = OTHERWISE.buildMonths();

  @Option(
      names = "--hourly-usd",
      paramLabel = "USD",
      description = "What an hour costs; ${DEFAULT-VALUE} unless given.")
  private double hourlyUsd = OTHERWISE.hourlyUsd();

  @Option(
      names = "--markup",
      paramLabel = "SHARE",
      description = "What a managed gateway adds to the LLM spend; ${DEFAULT-VALUE} unless given.")
  private double markup = OTHERWISE.markup();

  @Option(
      names = "--managed-per-million",
      paramLabel = "USD",
      description = "What it asks for a million requests besides; ${DEFAULT-VALUE} unless given.")
  private double managedUsdPerMillion = OTHERWISE.managedUsdPerMillion();

  @Option(
      names = "--worth",
      paramLabel = "USD",
      description = "Savings a month that are worth a change; ${DEFAULT-VALUE} unless given.")
  private double worthUsdPerMonth = OTHERWISE.worthUsdPerMonth();

  /// @throws IllegalArgumentException when one makes no sense
  Assumptions assumptions() {
    return new Assumptions(
        availability,
        regionAvailability,
        isRegionLossExistential,
        freshFor,
        hoursPerMonth,
        buildHours,
        buildMonths,
        hourlyUsd,
        markup,
        managedUsdPerMillion,
        worthUsdPerMonth);
  }
}
