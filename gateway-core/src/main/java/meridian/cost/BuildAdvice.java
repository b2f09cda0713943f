package meridian.cost;

import java.util.ArrayList;
import java.util.List;
import meridian.cost.Advice.Step;

/// Whether to run an edge layer or to buy a managed gateway: hours and the platform's bill against
/// a mark-up on the LLM spend.
final class BuildAdvice {
  /// Look-ups of a request that reaches an edge: its key and its answer.
  private static final double READS = 2;

  private BuildAdvice() {}

  static Advice of(Case about) {
    Assumptions inputs = about.assumptions();
    if (about.forecast().isEmpty()) {
      return new Advice(
          Advice.Topic.BUILD,
          "The figures do not say yet",
          false,
          about.report().requests(),
          "the spend of a month is not known: not enough traffic yet",
          List.of(),
          List.of(),
          "30 requests over 8 spans of time or more.");
    }
    Forecast month = about.forecast().get();
    Estimate edge = edge(about, month);
    Usd hours = new Usd(inputs.hoursPerMonth() * inputs.hourlyUsd());
    Usd building = new Usd(inputs.buildHours() * inputs.hourlyUsd() / inputs.buildMonths());
    Usd build = hours.plus(building).plus(new Usd(edge.value()));
    Estimate buy =
        month
            .spent()
            .map(spent ->
                spent * inputs.markup()
                    + month.load().requests() / 1e6 * inputs.managedUsdPerMillion());
    boolean isBuild = buy.low() > build.amount();
    boolean isBuy = buy.high() < build.amount();
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "Running it",
            "%s h × %s".formatted(Wording.number(inputs.hoursPerMonth()), hourly(inputs)),
            hours.text() + " a month",
            Basis.ASSUMED));
    steps.add(
        new Step(
            "Building it",
            "%s h × %s / %s months"
                .formatted(
                    Wording.number(inputs.buildHours()),
                    hourly(inputs),
                    Wording.number(inputs.buildMonths())),
            building.text() + " a month",
            Basis.ASSUMED));
    steps.add(
        new Step(
            "The platform's bill",
            "%s requests, %s reads, %s writes a month at list prices of %s, less what is included"
                .formatted(
                    Wording.count(month.load().requests()),
                    Wording.count(load(about, month).reads()),
                    Wording.count(load(about, month).writes()),
                    about.prices().taken()),
            new Usd(edge.value()).text() + " a month",
            Basis.QUOTED));
    steps.add(
        new Step(
            "Build, together",
            "%s + %s + %s".formatted(hours.text(), building.text(), new Usd(edge.value()).text()),
            build.text() + " a month",
            Basis.ASSUMED));
    steps.add(
        new Step(
            "Buy",
            "%s of %s LLM spend a month%s"
                .formatted(
                    Wording.percent(inputs.markup()),
                    new Usd(month.spent().value()).text(),
                    inputs.managedUsdPerMillion() > 0
                        ? " + %s per million requests"
                            .formatted(new Usd(inputs.managedUsdPerMillion()).text())
                        : ""),
            Wording.usd(buy),
            about.money()));
    if (inputs.markup() > 0) {
      steps.add(
          new Step(
              "Building is cheaper from an LLM spend of",
              "%s / %s".formatted(build.text(), Wording.percent(inputs.markup())),
              build.times(1 / inputs.markup()).text() + " a month",
              Basis.ASSUMED));
    }
    return new Advice(
        Advice.Topic.BUILD,
        isBuild
            ? "Build: buying would cost %s a month more"
                .formatted(new Usd(buy.value()).minus(build).text())
            : isBuy
                ? "Buy: building would cost %s a month more"
                    .formatted(build.minus(new Usd(buy.value())).text())
                : "The figures do not say: both cost about " + build.text() + " a month",
        isBuild || isBuy,
        month.requests(),
        "n = %s requests in %d spans; hours, hourly rate and mark-up are assumptions to edit"
            .formatted(Wording.count(month.requests()), month.spans()),
        steps,
        List.of(),
        "The spend, the mark-up and the hours; a rule of data residency or a semantic cache that"
            + " comes with the managed gateway weighs more than this sum.");
  }

  private static String hourly(Assumptions inputs) {
    return new Usd(inputs.hourlyUsd()).text() + " an hour";
  }

  /// Without an edge, what it would be used for.
  private static EdgeBill.Load load(Case about, Forecast month) {
    if (about.situation().hasEdge()) {
      return month.load();
    }
    double requests = month.load().requests();
    return new EdgeBill.Load(
        requests, READS * requests, month.load().writes(), month.load().deletes());
  }

  private static Estimate edge(Case about, Forecast month) {
    if (about.situation().hasEdge()) {
      return month.edge();
    }
    double bill = EdgeBill.ofMonth(load(about, month), about.prices()).total().amount();
    return new Estimate(bill, bill, bill);
  }
}
