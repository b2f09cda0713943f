package meridian.control.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meridian.LatencyBudget;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.Stage;
import meridian.atlas.Atlas;
import meridian.cache.CachePolicy;
import meridian.edge.EdgeSettings;
import meridian.kv.KvSettings;
import meridian.limits.RateLimits;
import meridian.limits.TenantLimits;
import meridian.origin.OriginSettings;
import org.junit.jupiter.api.Test;

final class ConfigReaderTest {
  private static final String KEY = "mk_demokey00001_524qcqnigkydx26zgoatljsvvclepu5c";
  private static final ProjectId DEMO = new ProjectId("demo");

  @Test
  void what_is_not_said_has_the_rooms_own_defaults() {
    GatewayConfig config = Configs.valid(Configs.LEAST);
    assertThat(config.edge()).isEqualTo(EdgeSettings.DEFAULT);
    assertThat(config.kv().settings()).isEqualTo(KvSettings.PULL);
    assertThat(config.origin().settings()).isEqualTo(OriginSettings.DEFAULT);
    assertThat(config.budget()).isEqualTo(LatencyBudget.ARTICLE);
    assertThat(config.policy(DEMO)).isEqualTo(CachePolicy.DEFAULT);
    assertThat(config.pops()).isEqualTo(Atlas.load().defaultPops());
    assertThat(config.pattern()).isEqualTo(ServingPattern.TWO);
    assertThat(config.listen().port()).isEqualTo(8080);
    assertThat(config.keys().demo()).isEmpty();
  }

  @Test
  void limits_are_of_a_project_and_of_each_of_its_keys_and_none_unless_written() {
    assertThat(onlyProject(Configs.LEAST).limits()).isEqualTo(TenantLimits.NONE);
    String limited =
        Configs.LEAST.replace(
            "demo: {}", "demo: {limits: {requestsPerMinute: 60, perKey: {tokensPerMinute: 900}}}");
    assertThat(onlyProject(limited).limits())
        .isEqualTo(
            new TenantLimits(
                new RateLimits(Optional.of(60L), Optional.empty()),
                new RateLimits(Optional.empty(), Optional.of(900L))));
  }

  @Test
  void a_project_has_no_balance_unless_one_is_written_to_the_micro_dollar() {
    assertThat(onlyProject(Configs.LEAST).balance()).isEmpty();
    String balanced = Configs.LEAST.replace("demo: {}", "demo: {balance: $12.000001}");
    assertThat(onlyProject(balanced).balance()).contains(new Money(12_000_001));
  }

  private static ProjectConfig onlyProject(String yaml) {
    return Configs.valid(yaml).projects().values().iterator().next();
  }

  @Test
  void a_group_with_nothing_after_it_counts_as_not_written() {
    assertThat(Configs.valid(Configs.LEAST + "edge:\n").edge()).isEqualTo(EdgeSettings.DEFAULT);
  }

  @Test
  void values_are_read_with_their_units() {
    GatewayConfig config =
        Configs.valid(
            Configs.LEAST
                + """
                edge: {coldMin: 0s, coldAfter: 1.5h, requestsPerSecond: 0.5}
                listen: {headerMax: 8KiB, bodyMinRate: 2KiB/s, bodyMax: 1MiB}
                budget: {edge_kv: none, origin_cache: 250us}
                """);
    assertThat(config.edge().coldMin()).isZero();
    assertThat(config.edge().coldAfter()).isEqualTo(Duration.ofMinutes(90));
    assertThat(config.edge().requestsPerSecond()).isEqualTo(0.5);
    assertThat(config.listen().headerMaxBytes()).isEqualTo(8192);
    assertThat(config.listen().bodyMinBytesPerSecond()).isEqualTo(2048);
    assertThat(config.budget().of(Stage.EDGE_KV)).isEmpty();
    assertThat(config.budget().of(Stage.ORIGIN_CACHE)).contains(Duration.ofNanos(250_000));
  }

  @Test
  void a_number_without_a_unit_is_refused_with_its_place() {
    assertThat(Configs.problem(Configs.LEAST + "edge: {coldAfter: 30}\n"))
        .isEqualTo(
            "gateway.yaml:11:19 edge.coldAfter: expected a duration from 1s to 30d, found '30';"
                + " write a number and a unit: ms, s, m, h or d, such as 30s");
  }

  @Test
  void a_unit_of_the_wrong_family_is_put_right() {
    assertThat(Configs.problem(Configs.LEAST + "listen: {bodyMax: 10MB}\n"))
        .startsWith(
            "gateway.yaml:11:19 listen.bodyMax: expected a size from 1KiB to 1GiB, found '10MB';")
        .endsWith("write '10MiB'");
  }

  @Test
  void one_below_and_one_above_the_range_are_refused_and_the_bounds_are_not() {
    assertThat(Configs.valid(Configs.LEAST, "edge.burst=1").edge().burst()).isEqualTo(1);
    assertThat(Configs.valid(Configs.LEAST, "edge.burst=1000000").edge().burst())
        .isEqualTo(1_000_000);
    assertThat(Configs.problem(Configs.LEAST, "edge.burst=0")).contains("found '0'");
    assertThat(Configs.problem(Configs.LEAST, "edge.burst=1000001")).contains("found '1000001'");
  }

  @Test
  void an_unknown_field_is_refused_with_the_nearest_name() {
    assertThat(Configs.problem(Configs.LEAST + "edge:\n  coldAftre: 5m\n"))
        .startsWith("gateway.yaml:12:3 edge.coldAftre: expected one of coldAfter, coldMin")
        .endsWith("found an unknown field; write 'coldAfter'");
  }

  @Test
  void a_name_in_another_case_is_suggested_not_accepted() {
    assertThat(Configs.problem(Configs.LEAST + "Edge: {}\n")).endsWith("write 'edge'");
  }

  @Test
  void a_field_like_no_other_is_to_be_removed() {
    assertThat(Configs.problem(Configs.LEAST + "zzzzzzzz: 1\n")).endsWith("remove it");
  }

  @Test
  void a_name_that_stands_twice_is_refused() {
    assertThat(Configs.problem(Configs.LEAST + "seed: 1\nseed: 2\n"))
        .isEqualTo(
            "gateway.yaml:12:1 seed: expected each name once, found it again (first in line 11);"
                + " remove one");
  }

  @Test
  void every_problem_is_reported_at_once_in_the_files_order() {
    List<String> problems =
        Configs.problems(
            Configs.LEAST
                + """
                pattern: 4
                client: {place: SNI}
                kv: {model: pul, cacheTtl: 1}
                pops: [BOM, XXX]
                """);
    assertThat(problems).hasSize(5);
    assertThat(problems.get(0)).startsWith("gateway.yaml:11:10 pattern:");
    assertThat(problems.get(1))
        .startsWith("gateway.yaml:12:17 client.place:")
        .endsWith("write 'SIN'");
    assertThat(problems.get(2)).startsWith("gateway.yaml:13:13 kv.model:").endsWith("write 'pull'");
    assertThat(problems.get(3)).startsWith("gateway.yaml:13:28 kv.cacheTtl:");
    assertThat(problems.get(4)).startsWith("gateway.yaml:14:13 pops[1]:");
  }

  @Test
  void a_missing_field_is_named_with_what_it_takes() {
    assertThat(Configs.problems("name: x\norigin: {}\nproviders: []\nprojects: {}\n"))
        .anySatisfy(text ->
            assertThat(text)
                .isEqualTo(
                    "gateway.yaml:2:9 origin.region: expected a cloud region of the atlas such as"
                        + " ap-south-1, found nothing; add the field 'region'"))
        .anySatisfy(text ->
            assertThat(text).startsWith("gateway.yaml:3:12 providers: expected a list of 1 to 50"));
  }

  @Test
  void an_empty_file_lacks_what_is_required() {
    assertThat(Configs.problems("")).hasSize(4);
  }

  @Test
  void a_list_where_a_mapping_belongs_is_told_apart() {
    assertThat(Configs.problem(Configs.LEAST + "edge: [1, 2]\n"))
        .contains("edge: expected the fields coldAfter")
        .contains("found a list of 2");
    assertThat(Configs.problem(Configs.LEAST + "seed: {a: 1}\n"))
        .contains("seed: expected a whole number")
        .contains("found a mapping");
  }

  @Test
  void each_pattern_has_the_origins_it_needs_and_no_other() {
    for (String pattern : List.of("1", "2", "2.5", "3")) {
      for (String regions : List.of("", "us-east-1", "us-east-1, eu-central-1")) {
        boolean isRight =
            switch (pattern) {
              case "2.5" -> regions.equals("us-east-1");
              case "3" -> !regions.isEmpty();
              default -> regions.isEmpty();
            };
        String yaml =
            Configs.LEAST
                + "pattern: \"%s\"\nreplication: {regions: [%s]}\n".formatted(pattern, regions);
        if (isRight) {
          assertThat(Configs.valid(yaml).pattern().label()).isEqualTo(pattern);
        } else {
          assertThat(Configs.problem(yaml)).contains("with pattern " + pattern);
        }
      }
    }
  }

  @Test
  void no_origin_stands_in_the_region_of_another() {
    String yaml = Configs.LEAST + "pattern: \"3\"\nreplication: {regions: [ap-south-1]}\n";
    assertThat(Configs.problem(yaml)).contains("expected each origin in a region of its own");
  }

  @Test
  void pattern_1_serves_from_the_origins_place_alone() {
    GatewayConfig config = Configs.valid(Configs.LEAST + "pattern: 1\n");
    assertThat(config.pops()).containsExactly(new PopId("BOM"));
    assertThat(config.pattern().hasEdgeCache()).isFalse();
  }

  @Test
  void pattern_1_refuses_points_of_presence() {
    assertThat(Configs.problem(Configs.LEAST + "pattern: 1\npops: [BOM, SIN]\n"))
        .startsWith("gateway.yaml:12:7 pops: expected none but the origin's place BOM");
  }

  @Test
  void all_pops_can_be_had_with_one_word() {
    assertThat(Configs.valid(Configs.LEAST + "pops: all\n").pops()).isEqualTo(Atlas.load().pops());
    assertThat(Configs.problem(Configs.LEAST + "pops: some\n"))
        .contains("write [BOM, SIN], all or default");
    assertThat(Configs.problem(Configs.LEAST + "pops: [SIN, SIN]\n")).contains("found SIN twice");
  }

  @Test
  void fixed_ports_must_differ_and_free_ones_cannot_collide() {
    assertThat(Configs.problem(Configs.LEAST, "listen.port=8090"))
        .contains("expected different ports, found 8090 for both listen.port and management.port");
    assertThat(Configs.problem(Configs.LEAST, "listen.port=8102"))
        .contains("found 8102 for both listen.port and PoP SIN");
    Configs.valid(Configs.LEAST, "listen.port=0", "listen.popPorts=0", "management.port=0");
  }

  @Test
  void pop_ports_end_at_65535() {
    assertThat(Configs.problem(Configs.LEAST, "pops=[BOM,SIN]", "listen.popPorts=65535"))
        .contains("expected 2 ports from popPorts 65535 up, found only 1 below 65536");
    Configs.valid(Configs.LEAST, "pops=[BOM,SIN]", "listen.popPorts=65534");
  }

  @Test
  void durations_of_one_group_must_be_in_order() {
    assertThat(Configs.problem(Configs.LEAST, "edge.coldMin=60ms"))
        .contains(
            "edge.coldMax: expected at least coldMin (60ms), found 50ms; raise it or lower"
                + " coldMin");
    assertThat(Configs.problem(Configs.LEAST, "projects.demo.cache.hardTtl=59m"))
        .contains("expected at least softTtl (1h), found 59m");
  }

  @Test
  void pull_insists_on_the_stores_own_minimum() {
    assertThat(Configs.problem(Configs.LEAST, "kv.cacheTtl=29s"))
        .contains("expected at least 30s with model pull");
    Configs.valid(Configs.LEAST, "kv.cacheTtl=30s");
    Configs.valid(Configs.LEAST, "kv.cacheTtl=1s", "kv.model=push");
  }

  @Test
  void admission_reaches_the_origin() {
    assertThat(
            Configs.valid(Configs.LEAST, "kv.admission=second_sighting")
                .origin()
                .settings()
                .writesOnSecondSighting())
        .isTrue();
  }

  @Test
  void a_projects_policy_is_read_whole() {
    GatewayConfig config =
        Configs.valid(
            Configs.LEAST,
            "projects.eu-shop={cache: {mode: read_only, scope: shared:shops, softTtl: 5m, hardTtl:"
                + " 5m, stale: refuse}, zone: eu}");
    assertThat(config.policy(new ProjectId("eu-shop")))
        .isEqualTo(
            new CachePolicy(
                CachePolicy.Mode.READ_ONLY,
                new CachePolicy.Scope.Shared("shops"),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                CachePolicy.Stale.REFUSE,
                "eu"));
  }

  @Test
  void a_project_that_is_not_configured_caches_nothing() {
    assertThat(Configs.valid(Configs.LEAST).policy(new ProjectId("other")).mode())
        .isEqualTo(CachePolicy.Mode.OFF);
  }

  @Test
  void a_compatible_provider_needs_an_address_and_a_modelled_one_takes_none() {
    assertThat(Configs.problem(Configs.LEAST, "providers[0].kind=openai-compatible"))
        .contains("providers[0].baseUrl: expected an http or https URL")
        .contains("found nothing; add the field 'baseUrl'");
    assertThat(Configs.problem(Configs.LEAST, "providers[0].baseUrl=http://x/v1"))
        .contains("found it with modelled");
  }

  @Test
  void several_keys_are_named_in_one_list_and_nowhere_else() {
    String provider =
        "providers[1]={name: a, kind: anthropic, region: us-east-1, models: [m],"
            + " apiKeyEnvs: [ONE, TWO]";
    ProviderConfig read = Configs.valid(Configs.LEAST, provider + "}").providers().get(1);
    assertThat(read.secret()).isEqualTo(new Secret.InEnvironments(List.of("ONE", "TWO")));
    assertThat(read.baseUrl()).contains(URI.create("https://api.anthropic.com/v1"));
    assertThat(Configs.problem(Configs.LEAST, provider + ", apiKeyEnv: ONE}"))
        .contains("providers[1].apiKeyEnvs: expected all keys there or one elsewhere");
    assertThat(Configs.problem(Configs.LEAST, "providers[0].apiKeyEnvs=[ONE]"))
        .contains("found it with modelled");
  }

  @Test
  void a_compatible_provider_is_read_whole() {
    GatewayConfig config =
        Configs.valid(
            Configs.LEAST,
            "providers[1]={name: local, kind: openai-compatible, region: ap-south-1, baseUrl:"
                + " 'http://127.0.0.1:11434/v1/', apiKeyEnv: LOCAL_KEY, models: [{name: small,"
                + " upstream: 'llama3.2:1b', prices: {input: $0.10, output: 0.4}}]}");
    ProviderConfig local = config.providers().get(1);
    assertThat(local.baseUrl()).contains(URI.create("http://127.0.0.1:11434/v1"));
    assertThat(local.secret()).isEqualTo(new Secret.InEnvironment("LOCAL_KEY"));
    ModelConfig model = local.models().getFirst();
    assertThat(model.upstream()).isEqualTo("llama3.2:1b");
    assertThat(model.prices().orElseThrow().input().microUsd()).isEqualTo(100_000);
    assertThat(model.prices().orElseThrow().output().microUsd()).isEqualTo(400_000);
    assertThat(model.prices().orElseThrow().cachedInput().microUsd()).isEqualTo(100_000);
  }

  @Test
  void one_provider_in_one_region_stands_once() {
    assertThat(
            Configs.problem(
                Configs.LEAST,
                "providers[1]={name: openai, kind: modelled, region: us-east-1, models: [a]}"))
        .contains("found openai/us-east-1 twice");
    Configs.valid(
        Configs.LEAST,
        "providers[1]={name: openai, kind: modelled, region: us-west-2, models: [a]}");
  }

  @Test
  void a_key_written_where_its_name_belongs_is_refused_and_not_repeated() {
    String compatible =
        "providers[0]={name: a, kind: openai-compatible, region: us-east-1, models: [m], baseUrl:"
            + " 'http://x'}";
    String problem =
        Configs.problem(Configs.LEAST, compatible, "providers[0].apiKeyEnv=sk-hunter2");
    assertThat(problem)
        .startsWith("--set providers[0].apiKeyEnv providers[0].apiKeyEnv:")
        .contains("write the variable's name, never the key itself")
        .doesNotContain("hunter2");
    assertThat(Configs.problem(Configs.LEAST, compatible, "providers[0].apiKey=sk-hunter2"))
        .contains("unknown field; write 'apiKeyEnv'")
        .doesNotContain("hunter2");
    assertThat(
            Configs.problem(
                Configs.LEAST, compatible, "providers[0].baseUrl=https://u:hunter2@x/v1"))
        .contains("without user")
        .doesNotContain("hunter2");
  }

  @Test
  void a_configuration_prints_no_secret() {
    GatewayConfig config =
        Configs.valid(Configs.LEAST, "keys.demo={project: demo, key: " + KEY + "}");
    String secret = KEY.substring(16);
    assertThat(config.keys().demo().orElseThrow().key().text()).isEqualTo(KEY);
    assertThat(config.toString()).doesNotContain(secret);
    assertThat(config.keys().toString()).doesNotContain(secret);
    assertThat(config.settings().toString()).doesNotContain(secret).contains("demokey00001");
  }

  @Test
  void a_demo_key_is_for_loopback_only() {
    String demo = "keys.demo={project: demo, key: " + KEY + "}";
    for (String loopback : List.of("127.0.0.1", "127.8.9.1", "localhost", "'::1'")) {
      Configs.valid(Configs.LEAST, demo, "listen.host=" + loopback);
    }
    for (String open : List.of("0.0.0.0", "'::'", "192.168.1.2", "127.0.0.1.example.com")) {
      assertThat(Configs.problem(Configs.LEAST, demo, "listen.host=" + open))
          .contains(
              "keys.demo: expected no demo key while listen.host can be reached from outside");
    }
  }

  @Test
  void a_demo_key_belongs_to_a_project_there_is() {
    assertThat(Configs.problem(Configs.LEAST, "keys.demo={project: dmeo, key: " + KEY + "}"))
        .startsWith("--set keys.demo keys.demo.project:")
        .endsWith("write 'demo'");
  }

  @Test
  void a_key_of_the_wrong_form_is_not_repeated() {
    assertThat(
            Configs.problem(Configs.LEAST, "keys.demo={project: demo, key: mk_demokey00001_short}"))
        .contains("expected an API key")
        .doesNotContain("short");
  }

  @Test
  void a_key_that_slipped_into_another_field_or_a_name_is_not_repeated() {
    String secret = KEY.substring(16);
    assertThat(Configs.problem(Configs.LEAST, "client.place=" + KEY)).doesNotContain(secret);
    assertThat(Configs.problem(Configs.LEAST, KEY + "=1")).doesNotContain(secret);
    assertThat(Configs.problem(Configs.LEAST + KEY + ": 1\n")).doesNotContain(secret);
    assertThat(Configs.problems(Configs.LEAST + "seed: {" + secret + ": 1, " + secret + ": 2}\n"))
        .allSatisfy(problem -> assertThat(problem).doesNotContain(secret));
  }

  @Test
  void files_are_found_beside_the_configuration() {
    ConfigReader.Result result =
        Configs.READER.read(
            Path.of("/etc/meridian/gateway.yaml"), Configs.LEAST, List.of("keys.file=keys.json"));
    assertThat(((ConfigReader.Result.Valid) result).config().keys().file())
        .isEqualTo(Optional.of(Path.of("/etc/meridian/keys.json")));
  }

  @Test
  void places_of_the_atlas_are_suggested() {
    assertThat(Configs.problem(Configs.LEAST, "origin.region=ap-soth-1"))
        .endsWith("write 'ap-south-1'");
    assertThat(Configs.problem(Configs.LEAST, "projects.demo.zone=EU")).contains("write 'eu'");
  }

  @Test
  void a_hundred_problems_are_shown_and_the_rest_counted() {
    StringBuilder text = new StringBuilder(Configs.LEAST).append("edge:\n");
    for (int i = 0; i < 150; i++) {
      text.append("  zz").append(i).append(": 1\n");
    }
    List<String> problems = Configs.problems(text.toString());
    assertThat(problems).hasSize(101);
    assertThat(problems.getLast())
        .isEqualTo(
            "gateway.yaml: expected at most 100 problems, found 50 more; correct these first");
  }

  private static String owning(String project) {
    String real =
        "  - {name: real, kind: openai-compatible, region: us-east-1,"
            + " baseUrl: 'http://127.0.0.1:1/v1', models: [r]}\n";
    return Configs.LEAST
        .replace("projects:", real + "projects:")
        .replace("demo: {}", "demo: {" + project + "}");
  }

  @Test
  void a_projects_own_provider_keys_are_names_of_variables_and_shown_to_nobody() {
    GatewayConfig config =
        Configs.valid(owning("providerKeys: {real: [ACME_KEY, ACME_KEY_2]}, houseKeys: elsewhere"));
    OwnKeysConfig own = java.util.Objects.requireNonNull(config.ownKeys().get(DEMO));
    assertThat(own.variables()).containsEntry("real", List.of("ACME_KEY", "ACME_KEY_2"));
    assertThat(own.house()).isEqualTo(meridian.provider.OwnKeys.House.ELSEWHERE);
    assertThat(config.ownKeys()).containsOnlyKeys(DEMO);
    assertThat(config.settings().toString()).doesNotContain("ACME_KEY");
    assertThat(Configs.valid(Configs.LEAST).ownKeys()).isEmpty();
  }

  @Test
  void own_provider_keys_that_could_not_be_used_or_would_serve_others_are_refused() {
    assertThat(Configs.problem(owning("providerKeys: {reel: [A]}")))
        .contains("providerKeys.reel", "[", "real", "'reel'");
    assertThat(Configs.problem(owning("providerKeys: {openai: [A]}"))).contains("modelled");
    assertThat(Configs.problem(owning("providerKeys: {real: [sk-secret-1]}")))
        .contains("environment variable")
        .doesNotContain("sk-secret-1");
    assertThat(Configs.problem(owning("providerKeys: {real: [A]}, cache: {scope: 'shared:all'}")))
        .contains("cache.scope", "providerKeys", "shared:all");
    assertThat(Configs.problem(owning("houseKeys: fallback"))).contains("houseKeys");
  }

  @Test
  void sessions_live_no_longer_than_a_lease_and_only_where_they_are_asked_for() {
    assertThat(Configs.valid(Configs.LEAST).edge().sessionLife()).isEmpty();
    assertThat(Configs.valid(Configs.LEAST).edge().longestTrust()).isEqualTo(Duration.ofMinutes(5));
    GatewayConfig sessions =
        Configs.valid(Configs.LEAST, "edge.auth=session", "edge.sessionLife=90s");
    assertThat(sessions.edge().sessionLife()).contains(Duration.ofSeconds(90));
    assertThat(sessions.edge().longestTrust()).isEqualTo(Duration.ofSeconds(90));
    assertThat(Configs.problem(Configs.LEAST, "edge.auth=session", "edge.sessionLife=6m"))
        .contains("keyLease");
    assertThat(Configs.problem(Configs.LEAST, "edge.auth=token")).contains("table", "session");
  }
}
