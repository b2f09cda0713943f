package meridian.control.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import meridian.scenario.Span;
import meridian.scenario.Traffic;

/// The fields of one entry of a scenario's `traffic`: what every traffic has, and one of three
/// kinds of it.
final class TrafficFields {
  private static final Pattern NAME_TEXT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  private static final Field<String> NAME =
      Field.required(
          "name",
          Kinds.text("a name of 1 to 64 of a-z, 0-9, '-' and '_'", NAME_TEXT, "use those letters"),
          "Chance is drawn by it: another name, other requests.");

  private static final OneOf<Function<Common, Traffic>> WHAT =
      new OneOf<Function<Common, Traffic>>()
          .or(
              Field.optional("generated", WorkloadFields.GROUP, "Requests that are made up."),
              plan -> common -> new Traffic.Generated(common.name(), plan, common.during()))
          .or(
              Field.optional(
                  "cron", CronFields.GROUP, "The same prompts at fixed times from fixed places."),
              cron -> cron)
          .or(
              Field.optional("replay", ReplayFields.GROUP, "Requests that were recorded."),
              replay -> replay);

  private TrafficFields() {}

  /// One entry.
  static final Group<Traffic> GROUP =
      new Group<>(
          fields(),
          in -> {
            WHAT.check(in);
            SpanFields.check(in);
          },
          in -> WHAT.of(in).apply(new Common(in.get(NAME), SpanFields.of(in))));

  /// What every traffic has.
  record Common(String name, Span during) {}

  private static List<Field<?>> fields() {
    List<Field<?>> fields = new ArrayList<>(List.of(NAME, SpanFields.FROM, SpanFields.UNTIL));
    fields.addAll(WHAT.fields());
    return fields;
  }
}
