package meridian.console.world;

import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import meridian.PopId;
import meridian.control.Description;
import meridian.telemetry.Percentiles;
import meridian.telemetry.Snapshot;

/// One row of the per-PoP table: fires only when its figures have changed. Toolkit thread only.
final class PopLine {
  /// How many seconds its trend line covers.
  static final int TREND_SECONDS = 60;

  private final Description.Site site;
  private final ReadOnlyObjectWrapper<Snapshot.PopRow> row;
  private final double[] rates = new double[TREND_SECONDS];
  private final long[] seconds = new long[TREND_SECONDS];
  private int filled;

  PopLine(Description.Site site) {
    this.site = site;
    this.row = new ReadOnlyObjectWrapper<>(nothing(site.pop()));
  }

  PopId pop() {
    return site.pop();
  }

  Description.Site site() {
    return site;
  }

  Snapshot.PopRow row() {
    return row.get();
  }

  /// Fires when a figure changed.
  ReadOnlyObjectProperty<Snapshot.PopRow> rowProperty() {
    return row.getReadOnlyProperty();
  }

  /// Requests per second, one value a second, oldest first.
  double[] trend() {
    return java.util.Arrays.copyOf(rates, filled);
  }

  /// Shows `next`, as it was at `second`; in a new second its rate joins the trend. An earlier
  /// second takes away what came after it; what lies more than a minute back falls out.
  void show(Snapshot.PopRow next, long second) {
    while (filled > 0 && seconds[filled - 1] > second) {
      filled--;
    }
    int old = 0;
    while (old < filled && second - seconds[old] >= TREND_SECONDS) {
      old++;
    }
    System.arraycopy(rates, old, rates, 0, filled - old);
    System.arraycopy(seconds, old, seconds, 0, filled - old);
    filled -= old;
    if (filled == 0 || seconds[filled - 1] < second) {
      seconds[filled] = second;
      rates[filled++] = next.requestsPerSecond();
    }
    row.set(next);
  }

  /// Whether code, city or country contain `text`.
  boolean matches(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return site.pop().code().toLowerCase(Locale.ROOT).contains(wanted)
        || site.place().city().toLowerCase(Locale.ROOT).contains(wanted)
        || site.place().country().toLowerCase(Locale.ROOT).equals(wanted);
  }

  private static Snapshot.PopRow nothing(PopId pop) {
    return new Snapshot.PopRow(
        pop,
        0,
        0,
        0,
        java.util.Map.of(),
        0,
        java.util.Optional.empty(),
        java.util.Optional.empty(),
        java.util.Optional.empty(),
        Percentiles.NONE,
        Percentiles.NONE,
        0,
        0);
  }
}
