package meridian.control;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import meridian.atlas.Atlas;
import meridian.control.Gateways.CannotStart;
import meridian.control.config.GatewayConfig;
import meridian.control.config.ScenarioReader;
import meridian.scenario.Scenario;
import meridian.time.Dice;

/// A scenario drawn from a seed: tenants with and without zone, balance and shared scope; places,
/// rates and repeats; overlapping and swizzled faults of every kind; an operator's actions. It is
/// text, as a scenario's file is, so that what a campaign finds can be played again.
///
/// @param seed of what was drawn, and of the run
/// @param sets fields of the configuration that differ
/// @param pops codes of the points of presence
/// @param seconds how long it lasts, 20 to 120
/// @param rate requests per second
/// @param traffic further fields of the traffic, one a line
/// @param faults one a line
/// @param actions one a line
record RandomStory(
    long seed,
    List<String> sets,
    List<String> pops,
    int seconds,
    double rate,
    List<String> traffic,
    List<String> faults,
    List<String> actions) {
  private static final List<String> PLACES =
      List.of("SIN", "FRA", "IAD", "GRU", "SYD", "NRT", "LHR");
  private static final List<String> TARGETS = List.of("openai/us-east-1", "anthropic/us-west-2");
  private static final String ORIGIN = "origin:ap-south-1";
  private static final List<String> PROJECTS = List.of("alpha", "beta", "gamma", "delta");
  private static final int LEAST_SECONDS = 20;
  private static final int MOST_FAULTS = 7;

  RandomStory {
    sets = List.copyOf(sets);
    pops = List.copyOf(pops);
    traffic = List.copyOf(traffic);
    faults = List.copyOf(faults);
    actions = List.copyOf(actions);
  }

  /// Draws the story of `seed`.
  ///
  /// @param pattern label of the serving pattern
  static RandomStory draw(long seed, String pattern) {
    return new Drawing(new Dice(seed).fork("campaign"), pattern).story(seed);
  }

  /// The story as a scenario's file.
  String yaml() {
    StringBuilder text = new StringBuilder(2_000);
    text.append("title: Random faults, seed ").append(seed).append('\n');
    text.append("description: Drawn by meridian campaign; play it with --seed ").append(seed);
    text.append(".\nconfig: prism-mumbai\nset:\n");
    text.append("  - pops=[").append(String.join(", ", pops)).append("]\n");
    sets.forEach(set -> text.append("  - '").append(set).append("'\n"));
    text.append("duration: ").append(seconds).append("s\n");
    text.append("traffic:\n  - name: people\n    generated:\n      requestsPerSecond: ");
    text.append(String.format(Locale.ROOT, "%.2f", rate)).append('\n');
    traffic.forEach(line -> text.append("      ").append(line).append('\n'));
    lines(text, "faults", faults);
    lines(text, "actions", actions);
    return text.toString();
  }

  private static void lines(StringBuilder text, String name, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append(name).append(":\n");
      lines.forEach(line -> text.append("  - ").append(line).append('\n'));
    }
  }

  /// The story as a scenario.
  Scenario scenario(Atlas atlas) throws CannotStart {
    Path file = Path.of("campaign-" + seed + ".yaml");
    return switch (new ScenarioReader(atlas).read(file, yaml(), List.of())) {
      case ScenarioReader.Result.Valid valid -> valid.scenario();
      case ScenarioReader.Result.Invalid invalid -> throw new CannotStart(invalid.problems());
    };
  }

  /// Plays it.
  ///
  /// @param parts is shown each part of the gateway
  RunReport play(Atlas atlas, List<String> overrides, Parts parts) throws CannotStart {
    Scenario scenario = scenario(atlas);
    GatewayConfig config = Gateways.configOf(scenario.setup(), overrides, atlas);
    return new Simulation(
            config,
            atlas,
            scenario,
            meridian.scenario.Traces.NONE,
            seed,
            meridian.time.Pace.UNBOUND,
            Simulation.Spectator.NONE,
            parts)
        .run(Long.MAX_VALUE);
  }

  /// Smaller stories to try in its place, the smallest first: without faults or actions, with less
  /// traffic.
  Stream<RandomStory> smaller() {
    List<RandomStory> all = new ArrayList<>();
    if (faults.size() > 1) {
      int half = faults.size() / 2;
      all.add(with(faults.subList(0, half), actions, rate));
      all.add(with(faults.subList(half, faults.size()), actions, rate));
    }
    if (!actions.isEmpty()) {
      all.add(with(faults, List.of(), rate));
    }
    for (int i = 0; i < faults.size(); i++) {
      all.add(with(without(faults, i), actions, rate));
    }
    for (int i = 0; i < actions.size() && actions.size() > 1; i++) {
      all.add(with(faults, without(actions, i), rate));
    }
    if (rate > 0.5) {
      all.add(with(faults, actions, rate / 2));
    }
    return all.stream();
  }

  private RandomStory with(List<String> fewerFaults, List<String> fewerActions, double newRate) {
    return new RandomStory(seed, sets, pops, seconds, newRate, traffic, fewerFaults, fewerActions);
  }

  /// The same, ending earlier: what begins after the end is left out, what lasts longer is not.
  RandomStory lasting(int newSeconds) {
    return new RandomStory(seed, sets, pops, newSeconds, rate, traffic, faults, actions);
  }

  private static List<String> without(List<String> all, int index) {
    List<String> fewer = new ArrayList<>(all);
    fewer.remove(index);
    return fewer;
  }

  /// One drawing. Confined to its caller.
  private static final class Drawing {
    private final Dice dice;
    private final String pattern;
    private final int seconds;
    private final List<String> pops = new ArrayList<>(List.of("BOM"));
    private final List<String> faults = new ArrayList<>();

    Drawing(Dice dice, String pattern) {
      this.dice = dice;
      this.pattern = pattern;
      this.seconds = LEAST_SECONDS + dice.nextInt(101);
    }

    RandomStory story(long seed) {
      for (String place : PLACES) {
        if (!pattern.equals("1") && dice.chance(0.5)) {
          pops.add(place);
        }
      }
      double rate = 2 + 8 * dice.nextDouble();
      int wanted = dice.nextInt(MOST_FAULTS + 1);
      if (dice.chance(0.15)) {
        swizzle();
      }
      while (faults.size() < wanted) {
        faults.add(fault());
      }
      List<String> actions = new ArrayList<>();
      for (int i = dice.nextInt(4); i > 0; i--) {
        actions.add(action());
      }
      return new RandomStory(seed, sets(), pops, seconds, rate, traffic(), faults, actions);
    }

    private List<String> sets() {
      List<String> sets = new ArrayList<>();
      sets.add("pattern=" + pattern);
      sets.add("kv.model=" + one(List.of("push", "push", "pull", "strong")));
      sets.add("kv.lagMedian=" + one(List.of("100ms", "2s")));
      sets.add("kv.lagBound=10s");
      sets.add("kv.cacheTtl=30s");
      sets.add("kv.admission=" + one(List.of("always", "always", "second_sighting")));
      sets.add("edge.keyTtl=30s");
      sets.add("edge.keyLease=" + one(List.of("30s", "40s", "5m")));
      sets.add("edge.requestDeadline=30s");
      sets.add("origin.providerDeadline=20s");
      sets.add("origin.ledger.reserveFor=60s");
      sets.add("projects.alpha={cache: {softTtl: 10s, hardTtl: 30s, stale: serve}}");
      sets.add(
          "projects.beta={cache: {softTtl: 8s, hardTtl: 20s, stale: refuse, scope:"
              + " \"shared:duo\"}}");
      sets.add("projects.gamma={zone: eu, cache: {softTtl: 10s, hardTtl: 1m}}");
      sets.add(
          "projects.delta={cache: {softTtl: 8s, hardTtl: 20s, scope: \"shared:duo\"}, balance: "
              + one(List.of("$0.01", "$0.05", "$5"))
              + "}");
      return sets;
    }

    private List<String> traffic() {
      return List.of(
          "places: {" + String.join(", ", places()) + "}",
          "projects: {alpha: {share: 2, keys: 2}, beta: {}, gamma: {}, delta: {}}",
          "models: {gpt-4o-mini: 3, claude-haiku-4-5: 1}",
          "repeats: {share: %.2f, recentShare: 0.6, borrowedShare: 0.3}"
              .formatted(0.3 + 0.5 * dice.nextDouble()),
          "streams: " + one(List.of("0.2", "0.6")),
          "prompts: {medianTokens: 40}");
    }

    private List<String> places() {
      List<String> shares = new ArrayList<>(List.of("BOM: 1"));
      PLACES.forEach(place -> shares.add(place + ": " + (1 + dice.nextInt(3))));
      return shares;
    }

    /// Ways are cut one after the other, and heal in another order.
    private void swizzle() {
      List<String> cut = new ArrayList<>(pops);
      for (String pop : List.copyOf(cut)) {
        if (!pop.equals("BOM")) {
          int at = dice.nextInt(seconds / 2);
          faults.add(
              "{at: %ds, for: %ds, linkCut: {from: %s, to: BOM, both: true}}"
                  .formatted(at, 1 + dice.nextInt(seconds / 2 - 1), pop));
        }
      }
    }

    private String fault() {
      int at = dice.nextInt(seconds - 2);
      int lasts = 1 + dice.nextInt(Math.min(30, seconds - at - 1));
      String when = "{at: " + at + "s, for: " + lasts + "s, ";
      String way = "from: " + one(places2()) + ", to: BOM, both: " + dice.chance(0.7);
      String pop = one(pops);
      String target = "target: " + one(TARGETS) + ", share: " + one(List.of("0.3", "0.8", "1"));
      String reach = "at: " + (dice.chance(0.5) ? "everywhere" : "[" + pop + "]");
      return switch (dice.nextInt(21)) {
        case 0 -> when + "linkDelay: {" + way + ", extra: " + one(List.of("20ms", "3s")) + "}}";
        case 1 -> when + "linkJitter: {" + way + ", mean: 100ms}}";
        case 2 -> when + "linkLoss: {" + way + ", loss: " + one(List.of("0.02", "0.3")) + "}}";
        case 3, 4 -> when + "linkCut: {" + way + "}}";
        case 5 -> when + "crash: \"pop:" + pop + "\"}";
        case 6 -> when + "crash: \"" + ORIGIN + "\"}";
        case 7 -> when + "kvLag: {" + reach + ", lag: " + one(List.of("5s", "1m")) + "}}";
        case 8 -> when + "kvErrors: {" + reach + ", reads: 0.5, writes: 0.5}}";
        case 9 -> when + "kvDead: {" + reach + "}}";
        case 10 -> when + "providerSlow: {target: " + one(TARGETS) + ", factor: 8}}";
        case 11 -> when + "providerRateLimited: {" + target + "}}";
        case 12 -> when + "providerErrors: {" + target + "}}";
        case 13 -> when + "providerRegionOut: us-east-1}";
        case 14 -> when + "providerHangs: {" + target + "}}";
        case 15 -> when + "providerTruncates: {" + target + "}}";
        case 16 -> "{at: " + at + "s, coldStart: " + pop + "}";
        case 17 -> "{at: " + at + "s, keyTableEviction: " + pop + "}";
        case 18 -> when + "fingerprintSkew: " + pop + "}";
        case 19 -> when + "clockDrift: {node: \"" + clock(pop) + "\", " + wrong() + "}}";
        default ->
            when + "originOverload: {node: \"" + ORIGIN + "\", extra: 200ms, concurrency: 2}}";
      };
    }

    private String clock(String pop) {
      return dice.chance(0.3) ? ORIGIN : "pop:" + pop;
    }

    private String wrong() {
      return one(List.of("ahead: 5s", "behind: 5s", "ahead: 200ms, ppm: 100", "ppm: -5000"));
    }

    private List<String> places2() {
      return pops.size() == 1 ? PLACES : pops.subList(1, pops.size());
    }

    private String action() {
      String at = "{at: " + dice.nextInt(seconds - 1) + "s, ";
      return switch (dice.nextInt(6)) {
        case 0, 1 -> at + "revokeKey: {project: " + one(PROJECTS) + ", key: 0}}";
        case 2 -> at + "revokeKey: {project: alpha, key: 1}}";
        case 3 -> at + "purge: {}}";
        case 4 ->
            at + "stalePolicy: {project: alpha, stale: " + one(List.of("serve", "refuse")) + "}}";
        default -> at + "keepWarm: {every: 5s}}";
      };
    }

    private <T> T one(List<T> of) {
      return of.get(dice.nextInt(of.size()));
    }
  }
}
