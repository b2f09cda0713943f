package meridian.cost;

import java.time.Duration;
import java.util.Locale;

/// Writes the advisor's figures.
final class Wording {
  private Wording() {}

  static String count(double count) {
    return String.format(Locale.ROOT, "%,.0f", count);
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String percent(double share) {
    double percent = 100 * share;
    String form = percent != 0 && Math.abs(percent) < 1 ? "%.2f %%" : "%.1f %%";
    return String.format(Locale.ROOT, form, percent);
  }

  /// For availabilities, where the digits after 99 matter.
  static String fine(double share) {
    return String.format(Locale.ROOT, "%.3f %%", 100 * share);
  }

  static String percent(Estimate share) {
    return percent(share.value())
        + " (95 % interval "
        + percent(share.low())
        + " to "
        + percent(share.high())
        + ")";
  }

  static String usd(Estimate of) {
    return new Usd(of.value()).text()
        + " (95 % interval "
        + new Usd(of.low()).text()
        + " to "
        + new Usd(of.high()).text()
        + ")";
  }

  static String millis(double millis) {
    return String.format(Locale.ROOT, Math.abs(millis) < 10 ? "%.1f ms" : "%,.0f ms", millis);
  }

  static String number(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.2f", value);
  }

  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + " d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + " h";
    }
    return seconds < 3_600
        ? seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s")
        : seconds / 3_600 + " h " + seconds / 60 % 60 + " min";
  }

  static String nanos(long nanos) {
    return duration(Duration.ofSeconds(Math.round(nanos / 1e9)));
  }
}
