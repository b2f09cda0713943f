package meridian.telemetry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meridian.LatencyBudget;
import meridian.Money;

/// Every count since the start, under the names and in the order that `/metrics` shows.
///
/// Bounds: those of [Family] and [RequestMetrics]; what finds no series of its own counts in
/// `other`. Confined to the meter's one writer.
final class Metrics {
  private final String pattern;
  private final RequestMetrics requests;
  private final CacheMetrics caches = new CacheMetrics();
  private final EntranceMetrics entrance = new EntranceMetrics();
  private final BookMetrics books = new BookMetrics();
  private final RegionMetrics regions = new RegionMetrics();
  private final HealthMetrics health = new HealthMetrics();
  private final List<Family<Family.Tally>> counters;
  private final List<Family<Buckets>> histograms;

  Metrics(String pattern, LatencyBudget budget) {
    this.pattern = pattern;
    this.requests = new RequestMetrics(pattern, budget);
    this.counters =
        List.of(
            requests.requests,
            caches.lookups,
            caches.similar,
            requests.breaches,
            caches.kvWrites,
            caches.fills,
            caches.cacheWrites,
            requests.collapsed,
            requests.stale,
            entrance.limitRefusals,
            entrance.skews,
            entrance.mismatches,
            books.unpriced,
            books.bookings,
            books.usages,
            regions.replicated,
            regions.changesLost,
            regions.regionChanges,
            regions.fallOvers,
            health.breakers,
            health.alarms,
            entrance.cuts,
            entrance.left);
    this.histograms =
        List.of(
            requests.stageDurations,
            requests.residuals,
            caches.propagation,
            entrance.revocations,
            regions.replicationLags);
  }

  RequestMetrics requests() {
    return requests;
  }

  CacheMetrics caches() {
    return caches;
  }

  EntranceMetrics entrance() {
    return entrance;
  }

  BookMetrics books() {
    return books;
  }

  RegionMetrics regions() {
    return regions;
  }

  HealthMetrics health() {
    return health;
  }

  /// Every whole count by name and labels: metrics in the order above, series in that of their
  /// labels.
  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Family<Family.Tally> family : counters) {
      family.series().forEach((series, tally) -> counts.put(series, tally.value()));
    }
    return Collections.unmodifiableMap(counts);
  }

  /// A copy of everything, with the figures that are kept elsewhere.
  Totals copy(String version, long inFlight, Money saved, long events, long dropped) {
    List<Totals.Metric> metrics = new ArrayList<>();
    metrics.add(
        Totals.value(
            "meridian_build_info",
            "The program that runs; always 1.",
            Totals.Type.GAUGE,
            Family.labels(List.of("version", "pattern"), version, pattern),
            "1"));
    counters.forEach(family -> metrics.add(Totals.counts(family)));
    metrics.add(
        Totals.value(
            "meridian_saved_usd_total",
            "What hits would have cost, in US dollars.",
            Totals.Type.COUNTER,
            "",
            saved.toUsdText()));
    metrics.addAll(books.sums());
    metrics.addAll(health.gauges());
    metrics.add(
        Totals.value(
            "meridian_requests_in_flight",
            "Requests that arrived and have not ended.",
            Totals.Type.GAUGE,
            "",
            Long.toString(inFlight)));
    metrics.add(
        Totals.value(
            "meridian_telemetry_events_total",
            "Events counted.",
            Totals.Type.COUNTER,
            "",
            Long.toString(events)));
    metrics.add(
        Totals.value(
            "meridian_telemetry_dropped_total",
            "Events lost at the bound of their queue.",
            Totals.Type.COUNTER,
            "",
            Long.toString(dropped)));
    histograms.forEach(family -> metrics.add(Totals.histograms(family)));
    return new Totals(metrics);
  }
}
