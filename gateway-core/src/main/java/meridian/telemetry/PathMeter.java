package meridian.telemetry;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import meridian.RequestTimeline;
import meridian.Stage;

/// The stages of one way through the gateway in the last minute, for cold or for warm connections.
///
/// A stage's percentiles are over the requests that spent time in it; its count says how many.
final class PathMeter {
  private final RequestPath path;
  private final boolean isColdConnection;
  private final Map<Stage, Window> stages = new EnumMap<>(Stage.class);
  private final Window firstToken;
  private final Window total;
  private final Window residual;

  PathMeter(RequestPath path, boolean isColdConnection, long slot) {
    this.path = path;
    this.isColdConnection = isColdConnection;
    this.firstToken = new Window(3, slot);
    this.total = new Window(3, slot);
    this.residual = new Window(2, slot);
  }

  void finished(long slot, RequestTimeline timeline) {
    firstToken.record(slot, timeline.firstTokenNanos());
    total.record(slot, timeline.totalNanos());
    residual.record(slot, Math.abs(timeline.residualNanos()));
    for (Stage stage : Meter.STAGES) {
      long nanos = timeline.stages().nanos(stage);
      if (nanos > 0) {
        stages.computeIfAbsent(stage, _ -> new Window(2, slot)).record(slot, nanos);
      }
    }
  }

  /// The row of a window that ends with `slot`; absent without traffic.
  Optional<Snapshot.PathRow> row(long slot) {
    Percentiles totals = total.read(slot);
    if (totals.count() == 0) {
      return Optional.empty();
    }
    Map<Stage, Percentiles> byStage = new EnumMap<>(Stage.class);
    stages.forEach((stage, window) -> {
      Percentiles percentiles = window.read(slot);
      if (percentiles.count() > 0) {
        byStage.put(stage, percentiles);
      }
    });
    return Optional.of(
        new Snapshot.PathRow(
            path,
            isColdConnection,
            Collections.unmodifiableMap(byStage),
            firstToken.read(slot),
            totals,
            residual.read(slot)));
  }
}
