package meridian.control.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import meridian.LatencyBudget;
import meridian.PopId;
import meridian.ProjectId;
import meridian.Region;
import meridian.control.config.GatewayConfig.FingerprintMode;
import meridian.control.config.ScalarKind.Parsed;
import meridian.edge.EdgeSettings;

/// The whole configuration as one table of fields, and what they must satisfy together.
final class Schema {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  private static final Field<String> NAME_FIELD =
      Field.required(
              "name",
              Kinds.text(
                  "a name of 1 to 64 of a-z, 0-9, '-' and '_'", NAME, "use those letters only"),
              "What people call this gateway.")
          .fixed();
  private static final Field<ServingPattern> PATTERN =
      Field.of(
              "pattern",
              patterns(),
              "\"2\"",
              "How it is deployed. 1: one origin, no edge; requests land in the origin's own place."
                  + " 2: one origin, points of presence with key tables and caches everywhere."
                  + " 2.5: as 2, with a read-only standby region that an operator can promote."
                  + " 3: origins in several regions that all serve.")
          .fixed();
  private static final Field<Long> SEED =
      Field.of(
              "seed",
              Kinds.wholeNumber(0, 999_999_999_999_999_999L),
              "1",
              "Seed of the chance in everything modelled: jitter, KV lag, providers.")
          .fixed();
  private static final Field<ListenSettings> LISTEN =
      Field.of(
              "listen",
              ListenSettings.GROUP,
              "{}",
              "Where the gateway listens and what one client may take from it.")
          .fixed();
  private static final Field<Integer> MANAGEMENT_PORT =
      Field.of(
          "port",
          Kinds.port(),
          "8090",
          "Port of /metrics, on loopback only whatever listen.host is.");
  private static final Field<Integer> MANAGEMENT =
      Field.of(
              "management",
              Group.of(List.of(MANAGEMENT_PORT), in -> in.get(MANAGEMENT_PORT)),
              "{}",
              "For operators, not for clients.")
          .fixed();
  private static final Field<NetworkSettings> NETWORK =
      Field.of(
              "network",
              NetworkSettings.GROUP,
              "{}",
              "The ways between clients, points of presence, origin and modelled providers.")
          .fixed();
  private static final Field<String> CLIENT_PLACE =
      Field.of(
          "place",
          WorldKinds.place(),
          "SIN",
          "Where a client sits that sends no X-Meridian-Client header.");
  private static final Field<String> CLIENT =
      Field.of(
              "client",
              Group.of(List.of(CLIENT_PLACE), in -> in.get(CLIENT_PLACE)),
              "{}",
              "Clients that say nothing of themselves.")
          .live();
  private static final Field<OriginConfig> ORIGIN =
      Field.required(
              "origin", OriginConfig.GROUP, "Where providers are called and money is counted.")
          .fixed();
  private static final Field<ReplicationConfig> REPLICATION =
      Field.of(
              "replication",
              ReplicationConfig.GROUP,
              "{}",
              "Origins beside the first, with patterns 2.5 and 3, and how they tell each other what"
                  + " changed.")
          .fixed();
  private static final Field<Optional<List<PopId>>> POPS =
      Field.optional(
              "pops",
              WorldKinds.pops(),
              "Points of presence in order: a list, default (42 cities of the atlas) or all. With"
                  + " pattern 1 leave it out: there is none but the origin's own place. With"
                  + " the others default when left out.")
          .fixed();
  private static final Field<EdgeSettings> EDGE =
      Field.of("edge", EdgeFields.GROUP, "{}", "What every point of presence is set to.").fixed();
  private static final Field<KvConfig> KV =
      Field.of(
              "kv",
              KvConfig.GROUP,
              "{}",
              "The global, eventually consistent store of answers and keys; with pattern 1 it"
                  + " carries no answers.")
          .fixed();
  private static final Field<FingerprintMode> FINGERPRINT_MODE =
      Field.of(
          "mode",
          Kinds.choice(FingerprintMode.class),
          "full",
          "full: every field that can change an answer. article: messages, model, temperature,"
              + " top_p and max_tokens only, for comparison; it answers some requests wrongly.");
  private static final Field<FingerprintMode> FINGERPRINT =
      Field.of(
              "fingerprint",
              Group.of(List.of(FINGERPRINT_MODE), in -> in.get(FINGERPRINT_MODE)),
              "{}",
              "Which requests are the same.")
          .fixed();
  private static final Field<LatencyBudget> BUDGET =
      Field.of(
              "budget",
              BudgetFields.GROUP,
              "{}",
              "Milliseconds allotted per stage of an edge hit; none allots nothing.")
          .live();
  private static final Field<List<ProviderConfig>> PROVIDERS =
      Field.required(
              "providers",
              new ListOf<>(ProviderConfig.GROUP, 1, 50),
              "Who answers, in order of preference.")
          .live();
  private static final Field<Map<ProjectId, ProjectConfig>> PROJECTS =
      Field.required(
              "projects",
              new MapOf<>(WorldKinds.project(), ProjectFields.GROUP, 10_000),
              "Tenants: keys, cache entries and bills belong to exactly one.")
          .live();
  private static final Field<KeysConfig> KEYS =
      Field.of("keys", KeysConfig.GROUP, "{}", "Where API keys come from.").live();

  private static final Field<StorageConfig> STORAGE =
      Field.of("storage", StorageConfig.GROUP, "{}", "Where ledger and usage are kept.");

  /// Every field.
  static final Group<GatewayConfig> ROOT =
      new Group<>(
          List.of(
              NAME_FIELD,
              PATTERN,
              SEED,
              LISTEN,
              MANAGEMENT,
              NETWORK,
              CLIENT,
              ORIGIN,
              REPLICATION,
              POPS,
              EDGE,
              KV,
              FINGERPRINT,
              BUDGET,
              PROVIDERS,
              PROJECTS,
              KEYS,
              STORAGE),
          Schema::check,
          Schema::config);

  private Schema() {}

  private static void check(Section in) {
    checkPops(in);
    checkRegions(in);
    checkPorts(in);
    checkProviders(in);
    checkProjects(in);
  }

  private static void checkPops(Section in) {
    String home = in.get(ORIGIN).region().place();
    if (in.get(PATTERN) != ServingPattern.ONE) {
      return;
    }
    Optional<List<PopId>> pops = in.get(POPS);
    if (pops.isPresent() && !pops.get().stream().map(PopId::code).toList().equals(List.of(home))) {
      in.refuse(
          POPS,
          "expected none but the origin's place %s with pattern 1, found %s; remove pops or write pattern: 2"
              .formatted(home, pops.get()));
    } else if (pops.isEmpty() && !home.matches("[A-Z]{3}")) {
      in.refuse(
          ORIGIN,
          "expected a region in a city with an airport code, found %s; choose another"
              .formatted(home));
    }
  }

  private static void checkRegions(Section in) {
    List<Region> regions = in.get(REPLICATION).regions();
    ServingPattern pattern = in.get(PATTERN);
    String wanted =
        switch (pattern) {
          case ONE, TWO -> regions.isEmpty() ? "" : "no further origins";
          case TWO_FIVE -> regions.size() == 1 ? "" : "one standby region";
          case THREE -> regions.isEmpty() ? "at least one further origin" : "";
        };
    if (!wanted.isEmpty()) {
      in.refuse(
          List.of("replication", "regions"),
          "expected %s with pattern %s, found %s; change one of both"
              .formatted(wanted, pattern.label(), regions));
    }
    List<Region> all = new ArrayList<>(regions);
    all.add(in.get(ORIGIN).region());
    if (all.stream().distinct().count() < all.size()) {
      in.refuse(
          List.of("replication", "regions"),
          "expected each origin in a region of its own, found one twice in %s; remove it"
              .formatted(all));
    }
  }

  /// The ports that are fixed must differ; those that are free cannot collide.
  private static void checkPorts(Section in) {
    Map<Integer, String> taken = new LinkedHashMap<>();
    ListenSettings listen = in.get(LISTEN);
    int count = pops(in).size();
    if (listen.popPorts() != 0 && listen.popPorts() + count - 1 > 65_535) {
      in.refuse(
          List.of("listen", "popPorts"),
          "expected %d ports from popPorts %d up, found only %d below 65536; lower popPorts"
              .formatted(count, listen.popPorts(), 65_536 - listen.popPorts()));
    }
    take(in, taken, listen.port(), "listen.port", List.of("listen", "port"));
    for (int i = 0; i < count && listen.popPorts() != 0; i++) {
      take(
          in,
          taken,
          listen.popPorts() + i,
          "PoP " + pops(in).get(i),
          List.of("listen", "popPorts"));
    }
    take(in, taken, in.get(MANAGEMENT), "management.port", List.of("management", "port"));
  }

  private static void take(
      Section in, Map<Integer, String> taken, int port, String what, List<String> names) {
    String other = port == 0 ? what : taken.merge(port, what, (first, _) -> first);
    if (!other.equals(what)) {
      in.refuse(
          names,
          "expected different ports, found %d for both %s and %s; change one"
              .formatted(port, other, what));
    }
  }

  private static void checkProviders(Section in) {
    List<String> names = new ArrayList<>();
    for (ProviderConfig provider : in.get(PROVIDERS)) {
      String target = provider.name() + "/" + provider.region();
      if (names.contains(target)) {
        in.refuse(
            PROVIDERS,
            "expected each provider once per region, found %s twice; rename one".formatted(target));
        return;
      }
      names.add(target);
    }
  }

  private static void checkProjects(Section in) {
    Map<ProjectId, ProjectConfig> projects = in.get(PROJECTS);
    if (projects.isEmpty()) {
      in.refuse(PROJECTS, "expected at least one project, found none; write 'demo: {}'");
      return;
    }
    projects.forEach(
        (id, project) -> project.own().providers().forEach(name -> checkOwnKeys(in, id, name)));
    in.get(KEYS).demo().ifPresent(demo -> checkDemo(in, demo, projects));
  }

  private static void checkOwnKeys(Section in, ProjectId project, String provider) {
    List<String> path = List.of("projects", project.name(), "providerKeys", provider);
    List<ProviderConfig> named =
        in.get(PROVIDERS).stream().filter(each -> each.name().equals(provider)).toList();
    if (named.isEmpty()) {
      List<String> names =
          in.get(PROVIDERS).stream().map(ProviderConfig::name).distinct().sorted().toList();
      in.refuse(
          path,
          "expected one of the providers %s, found '%s'; %s"
              .formatted(names, provider, Suggestion.advice(provider, names, "add it")));
    } else if (named.stream().anyMatch(each -> each.kind() == ProviderConfig.Kind.MODELLED)) {
      in.refuse(
          path,
          "expected keys for providers that are called, found some for a modelled one; remove"
              + " them");
    }
  }

  private static void checkDemo(
      Section in, KeysConfig.DemoKey demo, Map<ProjectId, ProjectConfig> projects) {
    if (!projects.containsKey(demo.project())) {
      List<String> names = projects.keySet().stream().map(ProjectId::name).toList();
      in.refuse(
          List.of("keys", "demo", "project"),
          "expected the demo key's project to be one of projects, found '%s'; %s"
              .formatted(
                  demo.project(),
                  Suggestion.advice(demo.project().name(), names, "add it to projects")));
    } else if (!in.get(LISTEN).isLoopback()) {
      in.refuse(
          List.of("keys", "demo"),
          "expected no demo key while listen.host can be reached from outside, found one with host %s;"
                  .formatted(in.get(LISTEN).host())
              + " remove keys.demo and make keys with 'meridian keys create', or listen on"
              + " 127.0.0.1");
    }
  }

  private static List<PopId> pops(Section in) {
    return in.get(PATTERN) == ServingPattern.ONE
        ? List.of(new PopId(in.get(ORIGIN).region().place()))
        : in.get(POPS).orElseGet(() -> in.atlas().defaultPops());
  }

  private static GatewayConfig config(Section in) {
    return new GatewayConfig(
        in.get(NAME_FIELD),
        in.get(PATTERN),
        in.get(SEED),
        in.get(LISTEN),
        in.get(MANAGEMENT),
        in.get(NETWORK),
        in.get(CLIENT),
        in.get(ORIGIN).writingOnSecondSighting(in.get(KV).writesOnSecondSighting()),
        in.get(REPLICATION),
        pops(in),
        in.get(EDGE),
        in.get(KV),
        in.get(FINGERPRINT),
        in.get(BUDGET),
        in.get(PROVIDERS),
        in.get(PROJECTS),
        in.get(KEYS),
        in.get(STORAGE),
        in.settings());
  }

  private static ScalarKind<ServingPattern> patterns() {
    return ScalarKind.<ServingPattern>of(
            "1, 2, 2.5 or 3",
            (text, _) ->
                switch (text) {
                  case "1" -> new Parsed.Good<>(ServingPattern.ONE);
                  case "2" -> new Parsed.Good<>(ServingPattern.TWO);
                  case "2.5" -> new Parsed.Good<>(ServingPattern.TWO_FIVE);
                  case "3" -> new Parsed.Good<>(ServingPattern.THREE);
                  default -> new Parsed.Bad<>("choose one of them");
                })
        .shownBy(ServingPattern::label);
  }
}
