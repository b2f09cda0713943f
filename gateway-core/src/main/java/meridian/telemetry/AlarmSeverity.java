package meridian.telemetry;

/// How much an alarm matters, from less to more.
public enum AlarmSeverity {
  /// Clients are still served; it costs time or money, or soon will.
  WARNING,
  /// Clients are refused, money or records are wrong, or a key that should be dead lives.
  CRITICAL
}
