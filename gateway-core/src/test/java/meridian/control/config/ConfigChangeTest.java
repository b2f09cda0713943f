package meridian.control.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ConfigChangeTest {
  private static final GatewayConfig RUNNING = Configs.valid(Configs.LEAST);

  private static ConfigChange change(String... sets) {
    return ConfigChange.between(RUNNING, Configs.valid(Configs.LEAST, sets));
  }

  @Test
  void the_same_text_changes_nothing() {
    assertThat(change().isEmpty()).isTrue();
    assertThat(change("edge.burst=400", "edge.coldAfter=600s").isEmpty()).isTrue();
  }

  @Test
  void policies_limits_budget_providers_and_keys_change_live() {
    ConfigChange change =
        change(
            "projects.demo.cache.softTtl=5m",
            "projects.new={}",
            "edge.burst=10",
            "edge.requestsPerSecond=5",
            "budget.edge_kv=20ms",
            "providers[0].models=[gpt-4o]",
            "client.place=FRA",
            "keys.file=keys.json");
    assertThat(change.needsRestart()).isEmpty();
    assertThat(change.live())
        .contains(
            "budget.edge_kv",
            "client.place",
            "edge.burst",
            "edge.requestsPerSecond",
            "keys.file",
            "projects.demo.cache.softTtl",
            "projects.new.cache.mode",
            "providers[0].models");
  }

  @Test
  void ports_pops_origin_and_kv_need_a_restart() {
    ConfigChange change =
        change(
            "listen.port=9000",
            "pops=[BOM]",
            "origin.region=eu-west-1",
            "kv.model=push",
            "edge.keyTtl=31s");
    assertThat(change.live()).isEmpty();
    assertThat(change.needsRestart())
        .containsExactly("edge.keyTtl", "kv.model", "listen.port", "origin.region", "pops");
  }

  @Test
  void a_change_of_the_demo_keys_secret_alone_is_seen() {
    String one = "keys.demo={project: demo, key: mk_demokey00001_524qcqnigkydx26zgoatljsvvclepu5c}";
    String two = "keys.demo={project: demo, key: mk_demokey00001_524qcqnigkydx26zgoatljsvvclepu5d}";
    assertThat(
            ConfigChange.between(
                    Configs.valid(Configs.LEAST, one), Configs.valid(Configs.LEAST, two))
                .live())
        .containsExactly("keys.demo.key");
  }

  @Test
  void taking_a_newer_one_leaves_only_what_needs_a_restart() {
    GatewayConfig newer =
        Configs.valid(
            Configs.LEAST,
            "listen.port=9000",
            "edge.burst=10",
            "projects.demo.zone=eu",
            "edge.keyTtl=31s");
    GatewayConfig after = RUNNING.taking(newer);
    ConfigChange left = ConfigChange.between(after, newer);
    assertThat(left.live()).isEmpty();
    assertThat(left.needsRestart()).containsExactly("edge.keyTtl", "listen.port");
    assertThat(after.edge().burst()).isEqualTo(10);
    assertThat(after.edge().keyTtl()).isEqualTo(RUNNING.edge().keyTtl());
    assertThat(after.listen()).isEqualTo(RUNNING.listen());
    assertThat(after.projects()).isEqualTo(newer.projects());
  }
}
