package meridian.console.feed;

/// How often a kind of widget is worth redrawing.
public enum Cadence {
  /// Charts: at most 10 times a second.
  CHARTS(100_000_000L),
  /// Figures and maps: at most 4 times a second; faster cannot be read.
  FIGURES(250_000_000L),
  /// Tables: at most 2 times a second, changed rows only.
  TABLES(500_000_000L);

  private final long periodNanos;

  Cadence(long periodNanos) {
    this.periodNanos = periodNanos;
  }

  /// The shortest time between two draws, in nanoseconds.
  public long periodNanos() {
    return periodNanos;
  }
}
