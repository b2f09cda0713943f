package meridian.console.world;

import meridian.console.format.Figure;

/// One headline figure as it is shown.
///
/// @param figure the number and what it rests on
/// @param severity how it stands against its target
/// @param target what it is held against, with unit; empty when nothing is expected of it
/// @param note what else belongs to it
/// @param change how it moved since one window ago: `+4.2 %`, or empty when it is not known
/// @param worse whether that change is for the worse
record Tile(
    Figure figure, Severity severity, String target, String note, String change, boolean worse) {

  /// The figures of the row, from left to right.
  enum Kind {
    /// Requests per second.
    REQUESTS("Requests"),
    /// Hits of any layer / (hits + misses).
    HIT_RATE("Hit rate"),
    /// 95th percentile of edge hits.
    EDGE_HIT("Edge hit p95"),
    /// 95th percentile of misses.
    MISS("Miss p95"),
    /// Share of edge misses that the origin's exact cache could answer.
    BLIND("Edge miss, origin hit"),
    /// Money.
    MONEY("Saved");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }
}
