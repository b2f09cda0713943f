package meridian.console.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.console.chart.Ridges;
import meridian.console.chart.ShareStrips;
import meridian.control.Comparison;
import meridian.telemetry.LatencyFigures;
import meridian.telemetry.RequestPath;
import meridian.telemetry.RunFigures;

/// A comparison as its charts take it.
final class Pictures {
  /// More places than this cannot be told apart in one picture; the file has them all.
  static final int PLACES = 6;

  private Pictures() {}

  /// All clients together, then the places whose clients got most answers, each with a ridge for
  /// every variant.
  static List<Ridges.Group> ridges(Comparison comparison) {
    List<Ridges.Group> groups = new ArrayList<>();
    groups.add(
        new Ridges.Group(
            "everywhere",
            comparison.variants().stream()
                .map(variant -> ridge(variant.label(), Optional.of(variant.figures().all())))
                .toList()));
    for (String place : busiest(comparison)) {
      groups.add(
          new Ridges.Group(
              place,
              comparison.variants().stream()
                  .map(variant -> ridge(variant.label(), part(variant, place)))
                  .toList()));
    }
    return groups;
  }

  private static List<String> busiest(Comparison comparison) {
    Map<String, Long> answers = new LinkedHashMap<>();
    for (Comparison.Variant variant : comparison.variants()) {
      for (RunFigures.PlacePart one : variant.figures().places()) {
        answers.merge(one.place(), one.part().answered().count(), Long::sum);
      }
    }
    return answers.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(PLACES)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Optional<RunFigures.Part> part(Comparison.Variant variant, String place) {
    return variant.figures().places().stream()
        .filter(one -> one.place().equals(place))
        .map(RunFigures.PlacePart::part)
        .findFirst();
  }

  private static Ridges.Ridge ridge(String label, Optional<RunFigures.Part> part) {
    if (part.isEmpty()) {
      return new Ridges.Ridge(label, List.of(), 0, 0, 0);
    }
    List<Ridges.Part> layers = new ArrayList<>();
    for (RequestPath path : RequestPath.values()) {
      LatencyFigures figures = part.get().path(path);
      if (figures.count() > 0 && path != RequestPath.REFUSED) {
        layers.add(
            new Ridges.Part(path.label(), palette -> palette.path(path), figures.totalCounts()));
      }
    }
    LatencyFigures all = part.get().answered();
    return new Ridges.Ridge(label, layers, all.count(), all.total().p50(), all.total().p95());
  }

  /// A strip for each variant: availability, and the share of stale answers from below.
  static ShareStrips.Shown strips(Comparison comparison) {
    return new ShareStrips.Shown(
        0,
        comparison.durationNanos(),
        comparison.variants().stream()
            .map(variant ->
                new ShareStrips.Strip(
                    variant.label(),
                    variant.slots().stream()
                        .map(slot -> new ShareStrips.Share(slot.availability(), stale(slot)))
                        .toList()))
            .toList(),
        comparison.incidents().stream()
            .map(one -> new ShareStrips.Shade(one.text(), one.fromNanos(), one.untilNanos()))
            .toList());
  }

  private static Optional<Double> stale(Comparison.Slot slot) {
    return slot.answered() == 0
        ? Optional.empty()
        : Optional.of((double) slot.stale() / slot.answered());
  }
}
