package meridian.control.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class YamlTreeTest {
  @Test
  void what_is_no_yaml_is_refused_with_its_place() {
    assertThat(Configs.problem("name: x\n  seed: 1\n")).startsWith("gateway.yaml:2:");
    assertThat(Configs.problem("name: \"x\n"))
        .startsWith("gateway.yaml:")
        .contains("expected YAML");
    assertThat(Configs.problem("name: @x\n")).startsWith("gateway.yaml:1:7");
    assertThat(Configs.problem("name: \u0007\n")).contains("expected YAML");
  }

  @Test
  void a_second_document_is_refused() {
    assertThat(Configs.problem("---\nname: x\n---\nname: y\n"))
        .startsWith("gateway.yaml:4:1:")
        .contains("one document");
  }

  @Test
  void depth_is_bounded_so_a_megabyte_of_brackets_is_only_a_problem() {
    assertThat(Configs.problem("[".repeat(1 << 20))).contains("at most 32 levels");
    assertThat(Configs.problem("{a: ".repeat(200_000))).contains("at most 32 levels");
  }

  @Test
  void length_is_bounded() {
    assertThat(Configs.problem("#".repeat((1 << 20) + 1))).contains("at most 1048576 characters");
  }

  @Test
  void what_aliases_repeat_is_bounded() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i <= 9; i++) {
      String one = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n"
              .formatted(i, i, String.join(", ", java.util.Collections.nCopies(10, one))));
    }
    assertThat(Configs.problem(bomb.toString()))
        .contains("at most 20000 values with what aliases repeat");
  }

  @Test
  void an_alias_to_nothing_or_to_itself_is_refused() {
    assertThat(Configs.problem("name: *nobody\n")).contains("expected an anchor '&nobody'");
    assertThat(Configs.problem("edge: &e\n  burst: *e\n")).contains("expected an anchor '&e'");
  }

  @Test
  void an_alias_repeats_a_value() {
    GatewayConfig config = Configs.valid(Configs.LEAST + "edge: {coldMin: &t 30ms, coldMax: *t}\n");
    assertThat(config.edge().coldMax()).isEqualTo(config.edge().coldMin());
  }

  @Test
  void tags_are_not_obeyed() {
    assertThat(Configs.valid(Configs.LEAST + "seed: !!java.lang.String 7\n").seed()).isEqualTo(7);
  }

  @Test
  void a_name_that_is_no_scalar_is_refused() {
    assertThat(Configs.problem("? [a, b]\n: 1\n")).contains("expected a name");
  }
}
