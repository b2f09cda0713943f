package meridian.console.shell;

import java.util.List;
import meridian.console.chart.AxisState;
import meridian.console.feed.Recording;
import meridian.telemetry.IncidentKind;
import meridian.telemetry.Snapshot;

/// How much time the axis spans.
enum AxisRange {
  MINUTE("1 m", 60),
  TEN_MINUTES("10 m", 600),
  HALF_HOUR("30 m", 1_800),
  /// From the first recorded moment on: for worlds whose time runs fast.
  ALL("all", 0);

  private static final long SECOND = 1_000_000_000L;

  private final String title;
  private final long nanos;

  AxisRange(String title, long seconds) {
    this.title = title;
    this.nanos = seconds * SECOND;
  }

  String title() {
    return title;
  }

  /// The axis of this range that ends now, or so far back that the moment on screen is on it.
  AxisState of(List<Recording.Point> moments, Snapshot newest, Snapshot shown, boolean isLive) {
    long now = Math.max(newest.takenNanos(), shown.takenNanos());
    long oldest = moments.isEmpty() ? now : moments.getFirst().takenNanos();
    long span = Math.max(this == ALL ? now - oldest : nanos, SECOND);
    long from = Math.min(now - span, shown.takenNanos() - span / 20);
    return new AxisState(
        from,
        from + span,
        moments.stream()
            .filter(point -> point.takenNanos() >= from && point.takenNanos() <= from + span)
            .map(point -> new AxisState.Sample(point.takenNanos(), point.requestsPerSecond()))
            .toList(),
        newest.incidents().stream()
            .map(incident ->
                new AxisState.Mark(
                    shape(incident.kind()),
                    incident.text(),
                    incident.fromNanos(),
                    incident.untilNanos()))
            .toList(),
        shown.takenNanos(),
        isLive);
  }

  private static AxisState.Shape shape(IncidentKind kind) {
    return switch (kind) {
      case FAULT, ALARM -> AxisState.Shape.BAR;
      case ACTION -> AxisState.Shape.TRIANGLE;
      case CONFIGURATION -> AxisState.Shape.DIAMOND;
    };
  }
}
