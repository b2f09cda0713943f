package meridian.telemetry;

/// What kind of thing happened to a gateway.
public enum IncidentKind {
  /// A fault was injected.
  FAULT,
  /// An operator acted.
  ACTION,
  /// Another configuration came in force.
  CONFIGURATION,
  /// An alarm is raised, until it is cleared.
  ALARM
}
