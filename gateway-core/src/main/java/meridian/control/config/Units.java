package meridian.control.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.control.config.ScalarKind.Parsed;

/// Values with a unit. A number without one is refused: nobody knows what `30` means.
final class Units {
  private static final Pattern QUANTITY =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s?([A-Za-zµ]+)(/s)?");

  private static final Map<String, Long> NANOS = new LinkedHashMap<>();
  private static final Map<String, Long> BYTES = new LinkedHashMap<>();

  static {
    NANOS.put("d", 86_400_000_000_000L);
    NANOS.put("h", 3_600_000_000_000L);
    NANOS.put("m", 60_000_000_000L);
    NANOS.put("s", 1_000_000_000L);
    NANOS.put("ms", 1_000_000L);
    NANOS.put("us", 1_000L);
    NANOS.put("ns", 1L);
    BYTES.put("GiB", 1L << 30);
    BYTES.put("MiB", 1L << 20);
    BYTES.put("KiB", 1L << 10);
    BYTES.put("B", 1L);
  }

  private Units() {}

  /// A duration: `250ms`, `30s`, `5m`, `1h`, `1d`; `least` and `most` are written the same way.
  static ScalarKind<Duration> duration(String least, String most) {
    long from = nanos(least);
    long to = nanos(most);
    return ScalarKind.<Duration>of(
            "a duration from %s to %s".formatted(least, most),
            (text, _) ->
                switch (quantity(text, NANOS, false, "a unit: ms, s, m, h or d, such as 30s")) {
                  case Parsed.Good<Long> good when good.value() < from || good.value() > to ->
                      new Parsed.Bad<>("choose one in that range");
                  case Parsed.Good<Long> good -> new Parsed.Good<>(Duration.ofNanos(good.value()));
                  case Parsed.Bad<Long> bad -> new Parsed.Bad<>(bad.advice());
                })
        .shownBy(Units::text);
  }

  /// A number of bytes: `16KiB`, `10MiB`.
  static ScalarKind<Long> size(String least, String most) {
    return bytes("a size from %s to %s".formatted(least, most), least, most, false);
  }

  /// Bytes per second: `1KiB/s`; `/s` may be left out.
  static ScalarKind<Long> rate(String least, String most) {
    return bytes("a rate from %s/s to %s/s".formatted(least, most), least, most, true);
  }

  private static ScalarKind<Long> bytes(String words, String least, String most, boolean isRate) {
    long from = sizeBytes(least);
    long to = sizeBytes(most);
    return ScalarKind.<Long>of(
            words,
            (text, _) ->
                switch (quantity(
                    text, BYTES, isRate, "a unit: B, KiB, MiB or GiB, such as 16KiB")) {
                  case Parsed.Good<Long> good when good.value() < from || good.value() > to ->
                      new Parsed.Bad<>("choose one in that range");
                  case Parsed.Good<Long> good -> good;
                  case Parsed.Bad<Long> bad -> bad;
                })
        .shownBy(value -> text(value, BYTES) + (isRate ? "/s" : ""));
  }

  /// A duration as it would be written.
  static String text(Duration duration) {
    return text(duration.toNanos(), NANOS);
  }

  private static String text(long value, Map<String, Long> units) {
    if (value == 0) {
      return "0" + (units.containsKey("s") ? "s" : "B");
    }
    for (Map.Entry<String, Long> unit : units.entrySet()) {
      if (value % unit.getValue() == 0) {
        return value / unit.getValue() + unit.getKey();
      }
    }
    throw new IllegalStateException("the last unit is one: " + value);
  }

  private static long nanos(String text) {
    return good(quantity(text, NANOS, false, ""), text);
  }

  private static long sizeBytes(String text) {
    return good(quantity(text, BYTES, false, ""), text);
  }

  private static long good(Parsed<Long> parsed, String text) {
    if (parsed instanceof Parsed.Good<Long> good) {
      return good.value();
    }
    throw new IllegalStateException("a bound must be a quantity: " + text);
  }

  private static Parsed<Long> quantity(
      String text, Map<String, Long> units, boolean mayEndPerSecond, String unitAdvice) {
    Matcher matcher = QUANTITY.matcher(text);
    if (!matcher.matches() || (matcher.group(3) != null && !mayEndPerSecond)) {
      return new Parsed.Bad<>("write a number and " + unitAdvice);
    }
    Long factor = units.get(matcher.group(2));
    if (factor == null) {
      return new Parsed.Bad<>(
          Suggestion.nearest(matcher.group(2), List.copyOf(units.keySet()))
              .map(near -> "write '" + matcher.group(1) + near + "'")
              .orElse("write a number and " + unitAdvice));
    }
    BigDecimal value = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor));
    if (value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      return new Parsed.Bad<>("choose a smaller one");
    }
    return new Parsed.Good<>(value.setScale(0, RoundingMode.HALF_UP).longValue());
  }
}
