package meridian.cost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Money;
import meridian.Place;
import meridian.PopId;
import meridian.ProjectId;
import meridian.Region;
import meridian.telemetry.CostFigures;

/// Observed figures for tests, changed one property at a time: ten minutes of a request a second
/// from Mumbai, answered by a modelled provider in Virginia.
final class Observed {
  static final long SECOND = 1_000_000_000L;

  static final Situation MUMBAI =
      new Situation(
          "2",
          new Region("ap-south-1", "BOM"),
          List.of(new Region("us-east-1", "IAD"), new Region("eu-central-1", "FRA")),
          Map.of("openai/us-east-1", new Region("us-east-1", "IAD")),
          Map.of(
              "BOM", new Place("BOM", "Mumbai", "IN", 19.09, 72.87),
              "DEL", new Place("DEL", "Delhi", "IN", 28.56, 77.10),
              "IAD", new Place("IAD", "Ashburn", "US", 38.94, -77.46),
              "FRA", new Place("FRA", "Frankfurt", "DE", 50.03, 8.57)),
          Map.of(
              "BOM", new PopId("BOM"),
              "DEL", new PopId("DEL"),
              "IAD", new PopId("IAD"),
              "FRA", new PopId("FRA")),
          Map.of("demo", Duration.ofHours(1)),
          false,
          1_000_000);

  private long requests = 600;
  private long microUsdPerCall = 300;
  private boolean isModelled = true;
  private CostFigures.EdgeUse edge = new CostFigures.EdgeUse(600, 600, 600, 540, 0, 0, 0);
  private List<CostFigures.ClientPlace> places =
      List.of(new CostFigures.ClientPlace("BOM", 600, 540, 540));
  private CostFigures.Repeats repeats = new CostFigures.Repeats(0, 0, 1, List.of(), List.of());

  Observed requests(long count) {
    requests = count;
    edge = new CostFigures.EdgeUse(count, count, count, count * 9 / 10, 0, 0, 0);
    places = List.of(new CostFigures.ClientPlace("BOM", count, count * 9 / 10, count * 9 / 10));
    return this;
  }

  Observed perCall(long microUsd) {
    microUsdPerCall = microUsd;
    return this;
  }

  Observed real() {
    isModelled = false;
    return this;
  }

  Observed places(CostFigures.ClientPlace... from) {
    places = List.of(from);
    return this;
  }

  Observed repeats(CostFigures.Repeats newRepeats) {
    repeats = newRepeats;
    return this;
  }

  CostFigures figures() {
    long calls = requests * 9 / 10;
    List<CostFigures.Slice> slices = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      // Not all alike, so that there is an interval: 9, 10 and 11 tenths of the mean.
      long part = requests * (9 + i % 3) / 600;
      Money spent = new Money(part * 9 / 10 * microUsdPerCall);
      Money saved = new Money(part / 10 * microUsdPerCall);
      slices.add(
          new CostFigures.Slice(
              part,
              isModelled ? Money.ZERO : spent,
              isModelled ? Money.ZERO : saved,
              isModelled ? spent : Money.ZERO,
              isModelled ? saved : Money.ZERO,
              2 * part,
              part * 9 / 10,
              0));
    }
    slices.add(
        new CostFigures.Slice(
            0, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, 0, 0, 0)); // in progress
    return new CostFigures(
        0,
        600 * SECOND,
        List.of(
            new CostFigures.Row(
                Optional.of(new ProjectId("demo")),
                "gpt-4o-mini",
                isModelled,
                requests,
                calls,
                requests - calls,
                0,
                new Money(calls * microUsdPerCall),
                new Money((requests - calls) * microUsdPerCall))),
        edge,
        10 * SECOND,
        slices,
        new CostFigures.Traffic(
            requests,
            isModelled ? requests : 0,
            requests,
            0,
            requests - calls,
            0,
            (requests - calls) * 20_000_000L,
            0,
            places,
            List.of(new CostFigures.Target("openai/us-east-1", calls))),
        repeats);
  }

  List<Advice> advice(Situation situation, Assumptions assumptions) {
    return Advisor.advise(
        figures(), situation, assumptions, EdgePrices.published(), Observed::trip);
  }

  Advice advice(Advice.Topic topic) {
    return advice(MUMBAI, Assumptions.DEFAULT).get(topic.ordinal());
  }

  /// Measured round trips: Mumbai to Virginia 190, Mumbai to Frankfurt 120, Frankfurt to Virginia
  /// 90.
  static Trips.Trip trip(String a, String b) {
    if (a.equals(b)) {
      return new Trips.Trip(2, false);
    }
    String pair = a.compareTo(b) < 0 ? a + b : b + a;
    return new Trips.Trip(
        switch (pair) {
          case "BOMIAD" -> 190;
          case "BOMFRA" -> 120;
          case "FRAIAD" -> 90;
          case "BOMDEL" -> 25;
          default -> 200;
        },
        true);
  }
}
