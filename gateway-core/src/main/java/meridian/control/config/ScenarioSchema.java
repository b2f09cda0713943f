package meridian.control.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import meridian.control.config.ScalarKind.Parsed;
import meridian.scenario.Expectation;
import meridian.scenario.Incident;
import meridian.scenario.Scenario;
import meridian.scenario.Setup;
import meridian.scenario.Step;
import meridian.scenario.StopCondition;
import meridian.scenario.Traffic;

/// A scenario as one table of fields, and what they must satisfy together.
final class ScenarioSchema {
  private static final Field<String> TITLE =
      Field.required(
          "title",
          Kinds.text(
              "1 to 80 characters on one line",
              Pattern.compile("[^\\p{Cntrl}]{1,80}"),
              "shorten it"),
          "What people call it, in a list.");
  private static final Field<String> DESCRIPTION =
      Field.required(
          "description",
          Kinds.text("1 to 4000 characters", Pattern.compile("(?s).{1,4000}"), "say what it shows"),
          "What it shows, and why that matters.");
  private static final Field<String> CONFIG =
      Field.of(
          "config",
          Kinds.text(
              "the name of a sample configuration such as prism-mumbai",
              Pattern.compile("[a-z0-9][a-z0-9-]{0,63}"),
              "write it without folder and ending"),
          "prism-mumbai",
          "The gateway it runs on.");
  private static final Field<List<String>> SETS =
      Field.of(
          "set",
          new ListOf<>(Kinds.pathAndValue(), 0, 100),
          "[]",
          "Fields of that configuration that differ here, as for --set.");
  private static final Field<Instant> START =
      Field.of(
          "start",
          moment(),
          Scenario.MONDAY.toString(),
          "The moment it begins, in its own world: what hour of the day it is where.");
  private static final Field<Duration> DURATION =
      Field.required("duration", Units.duration("1s", "3650d"), "How long it lasts.");
  private static final Field<List<Traffic>> TRAFFIC =
      Field.required("traffic", new ListOf<>(TrafficFields.GROUP, 1, 50), "Who asks what, when.");
  private static final Field<List<List<Incident>>> FAULTS =
      Field.of(
          "faults",
          new ListOf<>(FaultFields.GROUP, 0, 1_000),
          "[]",
          "What goes wrong, when, for how long; faults may overlap.");
  private static final Field<List<Step>> ACTIONS =
      Field.of(
          "actions", new ListOf<>(ActionFields.GROUP, 0, 1_000), "[]", "What the operator does.");
  private static final Field<List<Expectation>> STEADY =
      Field.of(
          "steadyState",
          new ListOf<>(JudgementFields.EXPECTATION, 0, 100),
          "[]",
          "What is true before anything goes wrong; when it is not, the run shows nothing.");
  private static final Field<List<Expectation>> HYPOTHESIS =
      Field.of(
          "hypothesis",
          new ListOf<>(JudgementFields.EXPECTATION, 0, 100),
          "[]",
          "What is true although things go wrong.");
  private static final Field<List<StopCondition>> STOP =
      Field.of("stop", new ListOf<>(JudgementFields.STOP, 0, 100), "[]", "When to give up early.");

  private ScenarioSchema() {}

  /// A scenario that has no name yet.
  @FunctionalInterface
  interface Unnamed {
    Scenario named(String name);
  }

  /// Every field.
  static final Group<Unnamed> ROOT =
      new Group<>(
          List.of(
              TITLE,
              DESCRIPTION,
              CONFIG,
              SETS,
              START,
              DURATION,
              TRAFFIC,
              FAULTS,
              ACTIONS,
              STEADY,
              HYPOTHESIS,
              STOP),
          ScenarioSchema::check,
          ScenarioSchema::scenario);

  private static void check(Section in) {
    List<String> names = in.get(TRAFFIC).stream().map(Traffic::name).toList();
    if (names.stream().distinct().count() < names.size()) {
      in.refuse(TRAFFIC, "expected a different name for each, found one twice; rename one");
    }
    Duration duration = in.get(DURATION);
    for (List<Incident> incidents : in.get(FAULTS)) {
      for (Incident incident : incidents) {
        if (incident.end().compareTo(duration) > 0) {
          in.refuse(
              FAULTS,
              "expected every fault to end within the duration (%s), found one that ends at %s;"
                      .formatted(Units.text(duration), Units.text(incident.end()))
                  + " shorten it or lengthen the scenario");
          return;
        }
      }
    }
    for (Step step : in.get(ACTIONS)) {
      if (step.at().compareTo(duration) >= 0) {
        in.refuse(
            ACTIONS,
            "expected every action within the duration (%s), found one at %s; move it"
                .formatted(Units.text(duration), Units.text(step.at())));
        return;
      }
    }
    checkSpans(in, STEADY, duration);
    checkSpans(in, HYPOTHESIS, duration);
  }

  private static void checkSpans(Section in, Field<List<Expectation>> field, Duration duration) {
    for (Expectation expectation : in.get(field)) {
      if (expectation.during().from().compareTo(duration) >= 0) {
        in.refuse(
            field,
            "expected a look within the duration (%s), found one from %s; move it"
                .formatted(Units.text(duration), Units.text(expectation.during().from())));
        return;
      }
    }
  }

  private static Unnamed scenario(Section in) {
    return name ->
        new Scenario(
            name,
            in.get(TITLE),
            in.get(DESCRIPTION).strip(),
            new Setup(in.get(CONFIG), in.get(SETS)),
            in.get(START),
            in.get(DURATION),
            in.get(TRAFFIC),
            in.get(FAULTS).stream().flatMap(List::stream).toList(),
            in.get(ACTIONS),
            in.get(STEADY),
            in.get(HYPOTHESIS),
            in.get(STOP));
  }

  private static ScalarKind<Instant> moment() {
    return ScalarKind.of(
        "a moment from 2000 to 2100 such as " + Scenario.MONDAY,
        (text, _) -> {
          Optional<Instant> parsed = parse(text);
          return parsed.isPresent()
              ? new Parsed.Good<>(parsed.get())
              : new Parsed.Bad<>("write date, T, time and Z");
        });
  }

  private static Optional<Instant> parse(String text) {
    try {
      Instant at = Instant.parse(text);
      boolean isSane =
          at.isAfter(Instant.parse("2000-01-01T00:00:00Z"))
              && at.isBefore(Instant.parse("2100-01-01T00:00:00Z"));
      return isSane ? Optional.of(at) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
