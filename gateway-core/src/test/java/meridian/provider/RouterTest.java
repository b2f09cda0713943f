package meridian.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import meridian.ChatRequest;
import meridian.EffectiveModel;
import meridian.StageTimes;
import meridian.time.Deadline;
import org.junit.jupiter.api.Test;

final class RouterTest {
  private static final Provider NEAR = target("openai/near");
  private static final Provider FAR = target("openai/far");

  private final Router router =
      new Router(
          List.of(
              new Route("*", "local", Optional.empty(), List.of("openai/far")),
              new Route("gpt-*", "openai", Optional.empty(), List.of("openai/near", "openai/far")),
              new Route("fast", "openai", Optional.of("gpt-4o-mini"), List.of("openai/near"))),
          List.of(NEAR, FAR));

  @Test
  void an_alias_reaches_the_provider_under_the_providers_name() {
    Router.Routing.Routed routed = routed(router, "fast");
    assertThat(routed.model()).isEqualTo(new EffectiveModel("openai", "gpt-4o-mini"));
    assertThat(routed.ways().getFirst().request().model()).isEqualTo("gpt-4o-mini");
    assertThat(routed.ways().getFirst().request().body().text("model")).contains("gpt-4o-mini");
    assertThat(providers(routed)).containsExactly(NEAR);
  }

  @Test
  void the_longest_prefix_wins_and_targets_keep_their_order() {
    assertThat(routed(router, "gpt-5").model()).isEqualTo(new EffectiveModel("openai", "gpt-5"));
    assertThat(providers(routed(router, "gpt-5"))).containsExactly(NEAR, FAR);
    assertThat(routed(router, "llama").model()).isEqualTo(new EffectiveModel("local", "llama"));
  }

  @Test
  void a_model_without_a_route_is_not_found() {
    Router strict =
        new Router(
            List.of(new Route("gpt-4o", "openai", Optional.empty(), List.of("openai/near"))),
            List.of(NEAR));
    assertThat(strict.effective("gpt-4o-mini")).isEmpty();
    assertThat(strict.route(request("gpt-4o-mini")))
        .isInstanceOfSatisfying(
            Router.Routing.Unroutable.class,
            unroutable -> {
              assertThat(unroutable.refusal().status()).isEqualTo(404);
              assertThat(unroutable.refusal().code()).isEqualTo("model_not_found");
              assertThat(unroutable.refusal().mayRetry()).isFalse();
            });
  }

  @Test
  void a_long_model_name_is_not_repeated_in_full() {
    Router none = new Router(List.of(), List.of());
    Router.Routing.Unroutable answer =
        (Router.Routing.Unroutable) none.route(request("m".repeat(100_000)));
    assertThat(answer.refusal().message()).hasSizeLessThan(200);
  }

  @Test
  void the_list_of_models_holds_those_routed_by_name() {
    assertThat(router.models()).containsExactly("fast");
  }

  @Test
  void routes_that_cannot_be_meant_are_refused() {
    Route toNowhere = new Route("gpt", "openai", Optional.empty(), List.of("nowhere"));
    assertThatThrownBy(() -> new Router(List.of(toNowhere), List.of(NEAR)))
        .hasMessageContaining("openai/near")
        .hasMessageContaining("nowhere");
    Route one = new Route("gpt", "openai", Optional.empty(), List.of("openai/near"));
    assertThatThrownBy(() -> new Router(List.of(one, one), List.of(NEAR)))
        .hasMessageContaining("two for 'gpt'");
    assertThatThrownBy(() -> new Router(List.of(), List.of(NEAR, NEAR)))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> new Route("g*t", "openai", Optional.empty(), List.of("x")))
        .hasMessageContaining("at its end only");
  }

  private static List<Provider> providers(Router.Routing.Routed routed) {
    return routed.ways().stream().map(Router.Way::provider).toList();
  }

  private static Router.Routing.Routed routed(Router router, String model) {
    return (Router.Routing.Routed) router.route(request(model));
  }

  private static ChatRequest request(String model) {
    return Asked.whole("{'model':'" + model + "','messages':[]}");
  }

  private static Provider target(String name) {
    return new Provider() {
      @Override
      public String target() {
        return name;
      }

      @Override
      public boolean isModelled() {
        return true;
      }

      @Override
      public Answer open(ChatRequest request, Deadline deadline) {
        return new Answer.Refusing(ProviderErrors.failed(name, 500), StageTimes.NONE);
      }
    };
  }
}
