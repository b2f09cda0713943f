package meridian.telemetry;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meridian.PopId;
import org.HdrHistogram.Histogram;

/// Counts a whole run. Confined to one task at a time; bounded by the number of PoPs and by
/// [#MAX_PLACES] places, beyond which a place counts in everything but a part of its own.
public final class RunMeter implements EventSink {
  /// At most this many places of clients have a part.
  static final int MAX_PLACES = 512;

  private final PartMeter all = new PartMeter();
  private final Map<PopId, PartMeter> pops = new TreeMap<>();
  private final Map<String, PartMeter> places = new TreeMap<>();
  private final Histogram kvRead = new Histogram(2);
  private final Histogram propagation = new Histogram(2);
  private long kvWrites;
  private long kvWritesRefused;
  private long mismatches;
  private long events;

  /// A meter that has counted nothing.
  public RunMeter() {}

  @Override
  public void accept(Event event) {
    events++;
    switch (event) {
      case Event.RequestFinished finished -> {
        all.finished(finished.timeline());
        pop(finished.timeline().pop()).finished(finished.timeline());
        PartMeter place = place(finished.timeline().client());
        place.finished(finished.timeline());
      }
      case Event.ClientLeft left -> {
        all.left();
        pop(left.pop()).left();
      }
      case Event.CacheAsked asked -> {
        if (asked.layer().equals("edge_kv")) {
          kvRead.recordValue(asked.tookNanos());
        }
      }
      case Event.KvWritten written -> {
        switch (written.result()) {
          case "ok", "deferred" -> kvWrites++;
          case "skipped" -> {
            // nobody tried
          }
          default -> kvWritesRefused++;
        }
      }
      case Event.KvVisible visible -> propagation.recordValue(visible.lagNanos());
      case Event.FingerprintMismatched _ -> mismatches++;
      default -> {
        // counted only
      }
    }
  }

  private PartMeter pop(PopId id) {
    return pops.computeIfAbsent(id, _ -> new PartMeter());
  }

  private PartMeter place(String code) {
    PartMeter known = places.get(code);
    if (known == null) {
      known = new PartMeter();
      if (places.size() < MAX_PLACES) {
        places.put(code, known);
      }
    }
    return known;
  }

  /// Everything since the start.
  public RunFigures figures() {
    List<RunFigures.PopPart> parts =
        pops.entrySet().stream()
            .map(entry -> new RunFigures.PopPart(entry.getKey(), entry.getValue().part()))
            .toList();
    return new RunFigures(
        all.part(),
        parts,
        places.entrySet().stream()
            .map(entry -> new RunFigures.PlacePart(entry.getKey(), entry.getValue().part()))
            .toList(),
        kvWrites,
        kvWritesRefused,
        LatencyMeter.percentiles(kvRead),
        LatencyMeter.percentiles(propagation),
        mismatches,
        events);
  }
}
