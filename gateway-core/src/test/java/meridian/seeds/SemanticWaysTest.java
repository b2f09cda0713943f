package meridian.seeds;

import static meridian.seeds.GatewayWorld.DEMO;
import static meridian.seeds.GatewayWorld.OTHER;
import static meridian.seeds.GatewayWorld.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meridian.CacheResult;
import meridian.Layer;
import meridian.Money;
import meridian.Refusal;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.UsageRecord;
import meridian.cache.CachePolicy;
import meridian.semantic.Embedding;
import meridian.semantic.SemanticPolicy;
import meridian.telemetry.Event;
import org.junit.jupiter.api.Test;

/// The ways of a request through the semantic cache, in virtual time.
final class SemanticWaysTest {
  private static final String ASKED =
      "How do I turn on the night mode of the phone that I bought in the shop last week?";
  private static final String REWORDED = ASKED + " Thank you.";

  private final GatewayWorld world = new GatewayWorld();

  private void use(SemanticPolicy.Mode mode) {
    world.semantic.put(DEMO, new SemanticPolicy(mode, 0.9, Duration.ofMinutes(30)));
  }

  private List<String> results() {
    return world.events(Event.CacheAsked.class).stream()
        .filter(asked -> asked.layer().equals("semantic"))
        .map(Event.CacheAsked::result)
        .toList();
  }

  @Test
  void the_same_question_in_other_words_is_answered_without_a_provider() {
    use(SemanticPolicy.Mode.ON);
    world.run(() -> {
      world.ask(ASKED).send();
      RecordingClient similar = world.ask(REWORDED).send();
      assertThat(world.provider.calls()).isEqualTo(1);
      assertThat(similar.text()).isEqualTo(ScriptedProvider.text(1));
      assertThat(similar.head().cache()).isEqualTo(CacheResult.SEMANTIC_HIT);
      assertThat(similar.head().layer()).isEqualTo(Layer.ORIGIN);
      assertThat(similar.head().cost()).contains(Money.ZERO);
      assertThat(similar.head().saved().orElseThrow().microUsd()).isPositive();
    });
    assertThat(results()).containsExactly("miss", "hit");
    RequestTimeline timeline = world.lastTimeline();
    assertThat(timeline.stages().nanos(Stage.SEMANTIC_EMBED)).isPositive();
    assertThat(timeline.stages().nanos(Stage.PROVIDER_TTFT)).isZero();
    assertThat(timeline.residualNanos()).isZero();
  }

  @Test
  void a_similar_answer_streams_as_well() {
    use(SemanticPolicy.Mode.ON);
    world.run(() -> {
      world.ask(ASKED).send();
      RecordingClient similar = world.ask(REWORDED).streamed().send();
      assertThat(similar.head().cache()).isEqualTo(CacheResult.SEMANTIC_HIT);
      assertThat(similar.text()).isEqualTo(ScriptedProvider.text(1));
    });
  }

  @Test
  void a_semantic_hit_gives_its_reserve_back_and_is_recorded() {
    use(SemanticPolicy.Mode.ON);
    world.run(() -> {
      world.ledger.fund(DEMO, Optional.of(new Money(1_000_000)), world.kernel.nanos());
      world.ask(ASKED).send();
      Money after = world.ledger.account(DEMO, world.kernel.nanos()).available();
      world.ask(REWORDED).send();
      assertThat(world.ledger.account(DEMO, world.kernel.nanos()).available()).isEqualTo(after);
    });
    List<UsageRecord> kept =
        world.events(Event.UsageRecorded.class).stream().map(Event.UsageRecorded::usage).toList();
    assertThat(kept)
        .extracting(UsageRecord::cache)
        .containsExactly(CacheResult.MISS, CacheResult.SEMANTIC_HIT);
    assertThat(kept.getLast().charge().cost()).contains(Money.ZERO);
    assertThat(kept.getLast().saved()).isEqualTo(kept.getFirst().charge().cost());
  }

  @Test
  void without_being_told_to_it_embeds_nothing() {
    world.run(() -> {
      world.ask(ASKED).send();
      world.ask(REWORDED).send();
    });
    assertThat(world.embedder.texts()).isZero();
    assertThat(world.provider.calls()).isEqualTo(2);
  }

  @Test
  void a_shadow_counts_what_it_would_have_answered_and_answers_nothing() {
    use(SemanticPolicy.Mode.SHADOW);
    world.run(() -> {
      world.ask(ASKED).send();
      assertThat(world.ask(REWORDED).send().head().cache()).isEqualTo(CacheResult.MISS);
    });
    assertThat(world.provider.calls()).isEqualTo(2);
    assertThat(results()).containsExactly("miss", "would_hit");
  }

  @Test
  void what_is_similar_and_not_the_same_goes_to_the_provider_and_says_why() {
    use(SemanticPolicy.Mode.ON);
    world.run(() -> {
      world.ask(ASKED).send();
      world.ask(ASKED.replace("on the night", "off the night")).send();
      world.ask(ASKED + " It has 64 GB.").send();
      world.ask(ASKED.replace("I bought", "I never bought")).send();
    });
    assertThat(world.provider.calls()).isEqualTo(4);
    assertThat(results())
        .containsExactly("miss", "near_opposites", "near_numbers", "near_negation");
  }

  @Test
  void one_tenant_never_gets_the_answer_of_another() {
    use(SemanticPolicy.Mode.ON);
    world.semantic.put(OTHER, new SemanticPolicy(SemanticPolicy.Mode.ON, 0.5, Duration.ofHours(1)));
    world.run(() -> {
      world.ask(ASKED).send();
      RecordingClient other = world.ask(ASKED).with(OTHER_KEY).send();
      assertThat(other.head().cache()).isEqualTo(CacheResult.MISS);
      world.ask(REWORDED).with(OTHER_KEY).send();
    });
    assertThat(world.provider.calls()).isEqualTo(2);
  }

  @Test
  void no_cache_asks_the_provider_and_stores_anew() {
    use(SemanticPolicy.Mode.ON);
    world.run(() -> {
      world.ask(ASKED).send();
      world.ask(ASKED).saying("no-cache").send();
      assertThat(world.ask(REWORDED).send().text()).isEqualTo(ScriptedProvider.text(2));
    });
    assertThat(world.provider.calls()).isEqualTo(2);
  }

  @Test
  void no_store_is_neither_embedded_nor_answered() {
    use(SemanticPolicy.Mode.ON);
    world.run(() -> {
      world.ask(ASKED).saying("no-store").send();
      world.ask(REWORDED).saying("no-store").send();
    });
    assertThat(world.embedder.texts()).isZero();
    assertThat(world.provider.calls()).isEqualTo(2);
  }

  @Test
  void it_forgets_after_its_ttl_and_no_earlier() {
    use(SemanticPolicy.Mode.ON);
    world.run(() -> {
      world.ask(ASKED).send();
      world.wait(Duration.ofMinutes(29));
      assertThat(world.ask(REWORDED).send().head().cache()).isEqualTo(CacheResult.SEMANTIC_HIT);
      world.wait(Duration.ofMinutes(1));
      assertThat(world.ask(REWORDED).send().head().cache()).isEqualTo(CacheResult.MISS);
    });
  }

  @Test
  void a_client_that_wants_nothing_older_gets_nothing_older() {
    use(SemanticPolicy.Mode.ON);
    world.run(() -> {
      world.ask(ASKED).send();
      world.wait(Duration.ofSeconds(20));
      assertThat(world.ask(REWORDED).saying("max-age=10").send().head().cache())
          .isEqualTo(CacheResult.MISS);
    });
  }

  @Test
  void a_purge_forgets_it() {
    use(SemanticPolicy.Mode.ON);
    world.run(() -> {
      world.ask(ASKED).send();
      world.filling.purge(world.kernel.nanos());
      assertThat(world.ask(REWORDED).send().head().cache()).isEqualTo(CacheResult.MISS);
    });
  }

  @Test
  void an_answer_that_is_cut_off_answers_nobody_else() {
    use(SemanticPolicy.Mode.ON);
    world.provider.finishWith("length");
    world.run(() -> {
      world.ask(ASKED).send();
      assertThat(world.ask(REWORDED).send().head().cache()).isEqualTo(CacheResult.MISS);
    });
  }

  @Test
  void what_a_fallback_answers_answers_nobody_else() {
    use(SemanticPolicy.Mode.ON);
    world.near.refuse(Refusal.passing(503, "server_error", "down", "down"));
    world.far.refuse(Refusal.passing(503, "server_error", "down", "down"));
    world.run(() -> {
      for (String asked : List.of(ASKED, REWORDED)) {
        String body = GatewayWorld.body(asked, false).replace("gpt-4o-mini", "gpt-4o");
        world.ask(asked).sending(body).send();
      }
    });
    assertThat(world.standIn.calls()).isEqualTo(2);
    assertThat(results()).containsExactly("miss", "miss");
  }

  @Test
  void data_of_a_zone_stays_out_of_an_origin_outside_it() {
    use(SemanticPolicy.Mode.ON);
    CachePolicy plain = CachePolicy.DEFAULT;
    world.policies.put(
        DEMO,
        new CachePolicy(
            plain.mode(), plain.scope(), plain.softTtl(), plain.hardTtl(), plain.stale(), "eu"));
    world.run(() -> {
      world.ask(ASKED).send();
      world.ask(REWORDED).send();
    });
    assertThat(results()).containsExactly("miss", "miss");
  }

  @Test
  void a_model_that_is_not_ready_costs_nothing_but_hits() {
    use(SemanticPolicy.Mode.ON);
    world.embedder.skip(Embedding.Reason.LOADING);
    world.run(() -> {
      world.ask(ASKED).send();
      assertThat(world.ask(REWORDED).send().head().cache()).isEqualTo(CacheResult.MISS);
    });
    assertThat(results()).containsExactly("skipped_loading", "skipped_loading");
  }

  @Test
  void whoever_waited_for_a_semantic_hit_is_told_so() {
    use(SemanticPolicy.Mode.ON);
    world.run(() -> {
      world.ask(ASKED).send();
      GatewayWorld.Sending one = world.ask(REWORDED).start();
      GatewayWorld.Sending other = world.ask(REWORDED).start();
      assertThat(one.join().head().cache()).isEqualTo(CacheResult.SEMANTIC_HIT);
      assertThat(other.join().head().cache()).isEqualTo(CacheResult.SEMANTIC_HIT);
    });
    assertThat(world.embedder.texts()).isEqualTo(2);
  }
}
