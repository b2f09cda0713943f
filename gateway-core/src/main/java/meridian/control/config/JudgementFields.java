package meridian.control.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meridian.PopId;
import meridian.ProjectId;
import meridian.control.config.ScalarKind.Parsed;
import meridian.scenario.Bound;
import meridian.scenario.Expectation;
import meridian.scenario.Measure;
import meridian.scenario.Slice;
import meridian.scenario.Span;
import meridian.scenario.StopCondition;
import meridian.telemetry.AlarmRule;

/// The fields of a scenario's expectations (`steadyState`, `hypothesis`) and of its `stop`
/// conditions.
final class JudgementFields {
  private static final Field<Optional<Measure>> MEASURE =
      Field.optional(
          "measure",
          Kinds.choice(Measure.class),
          "What is measured. availability: answered by right, a 5xx is not. hit_rate: hits / (hits"
              + " + misses). first_token and total: seconds until then. staleness: age past the"
              + " soft TTL. answers_after_revocation: later than lease and bound allow."
              + " bookings_lost: requests whose booking a promotion lost. overspent: dollars spent"
              + " beyond balances.");
  private static final Field<Optional<AlarmRule>> ALARM_NAME =
      Field.optional(
          "alarm",
          Kinds.choice(AlarmRule.class),
          "An alarm that is raised at some time, or stays silent; docs/simulation.md says when.");
  private static final Field<Boolean> RAISED =
      Field.of("raised", Kinds.truth(), "true", "Whether the alarm has to be raised.");
  private static final Field<Optional<Amount>> AT_LEAST =
      Field.optional("atLeast", amount(), "The measure is this or more.");
  private static final Field<Optional<Amount>> AT_MOST =
      Field.optional("atMost", amount(), "The measure is this or less.");
  private static final Field<Duration> FROM =
      Field.of(
          "from",
          Units.duration("0s", "3650d"),
          "0s",
          "From the scenario's start: looked at since.");
  private static final Field<Optional<Duration>> UNTIL =
      Field.optional(
          "until", Units.duration("1ms", "3650d"), "Looked at until; the end when left out.");
  private static final Field<Optional<List<PopId>>> POPS =
      Field.optional(
          "pops",
          new ListOf<>(WorldKinds.pop(), 1, 256),
          "Only requests that these points of presence served.");
  private static final Field<Optional<ProjectId>> PROJECT =
      Field.optional("project", WorldKinds.project(), "Only this project's requests.");
  private static final Field<Optional<Slice.Way>> WAY =
      Field.optional(
          "way", Kinds.choice(Slice.Way.class), "Only requests that were answered this way.");
  private static final Field<Duration> OVER =
      Field.of(
          "over", Units.duration("1s", "1d"), "1m", "The newest part of the run is looked at.");

  private JudgementFields() {}

  /// One expectation.
  static final Group<Expectation> EXPECTATION =
      new Group<>(
          List.of(MEASURE, ALARM_NAME, RAISED, AT_LEAST, AT_MOST, FROM, UNTIL, POPS, PROJECT, WAY),
          JudgementFields::check,
          JudgementFields::expectation);

  /// One stop condition.
  static final Group<StopCondition> STOP =
      new Group<>(
          List.of(MEASURE, AT_LEAST, AT_MOST, OVER),
          JudgementFields::checkFigure,
          in -> new StopCondition(in.get(MEASURE).orElseThrow(), bound(in), in.get(OVER)));

  /// A figure with the unit that it was written in.
  ///
  /// @param value in the measure's unit
  /// @param units which measures it may be compared with
  private record Amount(double value, List<Measure.Unit> units) {}

  private static void check(Section in) {
    Optional<Duration> until = in.get(UNTIL);
    if (until.isPresent() && until.get().compareTo(in.get(FROM)) <= 0) {
      in.refuse(
          UNTIL,
          "expected later than from (%s), found %s; raise it"
              .formatted(Units.text(in.get(FROM)), Units.text(until.get())));
    }
    if (in.get(ALARM_NAME).isEmpty()) {
      checkFigure(in);
      in.get(MEASURE)
          .filter(measure -> !measure.isOfRequests())
          .ifPresent(
              measure -> List.of(POPS, WAY).forEach(field -> refuseBeside(measure, in, field)));
    } else if (in.get(MEASURE).isPresent()) {
      in.refuse(ALARM_NAME, "expected measure or alarm, found both; write two list items");
    } else {
      List.of(AT_LEAST, AT_MOST, POPS, PROJECT, WAY).forEach(field -> refuseBesideAlarm(in, field));
    }
  }

  private static void refuseBesideAlarm(Section in, Field<? extends Optional<?>> field) {
    if (in.get(field).isPresent()) {
      in.refuse(field, "expected raised, from and until beside alarm, found more; remove it");
    }
  }

  private static void refuseBeside(
      Measure measure, Section in, Field<? extends Optional<?>> field) {
    if (in.get(field).isPresent()) {
      in.refuse(
          field,
          "expected none for %s, which belongs to no point of presence, found one; remove it"
              .formatted(measure.label()));
    }
  }

  private static void checkFigure(Section in) {
    if (in.get(MEASURE).isEmpty()) {
      in.refuse(MEASURE, "expected a measure, found none; add the field 'measure'");
      return;
    }
    if (in.get(AT_LEAST).isPresent() == in.get(AT_MOST).isPresent()) {
      in.refuse(
          AT_LEAST,
          "expected one of atLeast and atMost, found %s; write one"
              .formatted(in.get(AT_LEAST).isPresent() ? "both" : "neither"));
      return;
    }
    Measure measure = in.get(MEASURE).get();
    Field<Optional<Amount>> bound = in.get(AT_LEAST).isPresent() ? AT_LEAST : AT_MOST;
    if (!in.get(bound).orElseThrow().units().contains(measure.unit())) {
      in.refuse(
          bound,
          "expected %s for %s, found another unit; write it so"
              .formatted(example(measure.unit()), measure.label()));
    }
  }

  private static String example(Measure.Unit unit) {
    return switch (unit) {
      case SHARE -> "a share such as 99.5%";
      case SECONDS -> "a duration such as 250ms";
      case COUNT, RATIO -> "a number such as 0";
      case DOLLARS -> "dollars such as $0";
    };
  }

  private static Expectation expectation(Section in) {
    Span during = new Span(in.get(FROM), in.get(UNTIL).orElse(Span.END));
    if (in.get(ALARM_NAME).isPresent()) {
      return new Expectation.Alarm(in.get(ALARM_NAME).get().label(), in.get(RAISED), during);
    }
    Slice slice = new Slice(in.get(POPS).orElse(List.of()), in.get(PROJECT), in.get(WAY));
    return new Expectation.Figure(in.get(MEASURE).orElseThrow(), bound(in), during, slice);
  }

  private static Bound bound(Section in) {
    return in.get(AT_LEAST)
        .<Bound>map(least -> new Bound.AtLeast(least.value()))
        .orElseGet(() -> new Bound.AtMost(in.get(AT_MOST).orElseThrow().value()));
  }

  private static ScalarKind<Amount> amount() {
    ScalarKind<Double> number = Kinds.number(0, 1e12);
    ScalarKind<Duration> duration = Units.duration("0s", "3650d");
    return ScalarKind.of(
        "an amount in the measure's unit: 99.5%, 250ms, $3 or a plain number",
        (text, reading) -> {
          if (text.endsWith("%")) {
            return good(
                number.parse().apply(text.substring(0, text.length() - 1).strip(), reading),
                0.01,
                List.of(Measure.Unit.SHARE));
          }
          if (text.startsWith("$")) {
            return good(
                number.parse().apply(text.substring(1), reading), 1, List.of(Measure.Unit.DOLLARS));
          }
          if (duration.parse().apply(text, reading) instanceof Parsed.Good<Duration> good) {
            return new Parsed.Good<>(
                new Amount(good.value().toNanos() / 1e9, List.of(Measure.Unit.SECONDS)));
          }
          return good(
              number.parse().apply(text, reading),
              1,
              List.of(Measure.Unit.COUNT, Measure.Unit.RATIO));
        });
  }

  private static Parsed<Amount> good(
      Parsed<Double> number, double factor, List<Measure.Unit> units) {
    return switch (number) {
      case Parsed.Good<Double> good -> new Parsed.Good<>(new Amount(good.value() * factor, units));
      case Parsed.Bad<Double> _ -> new Parsed.Bad<>("write a number with its unit");
    };
  }
}
