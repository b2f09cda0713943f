package meridian.control.config;

import java.time.Duration;
import java.util.Optional;
import meridian.scenario.Span;

/// The two fields that say when something of a scenario holds.
final class SpanFields {
  static final Field<Duration> FROM =
      Field.of("from", Units.duration("0s", "3650d"), "0s", "When it begins.");
  static final Field<Optional<Duration>> UNTIL =
      Field.optional(
          "until",
          Units.duration("1ms", "3650d"),
          "When it ends; with the scenario when left out.");

  private SpanFields() {}

  /// Refuses an end that is not after the beginning.
  static void check(Section in) {
    Optional<Duration> until = in.get(UNTIL);
    if (until.isPresent() && until.get().compareTo(in.get(FROM)) <= 0) {
      in.refuse(
          UNTIL,
          "expected later than from (%s), found %s; raise it"
              .formatted(Units.text(in.get(FROM)), Units.text(until.get())));
    }
  }

  static Span of(Section in) {
    return new Span(in.get(FROM), in.get(UNTIL).orElse(Span.END));
  }
}
