package meridian.control;

import java.util.ArrayList;
import java.util.List;
import meridian.time.Dice;

/// One drawing of a [RandomStory]. Confined to its caller.
///
/// The base of a story comes from one fork of the dice, what is particular to a pattern or needs
/// much time from others, so that one seed has the same base with every pattern.
final class StoryDrawing {
  private static final List<String> PLACES =
      List.of("SIN", "FRA", "IAD", "GRU", "SYD", "NRT", "LHR");
  private static final List<String> TARGETS = List.of("openai/us-east-1", "anthropic/us-west-2");
  private static final List<String> PROJECTS = List.of("alpha", "beta", "gamma", "delta");
  private static final Site MUMBAI = new Site("ap-south-1", "BOM");
  private static final Site SINGAPORE = new Site("ap-southeast-1", "SIN");
  private static final Site VIRGINIA = new Site("us-east-1", "IAD");
  private static final Site FRANKFURT = new Site("eu-central-1", "FRA");
  private static final int LEAST_SECONDS = 20;
  private static final int LONG_SECONDS = 90;
  private static final int MOST_FAULTS = 7;

  private final Dice dice;
  private final Dice slow;
  private final Dice regions;
  private final Dice providers;
  private final Dice wordings;
  private final Dice limits;
  private final String pattern;
  private final List<Site> sites;
  private final List<String> pops = new ArrayList<>(List.of("BOM"));
  private final List<String> sets = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final List<String> actions = new ArrayList<>();
  private int seconds;

  StoryDrawing(Dice dice, String pattern) {
    this.dice = dice.fork("campaign");
    this.slow = dice.fork("slow campaign");
    this.regions = dice.fork("regions campaign");
    this.providers = dice.fork("providers campaign");
    this.wordings = dice.fork("semantic campaign");
    this.limits = dice.fork("limits campaign");
    this.pattern = pattern;
    this.sites = sites(pattern, regions);
  }

  /// An origin.
  private record Site(String region, String place) {
    String node() {
      return "origin:" + region;
    }
  }

  private static List<Site> sites(String pattern, Dice dice) {
    return switch (pattern) {
      case "2.5" -> List.of(MUMBAI, SINGAPORE);
      case "3" ->
          dice.chance(0.5) ? List.of(MUMBAI, VIRGINIA) : List.of(MUMBAI, VIRGINIA, FRANKFURT);
      default -> List.of(MUMBAI);
    };
  }

  RandomStory story(long seed) {
    seconds = LEAST_SECONDS + dice.nextInt(101);
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
    for (int i = dice.nextInt(4); i > 0; i--) {
      actions.add(action());
    }
    configure();
    List<String> traffic = traffic();
    if (wordings.chance(0.3)) {
      traffic = answerSimilar(traffic);
    }
    if (slow.chance(0.3)) {
      hideRevocations();
    }
    if (slow.chance(0.15)) {
      outlastAnswers();
    }
    if (sites.size() > 1) {
      disturbRegions();
    }
    if (providers.chance(0.5)) {
      addProviders();
    }
    return new RandomStory(seed, sets, pops, seconds, rate, traffic, faults, actions);
  }

  private void configure() {
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
    sets.add("projects.alpha={cache: {softTtl: 10s, hardTtl: 30s, stale: serve}" + limited() + "}");
    sets.add(
        "projects.beta={cache: {softTtl: 8s, hardTtl: 20s, stale: refuse, scope:"
            + " \"shared:duo\"}}");
    sets.add("projects.gamma={zone: eu, cache: {softTtl: 10s, hardTtl: 1m}}");
    sets.add(
        "projects.delta={cache: {softTtl: 8s, hardTtl: 20s, scope: \"shared:duo\"}, balance: "
            + one(List.of("$0.01", "$0.05", "$5"))
            + "}");
  }

  /// Sometimes what a project and each of its keys may send.
  private String limited() {
    return limits.chance(0.15)
        ? ", limits: {requestsPerMinute: %d, perKey: {requestsPerMinute: %d, tokensPerMinute: 20000}}"
            .formatted(10 + limits.nextInt(40), 5 + limits.nextInt(30))
        : "";
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

  /// Questions come in other words too, and semantic caches answer them, or pretend to.
  private List<String> answerSimilar(List<String> traffic) {
    for (String project : PROJECTS) {
      sets.add(
          "projects.%s.semantic={mode: %s, threshold: 0.9}"
              .formatted(project, List.of("on", "on", "shadow", "off").get(wordings.nextInt(4))));
    }
    return traffic.stream()
        .map(line -> line.replace("borrowedShare: 0.3", "borrowedShare: 0.3, rewordedShare: 0.4"))
        .toList();
  }

  private List<String> places() {
    List<String> shares = new ArrayList<>(List.of("BOM: 1"));
    PLACES.forEach(place -> shares.add(place + ": " + (1 + dice.nextInt(3))));
    return shares;
  }

  /// Ways are cut one after the other, and heal in another order.
  private void swizzle() {
    for (String pop : pops) {
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
    String way = "from: " + one(farPlaces()) + ", to: BOM, both: " + dice.chance(0.7);
    String pop = one(pops);
    String target = "target: " + one(TARGETS) + ", share: " + one(List.of("0.3", "0.8", "1"));
    String reach = "at: " + (dice.chance(0.5) ? "everywhere" : "[" + pop + "]");
    String origin = MUMBAI.node();
    return switch (dice.nextInt(21)) {
      case 0 -> when + "linkDelay: {" + way + ", extra: " + one(List.of("20ms", "3s")) + "}}";
      case 1 -> when + "linkJitter: {" + way + ", mean: 100ms}}";
      case 2 -> when + "linkLoss: {" + way + ", loss: " + one(List.of("0.02", "0.3")) + "}}";
      case 3, 4 -> when + "linkCut: {" + way + "}}";
      case 5 -> when + "crash: \"pop:" + pop + "\"}";
      case 6 -> when + "crash: \"" + origin + "\"}";
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
      default -> when + "originOverload: {node: \"" + origin + "\", extra: 200ms, concurrency: 2}}";
    };
  }

  private String clock(String pop) {
    return dice.chance(0.3) ? MUMBAI.node() : "pop:" + pop;
  }

  private String wrong() {
    return one(List.of("ahead: 5s", "behind: 5s", "ahead: 200ms, ppm: 100", "ppm: -5000"));
  }

  private List<String> farPlaces() {
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

  /// The KV hides a revocation for longer than a lease: what holds is the lease alone.
  private void hideRevocations() {
    seconds = Math.max(seconds, LONG_SECONDS);
    sets.removeIf(set -> set.startsWith("edge.key"));
    sets.add("edge.keyTtl=5s");
    sets.add("edge.keyLease=25s");
    int at = 1 + slow.nextInt(10);
    faults.add(
        "{at: %ds, for: %ds, kvLag: {at: everywhere, lag: 3m}}"
            .formatted(at, seconds - at - 5 - slow.nextInt(20)));
    actions.add(
        "{at: %ds, revokeKey: {project: alpha, key: %d}}"
            .formatted(at + 1 + slow.nextInt(10), slow.nextInt(2)));
  }

  /// A way so slow that answers come when nobody waits for them any more: what was done is done
  /// again.
  private void outlastAnswers() {
    seconds = Math.max(seconds, LONG_SECONDS);
    int at = slow.nextInt(30);
    faults.add(
        "{at: %ds, for: %ds, linkDelay: {from: %s, to: BOM, both: true, extra: 6s}}"
            .formatted(
                at, 40 + slow.nextInt(15), farPlaces().get(slow.nextInt(farPlaces().size()))));
  }

  /// Others to ask when one provider fails: a second region of it, a provider that stands in for
  /// its model with one of its own, or both.
  private void addProviders() {
    boolean hasStandIn = providers.chance(0.5);
    boolean hasSecondRegion = !hasStandIn || providers.chance(0.3);
    sets.add(
        "providers=[{name: openai, kind: modelled, region: us-east-1, models: [gpt-4o-mini]},"
            + (hasSecondRegion
                ? " {name: openai, kind: modelled, region: eu-west-1, models: [gpt-4o-mini]},"
                : "")
            + " {name: anthropic, kind: modelled, region: us-west-2, models: [claude-haiku-4-5"
            + (hasStandIn ? ", {name: gpt-4o-mini, upstream: claude-haiku-4-5}" : "")
            + "]}]");
  }

  /// What goes wrong with and between origins; with a standby also its promotion.
  private void disturbRegions() {
    List<String> others = sites.stream().skip(1).map(Site::region).toList();
    sets.add("replication.regions=[" + String.join(", ", others) + "]");
    sets.add("replication.every=" + oneOf(List.of("200ms", "1s", "5s")));
    for (int i = regions.nextInt(4); i > 0; i--) {
      faults.add(regionFault());
    }
    if (pattern.equals("2.5") && regions.chance(0.7)) {
      promote();
    }
  }

  private String regionFault() {
    int at = regions.nextInt(seconds - 2);
    int lasts = 1 + regions.nextInt(Math.min(30, seconds - at - 1));
    String when = "{at: " + at + "s, for: " + lasts + "s, ";
    Site site = oneOf(sites);
    List<String> from = new ArrayList<>(PLACES);
    from.add("BOM");
    from.remove(site.place());
    List<String> origins =
        sites.stream().filter(other -> !other.equals(site)).map(Site::place).toList();
    String way =
        "from: %s, to: %s, both: %s"
            .formatted(
                oneOf(regions.chance(0.6) ? origins : from), site.place(), regions.chance(0.7));
    return switch (regions.nextInt(8)) {
      case 0, 1, 2 -> when + "linkCut: {" + way + "}}";
      case 3 -> when + "linkDelay: {" + way + ", extra: " + oneOf(List.of("20ms", "3s")) + "}}";
      case 4 -> when + "linkLoss: {" + way + ", loss: 0.3}}";
      case 5, 6 -> when + "crash: \"" + site.node() + "\"}";
      default ->
          when + "originOverload: {node: \"" + site.node() + "\", extra: 200ms, concurrency: 2}}";
    };
  }

  /// By hand, whether or not there is a reason: the primary is down, or cut off from the standby,
  /// or well.
  private void promote() {
    int at = 2 + regions.nextInt(seconds - 4);
    int before = regions.nextInt(2);
    int lasts = 1 + regions.nextInt(seconds - at - 1);
    String when = "{at: " + (at - before) + "s, for: " + (before + lasts) + "s, ";
    switch (regions.nextInt(3)) {
      case 0 -> faults.add(when + "crash: \"" + MUMBAI.node() + "\"}");
      case 1 -> faults.add(when + "linkCut: {from: BOM, to: SIN, both: true}}");
      default -> {
        // the primary is well
      }
    }
    actions.add("{at: " + at + "s, promoteStandby: {}}");
  }

  private <T> T oneOf(List<T> of) {
    return of.get(regions.nextInt(of.size()));
  }

  private <T> T one(List<T> of) {
    return of.get(dice.nextInt(of.size()));
  }
}
