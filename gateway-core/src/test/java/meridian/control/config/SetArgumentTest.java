package meridian.control.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import meridian.PopId;
import meridian.ProjectId;
import org.junit.jupiter.api.Test;

final class SetArgumentTest {
  @Test
  void a_set_overrides_the_file() {
    assertThat(Configs.valid(Configs.LEAST + "seed: 1\n", "seed=2").seed()).isEqualTo(2);
  }

  @Test
  void the_later_set_wins() {
    assertThat(Configs.valid(Configs.LEAST, "seed=2", "seed=3").seed()).isEqualTo(3);
  }

  @Test
  void a_set_reaches_fields_that_the_file_does_not_mention() {
    assertThat(
            Configs.valid(Configs.LEAST, "projects.demo.cache.softTtl=5m")
                .policy(new ProjectId("demo"))
                .softTtl())
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void lists_can_be_set_whole_by_item_and_appended_to() {
    GatewayConfig config =
        Configs.valid(
            Configs.LEAST,
            "pops=[BOM,SIN]",
            "pops[1]=FRA",
            "pops[2]=IAD",
            "providers[0].models[1]=gpt-4o");
    assertThat(config.pops())
        .isEqualTo(List.of(new PopId("BOM"), new PopId("FRA"), new PopId("IAD")));
    assertThat(config.providers().getFirst().models()).hasSize(2);
  }

  @Test
  void a_provider_can_be_pointed_elsewhere() {
    GatewayConfig config =
        Configs.valid(
            Configs.LEAST,
            "providers[0].kind=openai-compatible",
            "providers[0].baseUrl=http://127.0.0.1:9999/v1");
    assertThat(config.providers().getFirst().baseUrl())
        .contains(URI.create("http://127.0.0.1:9999/v1"));
  }

  @Test
  void a_quoted_step_takes_any_name() {
    assertThat(
            Configs.valid(Configs.LEAST, "projects[\"demo\"].zone=in")
                .policy(new ProjectId("demo"))
                .zone())
        .isEqualTo("in");
  }

  @Test
  void a_bad_value_is_blamed_on_the_set() {
    assertThat(Configs.problem(Configs.LEAST, "edge.coldAfter=soon"))
        .isEqualTo(
            "--set edge.coldAfter edge.coldAfter: expected a duration from 1s to 30d, found 'soon';"
                + " write a number and a unit: ms, s, m, h or d, such as 30s");
  }

  @Test
  void an_unknown_path_is_suggested() {
    assertThat(Configs.problem(Configs.LEAST, "edge.brust=1")).endsWith("write 'burst'");
    assertThat(Configs.problem(Configs.LEAST, "egde.burst=1")).endsWith("write 'edge'");
  }

  @Test
  void a_set_without_value_or_path_is_refused() {
    assertThat(Configs.problem(Configs.LEAST, "edge.burst")).contains("found no '='");
    assertThat(Configs.problem(Configs.LEAST, "=1")).contains("found a path that is none");
    assertThat(Configs.problem(Configs.LEAST, ".edge.burst=1"))
        .contains("found a path that is none");
    assertThat(Configs.problem(Configs.LEAST, "edge..burst=1"))
        .contains("found a path that is none");
    assertThat(Configs.problem(Configs.LEAST, "pops[x]=SIN")).contains("found a path that is none");
  }

  @Test
  void an_item_beyond_the_end_is_refused() {
    assertThat(Configs.problem(Configs.LEAST, "providers[5].name=x"))
        .contains("expected an item from 0 to 1 (which appends), found 5");
  }

  @Test
  void a_path_into_a_single_value_is_refused() {
    assertThat(Configs.problem(Configs.LEAST, "name.x=1"))
        .contains("expected a mapping to set 'x' in");
    assertThat(Configs.problem(Configs.LEAST, "name[0]=1"))
        .contains("expected a list to set item 0 of");
  }

  @Test
  void a_value_that_is_no_yaml_is_refused() {
    assertThat(Configs.problem(Configs.LEAST, "name=[a"))
        .startsWith("--set name name: expected YAML");
  }
}
