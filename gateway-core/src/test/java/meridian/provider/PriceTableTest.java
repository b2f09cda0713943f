package meridian.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import meridian.EffectiveModel;
import meridian.Money;
import meridian.TokenUsage;
import org.junit.jupiter.api.Test;

final class PriceTableTest {
  private static final EffectiveModel MINI = new EffectiveModel("openai", "gpt-4o-mini");
  private final PriceTable table = PriceTable.published();

  @Test
  void a_known_model_costs_what_its_provider_asks() {
    // $0.15 per million in, $0.60 out, checked against the provider's page of 2024-07.
    assertThat(table.cost(MINI, new TokenUsage(1_000_000, 0, 0))).contains(new Money(150_000));
    assertThat(table.cost(MINI, new TokenUsage(0, 0, 1_000_000))).contains(new Money(600_000));
  }

  @Test
  void the_cached_prefix_is_priced_apart() {
    assertThat(table.cost(MINI, new TokenUsage(2_000_000, 1_000_000, 0)))
        .contains(new Money(150_000 + 75_000));
  }

  @Test
  void without_a_cached_price_the_prefix_costs_as_any_input() {
    EffectiveModel old = new EffectiveModel("openai", "gpt-4-turbo");
    assertThat(table.cost(old, new TokenUsage(1_000_000, 1_000_000, 0)))
        .contains(new Money(10_000_000));
  }

  @Test
  void what_is_written_to_a_prompt_cache_has_its_price_and_an_hour_there_costs_twice_the_input() {
    EffectiveModel opus = new EffectiveModel("anthropic", "claude-opus-4-5");
    assertThat(table.cost(opus, new TokenUsage(1_000_000, 0, 1_000_000, 0, 0)))
        .contains(new Money(6_250_000));
    assertThat(table.cost(opus, new TokenUsage(1_000_000, 0, 0, 1_000_000, 0)))
        .contains(new Money(10_000_000));
    assertThat(table.cost(opus, new TokenUsage(4_000_000, 1_000_000, 1_000_000, 1_000_000, 0)))
        .contains(new Money(5_000_000 + 500_000 + 6_250_000 + 10_000_000));
    assertThat(table.cost(MINI, new TokenUsage(2_000_000, 0, 1_000_000, 1_000_000, 0)))
        .as("a provider without such prices charges for input")
        .contains(new Money(300_000));
  }

  @Test
  void a_sum_is_rounded_up_once() {
    // 1 token in and 1 out of gpt-4o-mini: 0.15 + 0.60 = 0.75 micro-dollars, not 1 + 1.
    assertThat(table.cost(MINI, new TokenUsage(1, 0, 1))).contains(new Money(1));
    assertThat(table.cost(MINI, new TokenUsage(3, 0, 1))).contains(new Money(2));
    assertThat(table.cost(MINI, TokenUsage.NONE)).contains(Money.ZERO);
  }

  @Test
  void a_cost_is_the_exact_product_rounded_up_for_any_size() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      long input = random.nextLong(1L << random.nextInt(1, 40));
      long output = random.nextLong(1L << random.nextInt(1, 40));
      TokenUsage usage =
          new TokenUsage(
              random.nextLong(1L << random.nextInt(1, 24)),
              0,
              random.nextLong(1L << random.nextInt(1, 24)));
      BigDecimal exact =
          BigDecimal.valueOf(usage.prompt())
              .multiply(BigDecimal.valueOf(input))
              .add(BigDecimal.valueOf(usage.completion()).multiply(BigDecimal.valueOf(output)))
              .movePointLeft(6);

      Money cost =
          new Price(MINI, input, OptionalLong.empty(), OptionalLong.empty(), output).of(usage);

      assertThat(cost.microUsd())
          .isEqualTo(exact.setScale(0, RoundingMode.CEILING).longValueExact());
    }
  }

  @Test
  void an_unknown_model_has_no_price_rather_than_none_to_pay() {
    TokenUsage usage = new TokenUsage(10, 0, 10);
    assertThat(table.cost(new EffectiveModel("openai", "gpt-99"), usage)).isEmpty();
    assertThat(table.cost(new EffectiveModel("somebody", "gpt-4o-mini"), usage)).isEmpty();
  }

  @Test
  void a_dated_name_has_the_price_of_the_undated_one_unless_it_has_its_own() {
    TokenUsage usage = new TokenUsage(1_000_000, 0, 0);
    assertThat(table.cost(new EffectiveModel("openai", "gpt-4o-mini-2024-07-18"), usage))
        .contains(new Money(150_000));
    assertThat(table.cost(new EffectiveModel("anthropic", "claude-haiku-4-5-20251001"), usage))
        .contains(new Money(1_000_000));
    assertThat(table.cost(new EffectiveModel("openai", "gpt-4o-2024-05-13"), usage))
        .contains(new Money(5_000_000));
  }

  @Test
  void an_operators_price_goes_before_the_shipped_one() {
    Price own = new Price(MINI, 1_000_000, OptionalLong.empty(), OptionalLong.empty(), 0);
    assertThat(table.with(List.of(own)).cost(MINI, new TokenUsage(5, 0, 9))).contains(new Money(5));
  }

  @Test
  void every_shipped_price_is_plausible() {
    assertThat(table.size()).isGreaterThan(60);
    for (String model : List.of("gpt-4.1", "gpt-5", "o3", "gpt-3.5-turbo")) {
      Price price = table.price(new EffectiveModel("openai", model)).orElseThrow();
      assertThat(price.input()).as(model).isPositive().isLessThan(price.output());
      assertThat(price.cachedInput().orElse(0)).as(model).isLessThan(price.input());
    }
  }

  @Test
  void embeddings_cost_their_prompt_alone() {
    TokenUsage usage = new TokenUsage(1_000_000, 0, 0);
    assertThat(table.cost(new EffectiveModel("openai", "text-embedding-3-small"), usage))
        .contains(new Money(20_000));
    assertThat(table.cost(new EffectiveModel("openai", "text-embedding-3-large"), usage))
        .contains(new Money(130_000));
    assertThat(table.cost(new EffectiveModel("openai", "text-embedding-ada-002-v2"), usage))
        .contains(new Money(100_000));
    assertThat(table.cost(new EffectiveModel("google", "gemini-embedding-001"), usage))
        .contains(new Money(150_000));
  }
}
