package meridian.console.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Money;
import meridian.control.ComparedMeasure;
import meridian.control.Comparison;
import meridian.control.Comparison.Estimate;
import meridian.control.Comparison.Interval;
import meridian.telemetry.LatencyFigures;
import meridian.telemetry.Percentiles;
import meridian.telemetry.RequestPath;
import meridian.telemetry.RunFigures;

/// A comparison of two patterns through a cut link, computed from plain bell shapes.
final class SampleComparison {
  private static final long MINUTE = 60_000_000_000L;
  private static final List<String> PLACES = List.of("BOM", "SIN", "FRA", "IAD");

  private SampleComparison() {}

  static Comparison of(int seeds) {
    return of(seeds, 0.971, 0.008, 24.0, 2);
  }

  /// Three seeds whose intervals tell nothing.
  static Comparison unsure() {
    return of(3, 0.99, 0.02, 114, 30);
  }

  private static Comparison of(
      int seeds, double allShare, double allReach, double hitMillis, double hitReach) {
    List<Long> numbers = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      numbers.add(seed);
    }
    double all = 1_450;
    double hit = 115.2;
    return new Comparison(
        "link-cut",
        "A regional link is cut",
        numbers,
        0,
        40 * MINUTE,
        List.of(new Comparison.Incident("link SIN → BOM cut", 10 * MINUTE, 20 * MINUTE)),
        List.of(
            variant(
                "pattern 1",
                false,
                List.of(
                    first(ComparedMeasure.MEAN_ANSWER, all),
                    first(ComparedMeasure.HIT_P50, hit),
                    first(ComparedMeasure.HIT_RATE, 0.471),
                    first(ComparedMeasure.AVAILABILITY, 0.944),
                    first(ComparedMeasure.STALE_SHARE, 0),
                    first(ComparedMeasure.PROVIDER_ANSWERS, 12_700),
                    first(ComparedMeasure.PROVIDER_DOLLARS, 18.4),
                    first(ComparedMeasure.KV_WRITES, 0),
                    first(ComparedMeasure.KV_DOLLARS, 0))),
            variant(
                "pattern 2",
                true,
                List.of(
                    against(
                        ComparedMeasure.MEAN_ANSWER, all, all * allShare, all * allReach, seeds),
                    against(ComparedMeasure.HIT_P50, hit, hitMillis, hitReach, seeds),
                    against(ComparedMeasure.HIT_RATE, 0.471, 0.468, 0.006, seeds),
                    first(ComparedMeasure.EDGE_HIT_RATE, 0.382),
                    against(ComparedMeasure.AVAILABILITY, 0.944, 0.985, 0.002, seeds),
                    against(ComparedMeasure.STALE_SHARE, 0, 0.012, 0.001, seeds),
                    against(ComparedMeasure.PROVIDER_ANSWERS, 12_700, 12_742, 60, seeds),
                    against(ComparedMeasure.PROVIDER_DOLLARS, 18.4, 18.45, 0.09, seeds),
                    against(ComparedMeasure.KV_WRITES, 0, 12_600, 80, seeds),
                    against(ComparedMeasure.KV_DOLLARS, 0, 0.075, 0.001, seeds)))));
  }

  private static Estimate first(ComparedMeasure measure, double mean) {
    return new Estimate(measure, mean, Optional.empty());
  }

  private static Estimate against(
      ComparedMeasure measure, double before, double after, double reach, int seeds) {
    double ends = seeds == 1 ? Double.POSITIVE_INFINITY : reach;
    double mean = after - before;
    return new Estimate(measure, after, Optional.of(new Interval(mean, mean - ends, mean + ends)));
  }

  private static Comparison.Variant variant(String label, boolean isEdge, List<Estimate> measures) {
    List<RunFigures.PlacePart> places = new ArrayList<>();
    for (int place = 0; place < PLACES.size(); place++) {
      places.add(new RunFigures.PlacePart(PLACES.get(place), part(30 + 60.0 * place, isEdge)));
    }
    List<Comparison.Slot> slots = new ArrayList<>();
    for (int i = 0; i < Comparison.SLOTS; i++) {
      boolean isCut = i >= 15 && i < 30;
      long failed = isCut ? isEdge ? 12 : 45 : 0;
      slots.add(new Comparison.Slot(200 - failed, failed, isCut && isEdge ? 30 : 0, 0));
    }
    RunFigures figures =
        new RunFigures(
            part(90, isEdge),
            List.of(),
            places,
            isEdge ? 12_600 : 0,
            0,
            Percentiles.NONE,
            Percentiles.NONE,
            0,
            100_000);
    return new Comparison.Variant(label, isEdge ? "2" : "1", figures, slots, measures);
  }

  private static RunFigures.Part part(double far, boolean isEdge) {
    Map<RequestPath, LatencyFigures> byPath = new EnumMap<>(RequestPath.class);
    if (isEdge) {
      byPath.put(RequestPath.EDGE_HIT, bell(18, 900));
    }
    byPath.put(RequestPath.ORIGIN_HIT, bell(far, isEdge ? 200 : 1_100));
    byPath.put(RequestPath.MISS, bell(2_400 + far, 1_400));
    return new RunFigures.Part(
        2_500, 0, 0, 0, 0, 0, 0, byPath, bell(isEdge ? 900 : 1_000, 2_500), Money.ZERO, Money.ZERO);
  }

  /// Latencies around so many milliseconds.
  private static LatencyFigures bell(double millis, long count) {
    List<Long> counts = new ArrayList<>();
    long sum = 0;
    for (long bound : LatencyFigures.CELL_BOUNDS) {
      double away = Math.log10(bound / (millis * 1e6)) / 0.12;
      long here = Math.round(count * 0.33 * Math.exp(-away * away / 2));
      counts.add(here);
      sum += here;
    }
    counts.add(0L);
    long middle = (long) (millis * 1e6);
    Percentiles total =
        new Percentiles(sum, middle, middle * 3 / 2, middle * 7 / 4, middle * 2, middle * 3);
    return new LatencyFigures(total, total, middle, counts);
  }
}
