package meridian.telemetry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.CacheResult;
import meridian.Layer;
import meridian.Money;
import meridian.ProjectId;
import meridian.RequestTimeline;
import meridian.UsageRecord;

/// Counts what traffic costs and saves, and what advice about the gateway rests on.
///
/// Confined to one task at a time. Bounds: those of [CostFigures], [RepeatMeter] and [SliceMeter];
/// what finds no row of its own counts in the row of the rest.
public final class CostMeter implements EventSink {
  private final long startNanos;
  private final Map<RowKey, RowCount> rows = new LinkedHashMap<>();
  private final Map<String, PlaceCount> places = new LinkedHashMap<>();
  private final Map<String, PlaceCount> targets = new LinkedHashMap<>();
  private final SliceMeter slices;
  private final RepeatMeter repeats = new RepeatMeter();
  private long requests;
  private long modelled;
  private long answered;
  private long failed;
  private long edgeHits;
  private long originHits;
  private long edgeHitNanos;
  private long originHitNanos;
  private long edgeRequests;
  private long keyReads;
  private long entryReads;
  private long writes;
  private long writesRefused;
  private long writesSkipped;
  private long deletes;

  /// A meter that starts to count at `startNanos`, nanoseconds since the epoch.
  public CostMeter(long startNanos) {
    this.startNanos = startNanos;
    this.slices = new SliceMeter(startNanos);
  }

  private record RowKey(Optional<ProjectId> project, String model, boolean isModelled) {}

  private static final class RowCount {
    private long requests;
    private long calls;
    private long hits;
    private long unpriced;
    private Money spent = Money.ZERO;
    private Money saved = Money.ZERO;
  }

  private static final class PlaceCount {
    private long requests;
    private long toOrigin;
    private long calls;
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.RequestFinished finished -> finished(finished.timeline(), finished.atNanos());
      case Event.ClientLeft _ -> edgeRequests++;
      case Event.UsageRecorded usage -> {
        // One that replaces another is of the same request; the first was charged less and stays.
        if (usage.result().equals("recorded")) {
          used(usage.usage());
        }
      }
      case Event.CacheAsked asked -> {
        switch (asked.layer()) {
          case "edge_kv" -> entryReads++;
          case "edge_key" -> keyReads++;
          default -> {
            return; // the origin's own caches cost no look-ups
          }
        }
        slices.add(SliceMeter.READS, 1, asked.atNanos());
      }
      case Event.KvWritten written -> {
        switch (written.result()) {
          case "ok", "deferred" -> {
            writes++;
            slices.add(SliceMeter.WRITES, 1, written.atNanos());
          }
          case "skipped" -> writesSkipped++;
          default -> writesRefused++;
        }
      }
      case Event.KvDeleted deleted -> {
        deletes += deleted.keys();
        slices.add(SliceMeter.DELETES, deleted.keys(), deleted.atNanos());
      }
      case Event.ProviderCalled called ->
          of(targets, called.target(), CostFigures.MAX_TARGETS).calls++;
      default -> {
        // costs nothing
      }
    }
  }

  private void finished(RequestTimeline timeline, long atNanos) {
    requests++;
    edgeRequests++;
    modelled += timeline.isModelled() ? 1 : 0;
    slices.add(SliceMeter.REQUESTS, 1, atNanos);
    PlaceCount place = of(places, timeline.client(), CostFigures.MAX_PLACES);
    place.requests++;
    if (!timeline.isAnswered()) {
      failed += timeline.status() >= 500 ? 1 : 0;
      return;
    }
    answered++;
    place.toOrigin += timeline.layer() == Layer.EDGE ? 0 : 1;
    place.calls += timeline.layer() == Layer.PROVIDER ? 1 : 0;
    if (timeline.cache() == CacheResult.HIT && timeline.layer() == Layer.EDGE) {
      edgeHits++;
      edgeHitNanos += timeline.totalNanos();
    } else if (timeline.cache() == CacheResult.HIT && timeline.layer() == Layer.ORIGIN) {
      originHits++;
      originHitNanos += timeline.totalNanos();
    }
    repeats.finished(timeline);
  }

  private void used(UsageRecord usage) {
    RowKey key = new RowKey(Optional.of(usage.project()), usage.model(), usage.isModelled());
    RowCount row = rows.get(key);
    if (row == null) {
      boolean isFull = rows.size() >= CostFigures.MAX_ROWS;
      row =
          rows.computeIfAbsent(
              isFull ? new RowKey(Optional.empty(), CostFigures.OTHER, usage.isModelled()) : key,
              _ -> new RowCount());
    }
    row.requests++;
    Money spent = usage.charge().cost().orElse(Money.ZERO);
    Money saved = usage.saved().orElse(Money.ZERO);
    boolean isUnpriced = usage.charge().isUnpriced();
    switch (usage.cache()) {
      case HIT, STALE, SEMANTIC_HIT -> {
        row.hits++;
        isUnpriced |= usage.saved().isEmpty();
      }
      case MISS, BYPASS, REFRESH -> row.calls++;
      case COLLAPSED -> {
        // the call is its leader's
      }
    }
    row.unpriced += isUnpriced ? 1 : 0;
    row.spent = row.spent.plus(spent);
    row.saved = row.saved.plus(saved);
    boolean isModelled = usage.isModelled();
    slices.add(
        isModelled ? SliceMeter.MODELLED_SPENT : SliceMeter.SPENT,
        spent.microUsd(),
        usage.atNanos());
    slices.add(
        isModelled ? SliceMeter.MODELLED_SAVED : SliceMeter.SAVED,
        saved.microUsd(),
        usage.atNanos());
  }

  private static PlaceCount of(Map<String, PlaceCount> counts, String name, int most) {
    PlaceCount known = counts.get(name);
    return known == null
        ? counts.computeIfAbsent(
            counts.size() < most ? name : CostFigures.OTHER, _ -> new PlaceCount())
        : known;
  }

  /// Everything since the start, as of `nowNanos`.
  public CostFigures figures(long nowNanos) {
    List<CostFigures.Row> read = new ArrayList<>();
    rows.forEach((key, row) ->
        read.add(
            new CostFigures.Row(
                key.project(),
                key.model(),
                key.isModelled(),
                row.requests,
                row.calls,
                row.hits,
                row.unpriced,
                row.spent,
                row.saved)));
    List<CostFigures.Slice> spans = slices.read(nowNanos);
    return new CostFigures(
        startNanos,
        Math.max(startNanos, nowNanos),
        read,
        new CostFigures.EdgeUse(
            edgeRequests, keyReads, entryReads, writes, writesRefused, writesSkipped, deletes),
        slices.widthNanos(),
        spans,
        traffic(),
        repeats.figures());
  }

  private CostFigures.Traffic traffic() {
    List<CostFigures.ClientPlace> from = new ArrayList<>();
    places.forEach((place, count) ->
        from.add(new CostFigures.ClientPlace(place, count.requests, count.toOrigin, count.calls)));
    from.sort(Comparator.comparingLong(CostFigures.ClientPlace::requests).reversed());
    List<CostFigures.Target> called = new ArrayList<>();
    targets.forEach((target, count) -> called.add(new CostFigures.Target(target, count.calls)));
    called.sort(Comparator.comparingLong(CostFigures.Target::calls).reversed());
    return new CostFigures.Traffic(
        requests,
        modelled,
        answered,
        failed,
        edgeHits,
        originHits,
        edgeHitNanos,
        originHitNanos,
        from,
        called);
  }
}
