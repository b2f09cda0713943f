package meridian.console.format;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import meridian.Money;
import meridian.telemetry.Percentiles;

/// Writes figures the way an operator reads them: three significant digits, a unit, a thin dash for
/// no data.
public final class Figures {
  /// No data. Never 0: nothing measured is not nothing.
  public static final String NONE = "–";

  /// Below so many samples a percentile is shown grey, with its n.
  public static final int ENOUGH = 30;

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter CLOCK_MILLIS =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private static final double MICRO = 1e3;
  private static final double MILLI = 1e6;
  private static final double SECOND = 1e9;

  private Figures() {}

  /// A duration: `850 ns`, `12.3 µs`, `4.51 ms`, `184 ms`, `1.84 s`, `74.2 s`, `12 m 05 s`; a
  /// negative one with a sign.
  public static String duration(long nanos) {
    if (nanos < 0) {
      return "−" + duration(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos);
    }
    // Limits lie where rounding to three digits would carry into the next unit: 999.6 µs is 1 ms.
    if (nanos < 1_000) {
      return nanos + " ns";
    }
    if (nanos < 999_500) {
      return three(nanos / MICRO) + " µs";
    }
    if (nanos < 999_500_000) {
      return three(nanos / MILLI) + " ms";
    }
    if (nanos < 99_950_000_000L) {
      return three(nanos / SECOND) + " s";
    }
    return age(nanos);
  }

  /// A duration in milliseconds for columns where all have one unit: `0.04`, `4.5`, `184`, `1,840`.
  public static String millis(long nanos) {
    double millis = nanos / MILLI;
    double size = Math.abs(millis);
    if (size >= 99.95) {
      return String.format(Locale.ROOT, "%,.0f", millis);
    }
    return String.format(Locale.ROOT, size >= 0.995 || size == 0 ? "%.1f" : "%.2f", millis);
  }

  /// One percentile of a histogram as a duration: `–` without samples; thin with fewer than
  /// [#ENOUGH].
  public static Figure percentile(Percentiles of, ToLongFunction<Percentiles> which) {
    return of.count() == 0
        ? Figure.ABSENT
        : new Figure(duration(which.applyAsLong(of)), of.count());
  }

  /// A rate per second: `0.4/s`, `38.2/s`, `1,240/s`.
  public static String rate(double perSecond) {
    return number(perSecond) + "/s";
  }

  /// A plain number with three significant digits: `0`, `0.42`, `38.2`, `1,240`, `12.4 k`, `3.21
  /// M`.
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    double size = Math.abs(value);
    if (size >= 999_500) {
      return three(value / 1e6) + " M";
    }
    if (size >= 9_999.5) {
      return three(value / 1e3) + " k";
    }
    return value == 0 ? "0" : three(value);
  }

  /// A share of 0 to 1 as a percentage: `0 %`, `0.42 %`, `71.4 %`, `100 %`. What is not quite all
  /// never reads as all.
  public static String percent(double share) {
    if (!Double.isFinite(share)) {
      return NONE;
    }
    double percent = share * 100;
    if (percent > 0 && percent < 0.01) {
      return "<0.01 %";
    }
    if (percent < 100 && percent > 99.9) {
      return ">99.9 %";
    }
    return (percent == 0 ? "0" : percent >= 99.95 ? "100" : three(percent)) + " %";
  }

  /// A share that may be absent.
  public static String percent(Optional<Double> share) {
    return share.map(Figures::percent).orElse(NONE);
  }

  /// An amount: `$0`, `$0.000412`, `$0.042`, `$3.21`, `$1,204`, and a negative one with a sign.
  public static String money(Money amount) {
    double usd = amount.microUsd() / 1e6;
    String sign = usd < 0 ? "−$" : "$";
    double size = Math.abs(usd);
    if (size == 0) {
      return "$0";
    }
    if (size >= 999.995) {
      return sign + String.format(Locale.ROOT, "%,.0f", size);
    }
    if (size >= 0.995) {
      return sign + String.format(Locale.ROOT, "%.2f", size);
    }
    return sign + stripped(String.format(Locale.ROOT, size >= 0.01 ? "%.3f" : "%.6f", size));
  }

  /// An amount that may be unknown.
  public static String money(Optional<Money> amount) {
    return amount.map(Figures::money).orElse(NONE);
  }

  /// `figure` without digits that say nothing, for the ticks of an axis: `50.0 ms` is `50 ms`.
  public static String plain(String figure) {
    return figure.replaceFirst("(\\.\\d*?)0+(?=\\D|$)", "$1").replaceFirst("\\.(?=\\D|$)", "");
  }

  /// A count with separators: `3,214`.
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /// A size: `812 B`, `4.2 kB`, `25 MB`; powers of 1,000.
  public static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    if (bytes < 999_500) {
      return three(bytes / 1e3) + " kB";
    }
    return bytes < 999_500_000 ? three(bytes / 1e6) + " MB" : three(bytes / 1e9) + " GB";
  }

  /// How long something has been so, in whole seconds: `0 s`, `12 s`, `12 m 05 s`, `3 h 07 m`, `2 d
  /// 4 h`.
  public static String age(long nanos) {
    long seconds = Math.max(0, nanos) / 1_000_000_000L;
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60);
    }
    if (seconds < 86_400) {
      return String.format(Locale.ROOT, "%d h %02d m", seconds / 3_600, seconds / 60 % 60);
    }
    return seconds / 86_400 + " d " + seconds / 3_600 % 24 + " h";
  }

  /// Time of day: `12:04:31`.
  public static String clock(long epochNanos, ZoneId zone) {
    return CLOCK.format(local(epochNanos, zone));
  }

  /// Time of day with milliseconds: `12:04:31.184`.
  public static String clockMillis(long epochNanos, ZoneId zone) {
    return CLOCK_MILLIS.format(local(epochNanos, zone));
  }

  private static LocalDateTime local(long epochNanos, ZoneId zone) {
    return LocalDateTime.ofInstant(
        Instant.ofEpochSecond(
            Math.floorDiv(epochNanos, 1_000_000_000L), Math.floorMod(epochNanos, 1_000_000_000L)),
        zone);
  }

  /// Three significant digits, and every whole digit of what is larger: `0.42`, `4.51`, `38.2`,
  /// `1,240`.
  private static String three(double value) {
    double size = Math.abs(value);
    String form = size >= 99.95 ? "%,.0f" : size >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value);
  }

  private static String stripped(String decimal) {
    int end = decimal.length();
    while (decimal.charAt(end - 1) == '0') {
      end--;
    }
    return decimal.substring(0, decimal.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
