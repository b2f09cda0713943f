package meridian.control.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import meridian.scenario.Fault;
import meridian.scenario.Incident;
import meridian.scenario.Reach;

/// The fields of one entry of a scenario's `faults`: when, for how long, and what.
final class FaultFields {
  private static final Pattern NODE = Pattern.compile("pop:[A-Z]{3}|origin:[a-z0-9-]{2,40}");
  private static final Pattern TARGET = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}/[a-z0-9-]{2,40}");

  private static final Field<Duration> AT =
      Field.required(
          "at", Units.duration("0s", "3650d"), "From the scenario's start until it begins.");
  private static final Field<Optional<Duration>> FOR =
      Field.optional(
          "for",
          Units.duration("1ms", "3650d"),
          "How long it holds; left out for coldStart and keyTableEviction, which are moments.");

  private static final Field<String> FROM =
      Field.required("from", WorldKinds.place(), "Place where messages leave.");
  private static final Field<String> TO =
      Field.required("to", WorldKinds.place(), "Place where they arrive.");
  private static final Field<Boolean> BOTH =
      Field.of(
          "both",
          Kinds.truth(),
          "false",
          "Whether the other direction has the same fault, as a second one.");
  private static final Field<Duration> EXTRA =
      Field.required("extra", Units.duration("1us", "1h"), "Added to each one-way trip.");
  private static final Field<Duration> MEAN =
      Field.required(
          "mean", Units.duration("1us", "1h"), "Mean of an exponential delay of each trip.");
  private static final Field<Double> LOSS =
      Field.required(
          "loss",
          Kinds.number(0.000_001, 0.999),
          "Probability that a TCP segment is lost and has to be sent again.");

  private static final Field<Reach> REACH =
      Field.of(
          "at",
          new ReachKind(new ListOf<>(WorldKinds.place(), 1, 256)),
          "everywhere",
          "Places where it holds.");
  private static final Field<Duration> LAG =
      Field.required(
          "lag",
          Units.duration("1ms", "30d"),
          "A write is seen no earlier than this after it, or with the fault's end.");
  private static final Field<Double> READS =
      Field.of("reads", Kinds.number(0, 1), "0", "Share of reads that fail.");
  private static final Field<Double> WRITES =
      Field.of("writes", Kinds.number(0, 1), "0", "Share of writes that fail.");

  private static final Field<String> PROVIDER =
      Field.required(
          "target",
          Kinds.text("a provider and its region, such as openai/us-east-1", TARGET, "write both"),
          "Which provider, where.");
  private static final Field<Double> FACTOR =
      Field.required(
          "factor",
          Kinds.number(1.01, 10_000),
          "How many times slower first and later tokens come.");
  private static final Field<Double> SHARE =
      Field.of("share", Kinds.number(0.000_001, 1), "1", "Share of its calls.");
  private static final Field<Duration> RETRY_AFTER =
      Field.of("retryAfter", Units.duration("0s", "1h"), "1s", "What its Retry-After says.");

  private static final Field<String> DRIFTER = Field.required("node", node(), "Whose clock.");
  private static final Field<Duration> AHEAD =
      Field.of("ahead", Units.duration("0s", "1d"), "0s", "How far ahead of the world it jumps.");
  private static final Field<Duration> BEHIND =
      Field.of("behind", Units.duration("0s", "1d"), "0s", "How far behind the world it stays.");
  private static final Field<Double> PPM =
      Field.of(
          "ppm",
          Kinds.number(-10_000, 10_000),
          "0",
          "How much faster than the world it then runs, in millionths; cheap quartz is within"
              + " 100.");

  private static final Field<String> OVERLOADED =
      Field.required("node", node(), "Which origin, such as origin:ap-south-1.");
  private static final Field<Duration> SERVICE =
      Field.of("extra", Units.duration("0s", "1h"), "0s", "Extra service time of every request.");
  private static final Field<Integer> CONCURRENCY =
      Field.of(
          "concurrency",
          Kinds.count(1, 1_000_000),
          "1000",
          "Requests that it works on at once; the others wait.");

  private static final OneOf<List<Fault>> WHAT =
      new OneOf<List<Fault>>()
          .or(
              link("linkDelay", EXTRA, Fault.LinkDelayed::new, "Messages take longer, one way."),
              both -> both)
          .or(
              link("linkJitter", MEAN, Fault.LinkJittery::new, "Messages take longer by chance."),
              both -> both)
          .or(
              link("linkLoss", LOSS, Fault.LinkLossy::new, "Segments are lost and sent again."),
              both -> both)
          .or(cut(), both -> both)
          .or(
              Field.optional(
                  "crash",
                  node(),
                  "A node crashes: its memory is lost, what is durable stays; the end is the"
                      + " restart."),
              node -> List.of(new Fault.NodeCrashed(node)))
          .or(
              group(
                  "kvLag",
                  List.of(REACH, LAG),
                  in -> new Fault.KvLagging(in.get(REACH), in.get(LAG)),
                  "Writes take long to be seen."),
              FaultFields::alone)
          .or(kvErrors(), FaultFields::alone)
          .or(
              group(
                  "kvDead",
                  List.of(REACH),
                  in -> new Fault.KvDead(in.get(REACH)),
                  "The KV answers nothing."),
              FaultFields::alone)
          .or(
              group(
                  "providerSlow",
                  List.of(PROVIDER, FACTOR),
                  in -> new Fault.ProviderSlow(in.get(PROVIDER), in.get(FACTOR)),
                  "A provider is slow."),
              FaultFields::alone)
          .or(
              group(
                  "providerRateLimited",
                  List.of(PROVIDER, SHARE, RETRY_AFTER),
                  in ->
                      new Fault.ProviderRateLimited(
                          in.get(PROVIDER), in.get(SHARE), in.get(RETRY_AFTER)),
                  "A provider answers 429."),
              FaultFields::alone)
          .or(
              share("providerErrors", Fault.ProviderFailing::new, "A provider answers 503."),
              FaultFields::alone)
          .or(
              Field.optional(
                  "providerRegionOut",
                  WorldKinds.region(),
                  "No provider in this cloud region can be reached."),
              region -> List.of(new Fault.ProviderRegionOut(region.name())))
          .or(
              share("providerHangs", Fault.ProviderHanging::new, "A provider never answers."),
              FaultFields::alone)
          .or(
              share(
                  "providerTruncates",
                  Fault.ProviderTruncating::new,
                  "A provider breaks off in the middle."),
              FaultFields::alone)
          .or(
              Field.optional("coldStart", WorldKinds.pop(), "The next request there starts cold."),
              pop -> List.of(new Fault.ColdStart(pop)))
          .or(
              Field.optional(
                  "keyTableEviction", WorldKinds.pop(), "A point of presence forgets its keys."),
              pop -> List.of(new Fault.KeyTableEvicted(pop)))
          .or(
              Field.optional(
                  "fingerprintSkew",
                  WorldKinds.pop(),
                  "A point of presence computes other fingerprints than the origin."),
              pop -> List.of(new Fault.FingerprintSkewed(pop)))
          .or(clockDrift(), FaultFields::alone)
          .or(
              group(
                  "originOverload",
                  List.of(OVERLOADED, SERVICE, CONCURRENCY),
                  in ->
                      new Fault.OriginOverloaded(
                          in.get(OVERLOADED), in.get(SERVICE), in.get(CONCURRENCY)),
                  "An origin works on few requests at once, and slowly."),
              FaultFields::alone);

  private FaultFields() {}

  /// One entry; a fault of both directions makes two incidents.
  static final Group<List<Incident>> GROUP =
      new Group<>(fields(), FaultFields::check, FaultFields::incidents);

  private static List<Field<?>> fields() {
    List<Field<?>> fields = new java.util.ArrayList<>(List.of(AT, FOR));
    fields.addAll(WHAT.fields());
    return fields;
  }

  private static void check(Section in) {
    if (!WHAT.check(in)) {
      return;
    }
    boolean isMomentary = WHAT.of(in).getFirst().isMomentary();
    if (isMomentary && in.get(FOR).isPresent()) {
      in.refuse(FOR, "expected nothing, for this fault is a moment, found a duration; remove it");
    } else if (!isMomentary && in.get(FOR).isEmpty()) {
      in.refuse(
          FOR, "expected %s, found nothing; add the field 'for'".formatted(FOR.kind().words()));
    }
  }

  private static List<Incident> incidents(Section in) {
    Duration lasting = in.get(FOR).orElse(Duration.ZERO);
    return WHAT.of(in).stream().map(fault -> new Incident(fault, in.get(AT), lasting)).toList();
  }

  private static List<Fault> alone(Fault fault) {
    return List.of(fault);
  }

  private static ScalarKind<String> node() {
    return Kinds.text(
        "a node such as pop:SIN or origin:ap-south-1", NODE, "write kind and name with ':'");
  }

  private static <T extends Fault> Field<Optional<T>> group(
      String name, List<Field<?>> fields, java.util.function.Function<Section, T> of, String what) {
    return Field.optional(name, Group.of(fields, of), what);
  }

  private static Field<Optional<Fault>> share(
      String name, BiFunction<String, Double, Fault> of, String what) {
    return group(
        name, List.of(PROVIDER, SHARE), in -> of.apply(in.get(PROVIDER), in.get(SHARE)), what);
  }

  /// What a link fault is made from.
  @FunctionalInterface
  private interface LinkFault<V> {
    Fault of(String from, String to, V value);
  }

  private static <V> Field<Optional<List<Fault>>> link(
      String name, Field<V> value, LinkFault<V> of, String what) {
    return Field.optional(
        name,
        Group.of(
            List.of(FROM, TO, BOTH, value),
            in -> {
              Fault there = of.of(in.get(FROM), in.get(TO), in.get(value));
              return in.get(BOTH)
                  ? List.of(there, of.of(in.get(TO), in.get(FROM), in.get(value)))
                  : List.of(there);
            }),
        what);
  }

  private static Field<Optional<List<Fault>>> cut() {
    return Field.optional(
        "linkCut",
        Group.of(
            List.of(FROM, TO, BOTH),
            in -> {
              Fault there = new Fault.LinkCut(in.get(FROM), in.get(TO));
              return in.get(BOTH)
                  ? List.of(there, new Fault.LinkCut(in.get(TO), in.get(FROM)))
                  : List.of(there);
            }),
        "Nothing gets through, and nobody is told.");
  }

  private static Field<Optional<Fault.KvFailing>> kvErrors() {
    return Field.optional(
        "kvErrors",
        new Group<>(
            List.of(REACH, READS, WRITES),
            in -> {
              if (in.get(READS) + in.get(WRITES) == 0) {
                in.refuse(READS, "expected reads or writes above 0, found neither; raise one");
              }
            },
            in -> new Fault.KvFailing(in.get(REACH), in.get(READS), in.get(WRITES))),
        "A share of the KV's reads and writes fails.");
  }

  private static Field<Optional<Fault.ClockDrifting>> clockDrift() {
    return Field.optional(
        "clockDrift",
        new Group<>(
            List.of(DRIFTER, AHEAD, BEHIND, PPM),
            in -> {
              if (in.get(AHEAD).equals(in.get(BEHIND)) && in.get(PPM) == 0) {
                in.refuse(
                    AHEAD,
                    "expected a clock that is wrong, found a right one; set ahead,"
                        + " behind or ppm");
              }
            },
            in ->
                new Fault.ClockDrifting(
                    in.get(DRIFTER), in.get(AHEAD).minus(in.get(BEHIND)), in.get(PPM))),
        "A node's clock is wrong.");
  }

  /// Some places, or `everywhere`.
  private record ReachKind(ListOf<String> list) implements Kind<Reach> {
    @Override
    public Optional<Reach> read(Node node, Reading reading) {
      if (node instanceof Node.Scalar scalar && scalar.text().equals("everywhere")) {
        return Optional.of(Reach.EVERYWHERE);
      }
      return list.read(node, reading).map(Reach::new);
    }

    @Override
    public String words() {
      return list.words() + "; or everywhere";
    }
  }
}
