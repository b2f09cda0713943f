package meridian.control;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A duration on the command line: `90s`, `30m`, `1h30m`, `24h`, `7d`; above 0.
final class DurationArgument implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      String iso = text.endsWith("d") ? "P" + text : "PT" + text;
      Duration duration = Duration.parse(iso.toUpperCase(Locale.ROOT));
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException wrong) {
      // told below
    }
    throw new TypeConversionException(
        "expected a duration above 0 such as 90s, 30m, 24h or 7d, found '" + text + "'");
  }
}
