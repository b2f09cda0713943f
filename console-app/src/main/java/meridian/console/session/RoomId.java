package meridian.console.session;

/// The rooms of the console, in the order of the rail.
public enum RoomId {
  /// Map, per-PoP table, headline figures.
  WORLD,
  /// Waterfalls, stage budgets.
  TIMELINES,
  /// Requests sent by hand, generated traffic.
  TRAFFIC
}
