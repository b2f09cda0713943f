package meridian.control;

import java.util.ArrayList;
import java.util.List;
import meridian.Json;
import meridian.control.Comparison.Estimate;
import meridian.control.Comparison.Variant;
import meridian.telemetry.RunFigures;

/// A comparison as JSON, for machines: measures in the units of [ComparedMeasure], an interval's
/// infinite end as null.
final class ComparisonJson {
  private ComparisonJson() {}

  static Json.Obj of(Comparison result) {
    List<Json> seeds = new ArrayList<>();
    result.seeds().forEach(seed -> seeds.add(Json.Num.of(seed)));
    List<Json> variants = new ArrayList<>();
    result.variants().forEach(variant -> variants.add(variant(result, variant)));
    List<Json> incidents = new ArrayList<>();
    for (Comparison.Incident incident : result.incidents()) {
      incidents.add(
          Json.Obj.of("fault", new Json.Text(incident.text()))
              .with("fromSeconds", RunJson.number(incident.fromNanos() / 1e9))
              .with("untilSeconds", RunJson.number(incident.untilNanos() / 1e9)));
    }
    return Json.Obj.of("scenario", new Json.Text(result.scenario()))
        .with("seeds", new Json.Arr(seeds))
        .with("durationSeconds", RunJson.number(result.durationNanos() / 1e9))
        .with("incidents", new Json.Arr(incidents))
        .with("variants", new Json.Arr(variants));
  }

  private static Json.Obj variant(Comparison result, Variant variant) {
    Json.Obj measures = Json.Obj.empty();
    for (Estimate estimate : variant.measures()) {
      measures =
          measures.with(estimate.measure().name().toLowerCase(java.util.Locale.ROOT), of(estimate));
    }
    List<Json> availability = new ArrayList<>();
    for (Comparison.Slot slot : variant.slots()) {
      availability.add(slot.availability().<Json>map(RunJson::number).orElse(Json.Null.NULL));
    }
    List<Json> places = new ArrayList<>();
    for (RunFigures.PlacePart place : variant.figures().places()) {
      places.add(RunJson.part(Json.Obj.of("place", new Json.Text(place.place())), place.part()));
    }
    Json.Obj all =
        Json.Obj.of("label", new Json.Text(variant.label()))
            .with("pattern", variant.pattern())
            .with("measures", measures)
            .with("availabilityByTime", new Json.Arr(availability))
            .with("places", new Json.Arr(places));
    return result.variants().getFirst().equals(variant)
        ? all
        : all.with("truth", result.truth(variant).orElse(""));
  }

  private static Json.Obj of(Estimate estimate) {
    Json.Obj json = Json.Obj.of("mean", RunJson.number(estimate.mean()));
    if (estimate.difference().isEmpty()) {
      return json;
    }
    Comparison.Interval difference = estimate.difference().get();
    return json.with(
        "difference",
        Json.Obj.of("mean", RunJson.number(difference.mean()))
            .with("low", end(difference.low()))
            .with("high", end(difference.high())));
  }

  private static Json end(double value) {
    return Double.isInfinite(value) ? Json.Null.NULL : RunJson.number(value);
  }
}
