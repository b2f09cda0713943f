package meridian.console.cost;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import meridian.console.chart.TimeSeries;
import meridian.console.chart.Values;
import meridian.cost.Advice;
import meridian.cost.AdviceText;
import meridian.cost.Assumptions;
import meridian.cost.CostReport;
import meridian.cost.CostText;
import meridian.cost.EdgePrices;
import meridian.cost.Situation;
import meridian.cost.Usd;
import meridian.telemetry.CostFigures;
import meridian.telemetry.Snapshot;

/// What the Cost room knows: the newest figures read for people, and what they advise. Confined to
/// one thread; needs no toolkit.
final class CostModel {
  private static final int SMOOTH_SECONDS = 30;
  private static final int SPAN_SECONDS = 300;
  private static final double MICROS_AN_HOUR = 3_600 / 1e6;

  private final Adviser adviser;
  private final EdgePrices prices = EdgePrices.published();
  private final ReadOnlyObjectWrapper<Optional<Seen>> seen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObjectProperty<Assumptions> assumptions =
      new SimpleObjectProperty<>(Assumptions.DEFAULT);
  private final ObjectProperty<Optional<String>> model =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Advice>> advice = new ReadOnlyObjectWrapper<>(List.of());
  private Situation situation;

  /// Makes advice from figures.
  @FunctionalInterface
  interface Adviser {
    /// What `figures` advise.
    List<Advice> advise(CostFigures figures, Situation situation, Assumptions assumptions);
  }

  /// One snapshot and what it comes to.
  record Seen(Snapshot snapshot, CostFigures figures, CostReport report) {}

  CostModel(Situation situation, Adviser adviser) {
    this.situation = situation;
    this.adviser = adviser;
    assumptions.addListener((_, _, _) -> think());
  }

  /// The configuration may be another since the room was last on screen.
  void situation(Situation newer) {
    situation = newer;
  }

  /// Reads `next`; the same number changes nothing.
  void show(Snapshot next) {
    if (seen.get().filter(last -> last.snapshot().number() == next.number()).isPresent()) {
      return;
    }
    CostReport report = CostReport.of(next.cost(), situation.hasEdge(), prices);
    seen.set(Optional.of(new Seen(next, next.cost(), report)));
  }

  /// Makes advice of what was shown last.
  void think() {
    advice.set(
        seen.get()
            .filter(now -> now.figures().traffic().requests() > 0)
            .map(now -> adviser.advise(now.figures(), situation, assumptions.get()))
            .orElse(List.of()));
  }

  ReadOnlyObjectProperty<Optional<Seen>> seenProperty() {
    return seen.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<List<Advice>> adviceProperty() {
    return advice.getReadOnlyProperty();
  }

  /// What the advice rests on beside traffic and configuration.
  ObjectProperty<Assumptions> assumptionsProperty() {
    return assumptions;
  }

  /// The model whose break-even is drawn; empty for the one most is spent on.
  ObjectProperty<Optional<String>> modelProperty() {
    return model;
  }

  Situation situation() {
    return situation;
  }

  EdgePrices prices() {
    return prices;
  }

  /// Whether nothing was asked yet.
  boolean isEmpty() {
    return seen.get().map(now -> now.figures().traffic().requests() == 0).orElse(true);
  }

  Map<CostTile.Kind, CostTile> tiles() {
    return seen.get()
        .map(now -> CostTiles.of(now.figures(), now.report(), prices, situation.hasEdge()))
        .orElse(Map.of());
  }

  /// The model whose break-even is drawn, when there is one.
  Optional<CostReport.Model> drawn() {
    List<CostReport.Model> all = seen.get().map(now -> now.report().models()).orElse(List.of());
    return all.stream()
        .filter(each -> model.get().filter(each.model()::equals).isPresent())
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  /// Spent and saved in dollars an hour over the last minutes, each the mean of the half minute
  /// before; nothing when there is money of two kinds, which one line would add up.
  TimeSeries series() {
    if (seen.get().isEmpty() || seen.get().get().report().isMixed()) {
      return TimeSeries.NONE;
    }
    List<Snapshot.Second> history = seen.get().get().snapshot().history();
    if (history.isEmpty()) {
      return TimeSeries.NONE;
    }
    Values spent = Values.of(smooth(history, second -> second.spent().microUsd()));
    Values saved = Values.of(smooth(history, second -> second.saved().microUsd()));
    return new TimeSeries(
        history.getLast().secondOfEpoch(),
        SPAN_SECONDS,
        List.of(),
        List.of(
            new TimeSeries.Line(
                "spent",
                palette -> palette.layer(meridian.Layer.PROVIDER),
                spent.newest(SPAN_SECONDS)),
            new TimeSeries.Line(
                "saved",
                palette -> palette.layer(meridian.Layer.EDGE),
                saved.newest(SPAN_SECONDS))),
        Optional.empty(),
        value -> new Usd(value).text() + "/h");
  }

  private static double[] smooth(
      List<Snapshot.Second> history, java.util.function.ToLongFunction<Snapshot.Second> what) {
    double[] values = new double[history.size()];
    long sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += what.applyAsLong(history.get(i));
      if (i >= SMOOTH_SECONDS) {
        sum -= what.applyAsLong(history.get(i - SMOOTH_SECONDS));
      }
      // A shorter mean at the beginning would leap about.
      values[i] = i + 1 < SMOOTH_SECONDS ? Double.NaN : sum * MICROS_AN_HOUR / SMOOTH_SECONDS;
    }
    return values;
  }

  /// The rows of the table: most spent first.
  List<CostFigures.Row> rows() {
    return seen.get().map(now -> now.figures().rows()).orElse(List.of()).stream()
        .sorted((a, b) -> b.spent().compareTo(a.spent()))
        .toList();
  }

  /// Everything as text.
  String report() {
    return seen.get()
        .map(now ->
            "Cost and advice, "
                + java.time.Instant.ofEpochSecond(0, now.snapshot().takenNanos())
                    .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                + ", pattern "
                + situation.pattern()
                + "\n\n"
                + CostText.of(now.report(), now.figures(), prices)
                + "\n"
                + AdviceText.of(advice.get()))
        .orElse("Nothing has been asked yet\n");
  }

  /// The colour of what a row says of its money.
  static String badge(boolean isModelled) {
    return isModelled ? "modelled" : "measured";
  }
}
