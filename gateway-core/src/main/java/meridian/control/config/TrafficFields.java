package meridian.control.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import meridian.PopId;
import meridian.ProjectId;
import meridian.scenario.DayCurve;
import meridian.scenario.PromptSizes;
import meridian.scenario.Repeats;
import meridian.scenario.Rhythm;
import meridian.scenario.Span;
import meridian.scenario.Tenant;
import meridian.scenario.TraceFormat;
import meridian.scenario.Traffic;
import meridian.scenario.WorkloadPlan;

/// The fields of one entry of a scenario's `traffic`.
final class TrafficFields {
  private static final Pattern NAME_TEXT = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final Pattern MODEL_TEXT = Pattern.compile("[\\x21-\\x7E]{1,128}");

  private static final Field<String> NAME =
      Field.required(
          "name",
          Kinds.text("a name of 1 to 64 of a-z, 0-9, '-' and '_'", NAME_TEXT, "use those letters"),
          "Chance is drawn by it: another name, other requests.");
  private static final Field<Duration> FROM =
      Field.of("from", Units.duration("0s", "3650d"), "0s", "When it begins.");
  private static final Field<Optional<Duration>> UNTIL =
      Field.optional(
          "until",
          Units.duration("1ms", "3650d"),
          "When it ends; with the scenario when left out.");

  private static final Field<Double> RATE =
      Field.required(
          "requestsPerSecond",
          Kinds.number(0.000_01, 1_000_000),
          "Rate of a Poisson process, over all places; day curves have a mean of 1.");
  private static final Field<Map<String, Double>> PLACES =
      Field.of(
          "places",
          new PlaceShares(new MapOf<>(WorldKinds.place(), weight(), 1_000)),
          "default",
          "Where clients sit: relative weights by place, or default (the 42 default cities"
              + " alike).");
  private static final Field<Integer> KEYS =
      Field.of("keys", Kinds.count(1, 100), "1", "How many keys the project uses, alike.");
  private static final Field<Double> PROJECT_SHARE =
      Field.of("share", weight(), "1", "Relative weight of the project.");
  private static final Field<Map<ProjectId, Asking>> PROJECTS =
      Field.of(
          "projects",
          new MapOf<>(
              WorldKinds.project(),
              Group.of(
                  List.of(PROJECT_SHARE, KEYS),
                  in -> new Asking(in.get(PROJECT_SHARE), in.get(KEYS))),
              WorkloadPlan.MAX_TENANTS),
          "{demo: {}}",
          "Who asks.");
  private static final Field<Map<String, Double>> MODELS =
      Field.of(
          "models",
          new MapOf<>(model(), weight(), 100),
          "{gpt-4o-mini: 1}",
          "Which models new prompts go to: relative weights.");
  private static final Field<Double> STREAMS =
      Field.of("streams", Kinds.number(0, 1), "0.5", "Share of requests that ask for a stream.");

  private static final Field<Double> REPEAT_SHARE =
      Field.of(
          "share",
          Kinds.number(0, 1),
          "0.01",
          "Share of requests that repeat an earlier prompt of their project exactly (Mooncake:"
              + " 0.0098; the article claims 0.05 to 0.15).");
  private static final Field<Double> EXPONENT =
      Field.of(
          "exponent",
          Kinds.number(0, 3),
          "1",
          "Zipf's law: the k-th remembered prompt in proportion to 1/k^exponent.");
  private static final Field<Double> RECENT_SHARE =
      Field.of(
          "recentShare",
          Kinds.number(0, 1),
          "0",
          "Share of repeats that choose evenly among prompts first asked recently (Mooncake: 0.43"
              + " within 60 s).");
  private static final Field<Duration> RECENT_WINDOW =
      Field.of("recentWindow", Units.duration("1ms", "30d"), "60s", "What recent means.");
  private static final Field<Double> BORROWED =
      Field.of(
          "borrowedShare",
          Kinds.number(0, 1),
          "0",
          "Share of a project's new prompts that are another project's, word for word.");
  private static final Field<Double> REWORDED =
      Field.of(
          "rewordedShare",
          Kinds.number(0, 1),
          "0",
          "Share of a project's new prompts that are an earlier one of its own in other words.");
  private static final Field<Repeats> REPEATS =
      Field.of(
          "repeats",
          Group.of(
              List.of(REPEAT_SHARE, EXPONENT, RECENT_SHARE, RECENT_WINDOW, BORROWED, REWORDED),
              in ->
                  new Repeats(
                      in.get(REPEAT_SHARE),
                      in.get(EXPONENT),
                      in.get(RECENT_SHARE),
                      in.get(RECENT_WINDOW),
                      in.get(BORROWED),
                      in.get(REWORDED))),
          "{}",
          "How often prompts come again, and which.");

  private static final Field<Integer> MEDIAN =
      Field.of(
          "medianTokens",
          Kinds.count(10, 4_000),
          "100",
          "Median length of prompts, lognormal (Azure chat trace: 1020; 100 is light).");
  private static final Field<Double> SIGMA =
      Field.of(
          "sigma",
          Kinds.number(0, 2),
          "0.84",
          "Spread of the logarithm (Azure chat trace: p95 four times the median).");
  private static final Field<Integer> MAX_TOKENS =
      Field.of("maxTokens", Kinds.count(10, 100_000), "8000", "No prompt is longer.");
  private static final Field<PromptSizes> PROMPTS =
      Field.of(
          "prompts",
          Group.of(
              List.of(MEDIAN, SIGMA, MAX_TOKENS),
              in -> new PromptSizes(in.get(MEDIAN), in.get(SIGMA), in.get(MAX_TOKENS))),
          "{}",
          "How long prompts are; how long answers are, the provider decides.");

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
                  List.of(FROM, UNTIL, FACTOR, BURST_PLACES),
                  TrafficFields::checkSpan,
                  in -> new Rhythm.Burst(span(in), in.get(FACTOR), in.get(BURST_PLACES))),
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

  private static final Field<ProjectId> CRON_PROJECT =
      Field.of("project", WorldKinds.project(), "demo", "Whose, under its first key.");
  private static final Field<List<String>> CRON_PLACES =
      Field.required(
          "places", new ListOf<>(WorldKinds.place(), 1, 1_000), "From where, all at once.");
  private static final Field<Duration> EVERY =
      Field.required("every", Units.duration("1s", "30d"), "From one time to the next.");
  private static final Field<Integer> COUNT =
      Field.of("count", Kinds.count(1, 1_000), "1", "How many different prompts each time.");
  private static final Field<String> MODEL =
      Field.of("model", model(), "gpt-4o-mini", "The model to ask for.");
  private static final Field<Boolean> STREAMED =
      Field.of("stream", Kinds.truth(), "false", "Whether they ask for a stream.");

  private static final Field<String> FILE =
      Field.required(
          "file",
          Kinds.text("the path of a file", Pattern.compile("[^\\p{Cntrl}]{1,500}"), "write it"),
          "The recorded trace, relative to the scenario.");
  private static final Field<TraceFormat> FORMAT =
      Field.required(
          "format",
          Kinds.choice(TraceFormat.class),
          "azure_llm: TIMESTAMP,ContextTokens,GeneratedTokens. mooncake: JSON lines with hash_ids;"
              + " equal ones are equal prompts. jsonl and csv: at (seconds), place, project, key,"
              + " model, stream, prompt or body.");
  private static final Field<Double> SPEED =
      Field.of("speed", Kinds.number(0.001, 10_000), "1", "How much faster than recorded.");

  private static final OneOf<Function<Common, Traffic>> WHAT =
      new OneOf<Function<Common, Traffic>>()
          .or(
              generated(),
              plan -> common -> new Traffic.Generated(common.name(), plan, common.during()))
          .or(cron(), cron -> cron)
          .or(replay(), replay -> replay);

  private TrafficFields() {}

  /// One entry.
  static final Group<Traffic> GROUP =
      new Group<>(
          fields(),
          in -> {
            WHAT.check(in);
            checkSpan(in);
          },
          in -> WHAT.of(in).apply(new Common(in.get(NAME), span(in))));

  /// What every traffic has.
  private record Common(String name, Span during) {}

  /// How much of the traffic a project sends, and under how many keys.
  private record Asking(double share, int keys) {}

  private static List<Field<?>> fields() {
    List<Field<?>> fields = new ArrayList<>(List.of(NAME, FROM, UNTIL));
    fields.addAll(WHAT.fields());
    return fields;
  }

  private static Field<Optional<WorkloadPlan>> generated() {
    return Field.optional(
        "generated",
        new Group<>(
            List.of(
                RATE, PLACES, PROJECTS, MODELS, REPEATS, STREAMS, PROMPTS, BY_DAY, HOURS, BURSTS,
                GUSTS),
            TrafficFields::checkShares,
            in ->
                new WorkloadPlan(
                    in.get(RATE),
                    in.get(PLACES),
                    tenants(in),
                    in.get(MODELS),
                    in.get(REPEATS),
                    in.get(STREAMS),
                    in.get(PROMPTS),
                    new Rhythm(curves(in), in.get(BURSTS), in.get(GUSTS)))),
        "Requests that are made up.");
  }

  private static Field<Optional<Function<Common, Traffic>>> cron() {
    return Field.optional(
        "cron",
        Group.of(
            List.of(CRON_PROJECT, CRON_PLACES, EVERY, COUNT, MODEL, PROMPTS, STREAMED),
            in ->
                common ->
                    new Traffic.Cron(
                        common.name(),
                        new Tenant(in.get(CRON_PROJECT), 0),
                        in.get(CRON_PLACES),
                        in.get(EVERY),
                        in.get(COUNT),
                        in.get(MODEL),
                        in.get(PROMPTS),
                        in.get(STREAMED),
                        common.during())),
        "The same prompts at fixed times from fixed places.");
  }

  private static Field<Optional<Function<Common, Traffic>>> replay() {
    return Field.optional(
        "replay",
        new Group<>(
            List.of(FILE, FORMAT, SPEED, PLACES, PROJECTS, MODEL, STREAMS, MAX_TOKENS),
            in -> {
              refuseWeightless(in, PLACES, in.get(PLACES));
              refuseWeightless(in, PROJECTS, tenants(in));
            },
            in ->
                common ->
                    new Traffic.Replay(
                        common.name(),
                        in.get(FILE),
                        in.get(FORMAT),
                        in.get(SPEED),
                        in.get(PLACES),
                        tenants(in),
                        in.get(MODEL),
                        in.get(STREAMS),
                        in.get(MAX_TOKENS),
                        common.during())),
        "Requests that were recorded.");
  }

  private static void checkShares(Section in) {
    refuseWeightless(in, PLACES, in.get(PLACES));
    refuseWeightless(in, PROJECTS, tenants(in));
    refuseWeightless(in, MODELS, in.get(MODELS));
    in.get(HOURS)
        .forEach((place, hours) -> {
          if (hours.stream().allMatch(hour -> hour == 0)) {
            in.refuse(
                List.of("hours", place),
                "expected an hour above 0, found none; leave the place out of places instead");
          }
        });
    if (tenants(in).size() > WorkloadPlan.MAX_TENANTS) {
      in.refuse(
          PROJECTS,
          "expected at most %d keys in all, found %d; use fewer"
              .formatted(WorkloadPlan.MAX_TENANTS, tenants(in).size()));
    }
  }

  private static void refuseWeightless(Section in, Field<?> field, Map<?, Double> shares) {
    if (shares.values().stream().noneMatch(share -> share > 0)) {
      in.refuse(field, "expected a weight above 0, found none; add one");
    }
  }

  private static void checkSpan(Section in) {
    Optional<Duration> until = in.get(UNTIL);
    if (until.isPresent() && until.get().compareTo(in.get(FROM)) <= 0) {
      in.refuse(
          UNTIL,
          "expected later than from (%s), found %s; raise it"
              .formatted(Units.text(in.get(FROM)), Units.text(until.get())));
    }
  }

  private static Span span(Section in) {
    return new Span(in.get(FROM), in.get(UNTIL).orElse(Span.END));
  }

  private static Map<Tenant, Double> tenants(Section in) {
    Map<Tenant, Double> shares = new LinkedHashMap<>();
    in.get(PROJECTS)
        .forEach((project, asking) -> {
          for (int key = 0; key < asking.keys(); key++) {
            shares.put(new Tenant(project, key), asking.share() / asking.keys());
          }
        });
    return shares;
  }

  private static Map<String, DayCurve> curves(Section in) {
    Map<String, DayCurve> curves = new TreeMap<>();
    if (in.get(BY_DAY)) {
      for (String place : in.get(PLACES).keySet()) {
        curves.put(place, DayCurve.ofLongitude(in.atlas().place(place).longitude()));
      }
    }
    in.get(HOURS).forEach((place, hours) -> curves.put(place, DayCurve.scaled(hours)));
    return curves;
  }

  private static ScalarKind<Double> weight() {
    return Kinds.number(0, 1_000_000);
  }

  private static ScalarKind<String> model() {
    return Kinds.text(
        "a model's name of 1 to 128 visible ASCII characters",
        MODEL_TEXT,
        "write it as clients do");
  }

  /// Weights by place, or `default`.
  private record PlaceShares(MapOf<String, Double> map) implements Kind<Map<String, Double>> {
    @Override
    public Optional<Map<String, Double>> read(Node node, Reading reading) {
      if (node instanceof Node.Scalar scalar && scalar.text().equals("default")) {
        Map<String, Double> alike = new TreeMap<>();
        for (PopId pop : reading.atlas().defaultPops()) {
          alike.put(pop.code(), 1.0);
        }
        return Optional.of(alike);
      }
      return map.read(node, reading);
    }

    @Override
    public String words() {
      return map.words() + "; or default";
    }
  }
}
