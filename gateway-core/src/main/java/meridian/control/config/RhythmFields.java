package meridian.control.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.scenario.DayCurve;
import meridian.scenario.Rhythm;

/// The fields of how the rate of made-up requests rises and falls: by day, in bursts, by chance.
final class RhythmFields {
  private static final Field<Boolean> BY_DAY =
      Field.of(
          "awakeByDay",
          Kinds.truth(),
          "false",
          "Whether places are busy by their own sun: seven times as much at 14:00 as at 2:00"
              + " (modelled).");
  private static final Field<Map<String, List<Double>>> HOURS =
      Field.of(
          "hours",
          new MapOf<>(WorldKinds.place(), new ListOf<>(Kinds.number(0, 1_000_000), 24, 24), 1_000),
          "{}",
          "How busy places are at 0:00, 1:00 … 23:00 UTC, scaled to a mean of 1; goes before"
              + " awakeByDay.");
  private static final Field<Double> FACTOR =
      Field.required("factor", Kinds.number(0, 10_000), "The rate times this; 0 for silence.");
  private static final Field<List<String>> BURST_PLACES =
      Field.of(
          "places",
          new ListOf<>(WorldKinds.place(), 0, 1_000),
          "[]",
          "Only there; everywhere when left out.");
  private static final Field<List<Rhythm.Burst>> BURSTS =
      Field.of(
          "bursts",
          new ListOf<>(
              new Group<>(
                  List.of(SpanFields.FROM, SpanFields.UNTIL, FACTOR, BURST_PLACES),
                  SpanFields::check,
                  in -> new Rhythm.Burst(SpanFields.of(in), in.get(FACTOR), in.get(BURST_PLACES))),
              0,
              100),
          "[]",
          "Windows with another rate, counted from this traffic's beginning.");
  private static final Field<Duration> CALM =
      Field.required("calmMean", Units.duration("1s", "30d"), "Mean time between gusts.");
  private static final Field<Duration> GUST =
      Field.required("gustMean", Units.duration("1s", "30d"), "Mean length of a gust.");
  private static final Field<Optional<Rhythm.Gusts>> GUSTS =
      Field.optional(
          "gusts",
          Group.of(
              List.of(FACTOR, CALM, GUST),
              in -> new Rhythm.Gusts(in.get(FACTOR), in.get(CALM), in.get(GUST))),
          "Bursts that come by chance: a two-state Markov-modulated Poisson process.");

  private RhythmFields() {}

  /// In the order they are explained.
  static final List<Field<?>> ALL = List.of(BY_DAY, HOURS, BURSTS, GUSTS);

  /// Refuses places that are never awake.
  static void check(Section in) {
    in.get(HOURS)
        .forEach((place, hours) -> {
          if (hours.stream().allMatch(hour -> hour == 0)) {
            in.refuse(
                List.of("hours", place),
                "expected an hour above 0, found none; leave the place out of places instead");
          }
        });
  }

  /// The rhythm of the places that `in` names.
  static Rhythm of(Section in) {
    return new Rhythm(curves(in), in.get(BURSTS), in.get(GUSTS));
  }

  private static Map<String, DayCurve> curves(Section in) {
    Map<String, DayCurve> curves = new TreeMap<>();
    if (in.get(BY_DAY)) {
      for (String place : in.get(AskerFields.PLACES).keySet()) {
        curves.put(place, DayCurve.ofLongitude(in.atlas().place(place).longitude()));
      }
    }
    in.get(HOURS).forEach((place, hours) -> curves.put(place, DayCurve.scaled(hours)));
    return curves;
  }
}
