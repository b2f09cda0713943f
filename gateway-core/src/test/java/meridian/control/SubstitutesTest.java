package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubstitutesTest {
  private final Substitutes substitutes =
      new Substitutes(
          SimulatedRun.config(
                  "prism-mumbai",
                  "providers=[{name: openai, kind: modelled, region: us-east-1, models:"
                      + " [gpt-4o-mini]}, {name: openai, kind: modelled, region: eu-west-1, models:"
                      + " [gpt-4o-mini]}, {name: anthropic, kind: modelled, region: us-west-2,"
                      + " models: [claude-haiku-4-5, {name: gpt-4o-mini, upstream:"
                      + " claude-haiku-4-5}]}]")
              .providers());

  @Test
  void whoever_has_another_model_under_the_name_is_a_fallback() {
    assertThat(substitutes.isFallback("gpt-4o-mini", "anthropic/us-west-2")).isTrue();
  }

  @Test
  void another_region_of_the_first_to_list_it_is_none_nor_who_lists_its_own_first() {
    assertThat(substitutes.isFallback("gpt-4o-mini", "openai/us-east-1")).isFalse();
    assertThat(substitutes.isFallback("gpt-4o-mini", "openai/eu-west-1")).isFalse();
    assertThat(substitutes.isFallback("claude-haiku-4-5", "anthropic/us-west-2")).isFalse();
    assertThat(substitutes.isFallback("nobody-has-it", "anthropic/us-west-2")).isFalse();
  }
}
