package meridian.telemetry;

/// Where nodes hand events over. Never blocks and never throws; at its bound it drops and counts.
@FunctionalInterface
public interface EventSink {
  /// Takes `event`.
  void accept(Event event);
}
