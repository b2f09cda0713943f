package meridian.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.ChatRequest;
import meridian.EffectiveModel;
import meridian.ProjectId;
import meridian.Refusal;
import meridian.Source;
import meridian.StageTimes;
import meridian.provider.OwnKeys.House;
import meridian.provider.Router.Routing;
import meridian.provider.Router.Way;
import meridian.time.Deadline;
import org.junit.jupiter.api.Test;

final class OwnKeysTest {
  private static final ProjectId ACME = new ProjectId("acme");
  private static final Named OWN_EAST = new Named("openai/east@acme", false);

  private final Routing.Routed routed =
      (Routing.Routed)
          new Router(
                  List.of(
                      new Route(
                          "m",
                          "openai",
                          java.util.Optional.empty(),
                          List.of("openai/east", "local/here"),
                          List.of(
                              new Route.Fallback("other/west", new EffectiveModel("other", "n"))))),
                  List.of(
                      new Named("openai/east", false),
                      new Named("local/here", true),
                      new Named("other/west", false)))
              .route(Asked.whole("{'model':'m','messages':[]}"));

  private record Named(String target, boolean isModelled) implements Provider {
    @Override
    public Answer open(ChatRequest request, Deadline deadline) {
      return new Answer.Refusing(
          Refusal.badRequest("never", "never asked", "model"), StageTimes.NONE);
    }
  }

  private static OwnKeys keys(House house) {
    return new OwnKeys(ACME, Map.of("openai/east", OWN_EAST), Set.of("local/here"), house);
  }

  private static List<String> targets(Routing routing) {
    return ((Routing.Routed) routing)
        .ways().stream().map(way -> way.provider().target() + " " + way.source()).toList();
  }

  @Test
  void the_gateways_keys_are_never_used_unless_that_is_said() {
    assertThat(targets(keys(House.NEVER).on(routed)))
        .containsExactly("openai/east@acme BYOK", "local/here MODELLED");
  }

  @Test
  void elsewhere_they_serve_providers_the_project_has_no_key_for() {
    assertThat(targets(keys(House.ELSEWHERE).on(routed)))
        .containsExactly("openai/east@acme BYOK", "local/here MODELLED", "other/west MEASURED");
  }

  @Test
  void as_a_fallback_they_come_after_all_own_ways_and_before_other_models() {
    Routing.Routed all = (Routing.Routed) keys(House.FALLBACK).on(routed);
    assertThat(targets(all))
        .containsExactly(
            "openai/east@acme BYOK",
            "local/here MODELLED",
            "openai/east MEASURED",
            "other/west MEASURED");
    assertThat(all.ways()).extracting(Way::isFallback).containsExactly(false, false, false, true);
    assertThat(all.model()).isEqualTo(routed.model());
  }

  @Test
  void a_model_no_key_reaches_is_refused_by_name_of_its_provider() {
    OwnKeys none = new OwnKeys(ACME, Map.of(), Set.of(), House.NEVER);
    Refusal refusal = ((Routing.Unroutable) none.on(routed)).refusal();
    assertThat(refusal.status()).isEqualTo(403);
    assertThat(refusal.code()).isEqualTo("no_provider_key");
    assertThat(refusal.message()).contains("acme", "openai");
  }

  @Test
  void what_an_own_key_buys_is_charged_nothing_even_without_a_price() {
    assertThat(Source.BYOK.charged(java.util.Optional.empty())).contains(meridian.Money.ZERO);
    assertThat(Source.BYOK.charged(java.util.Optional.of(new meridian.Money(9))))
        .contains(meridian.Money.ZERO);
    assertThat(Source.MEASURED.charged(java.util.Optional.empty())).isEmpty();
    for (Source source : Source.values()) {
      assertThat(Source.labelled(source.label())).isEqualTo(source);
    }
  }
}
