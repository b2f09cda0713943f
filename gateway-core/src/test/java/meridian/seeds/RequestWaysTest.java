package meridian.seeds;

import static meridian.seeds.GatewayWorld.CLIENT_WAY;
import static meridian.seeds.GatewayWorld.FRA;
import static meridian.seeds.GatewayWorld.ONE_WAY;
import static meridian.seeds.GatewayWorld.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import meridian.CacheResult;
import meridian.Layer;
import meridian.Money;
import meridian.Refusal;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.cache.CachePolicy;
import meridian.telemetry.Event;
import org.junit.jupiter.api.Test;

/// The ways of a request through edge and origin, in virtual time.
final class RequestWaysTest {
  private final GatewayWorld world = new GatewayWorld();

  @Test
  void a_hit_never_touches_origin() {
    world.run(() -> {
      String first = world.ask("what is a PoP?").send().text();
      world.wait(Duration.ofMinutes(2));
      int callsBefore = world.network.callsForClients();
      RecordingClient again = world.ask("what is a PoP?").send();
      assertThat(world.network.callsForClients()).isEqualTo(callsBefore);
      assertThat(again.text()).isEqualTo(first).isEqualTo(ScriptedProvider.text(1));
      assertThat(again.head().cache()).isEqualTo(CacheResult.HIT);
      assertThat(again.head().layer()).isEqualTo(Layer.EDGE);
      assertThat(again.head().allowances().requests()).isPresent();
      assertThat(again.head().cost()).contains(Money.ZERO);
      assertThat(again.head().saved().orElseThrow().microUsd()).isPositive();
    });
  }

  @Test
  void the_stages_of_every_way_add_up_to_its_total() {
    world.run(() -> {
      world.ask("one").send();
      world.ask("one").send();
      world.ask("two").streamed().send();
      world.wait(Duration.ofMinutes(2));
      world.ask("one").send();
      world.ask("two").streamed().send();
      world.ask("two").at(FRA).send();
      world.provider.refuse(Refusal.passing(503, "server_error", "down", "down"));
      world.ask("three").send();
      world.ask("four").withoutKey().send();
    });
    assertThat(world.timelines()).hasSize(8);
    for (RequestTimeline timeline : world.timelines()) {
      assertThat(timeline.residualNanos()).as(timeline.toString()).isZero();
      assertThat(timeline.totalNanos()).isPositive();
    }
  }

  @Test
  void a_miss_shows_both_ways_and_the_provider() {
    world.run(() -> world.ask("far").streamed().send());
    RequestTimeline timeline = world.lastTimeline();
    assertThat(timeline.stages().nanos(Stage.CLIENT_EDGE)).isEqualTo(CLIENT_WAY);
    assertThat(timeline.stages().nanos(Stage.EDGE_ORIGIN)).isEqualTo(ONE_WAY);
    assertThat(timeline.stages().nanos(Stage.ORIGIN_EDGE)).isEqualTo(ONE_WAY);
    assertThat(timeline.stages().nanos(Stage.EDGE_CLIENT)).isEqualTo(CLIENT_WAY);
    assertThat(timeline.stages().nanos(Stage.PROVIDER_TTFT)).isEqualTo(500_000_000L);
    assertThat(timeline.stages().nanos(Stage.EDGE_COLD_START)).isBetween(20_000_000L, 50_000_000L);
    assertThat(timeline.cost().orElseThrow().microUsd()).isPositive();
  }

  @Test
  void each_chunk_reaches_the_client_one_way_after_the_provider_sent_it() {
    List<Long> arrivals = new ArrayList<>();
    world.run(() -> arrivals.addAll(world.ask("stream").streamed().send().chunkNanos()));
    for (int i = 1; i < arrivals.size(); i++) {
      assertThat(arrivals.get(i) - arrivals.get(i - 1)).isEqualTo(20_000_000L);
    }
    RequestTimeline timeline = world.lastTimeline();
    long beforeProvider =
        timeline.stages().nanos(Stage.CLIENT_EDGE)
            + timeline.stages().nanos(Stage.EDGE_COLD_START)
            + timeline.stages().nanos(Stage.EDGE_AUTH)
            + timeline.stages().nanos(Stage.EDGE_KV)
            + ONE_WAY;
    assertThat(timeline.firstTokenNanos())
        .isEqualTo(beforeProvider + 500_000_000L + ONE_WAY + CLIENT_WAY);
  }

  @Test
  void within_the_propagation_window_another_pop_is_answered_by_the_origins_cache() {
    world.run(() -> {
      world.ask("window").send();
      RecordingClient other = world.ask("window").at(FRA).send();
      assertThat(other.head().cache()).isEqualTo(CacheResult.HIT);
      assertThat(other.head().layer()).isEqualTo(Layer.ORIGIN);
      assertThat(world.provider.calls()).isEqualTo(1);
    });
  }

  @Test
  void identical_requests_in_flight_make_one_provider_call() {
    world.run(() -> {
      List<GatewayWorld.Sending> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        GatewayWorld.Ask ask = world.ask("same").at(i % 2 == 0 ? GatewayWorld.SIN : FRA);
        all.add((i % 3 == 0 ? ask.streamed() : ask).start());
        world.wait(Duration.ofMillis(10));
      }
      for (GatewayWorld.Sending sending : all) {
        assertThat(sending.join().text()).isEqualTo(ScriptedProvider.text(1));
        assertThat(sending.client().isEnded()).isTrue();
      }
    });
    assertThat(world.provider.calls()).isEqualTo(1);
    assertThat(world.timelines().stream().filter(t -> t.cache() == CacheResult.COLLAPSED))
        .hasSize(19)
        .allSatisfy(t -> assertThat(t.cost()).contains(Money.ZERO))
        .allSatisfy(t -> assertThat(t.residualNanos()).isZero());
  }

  @Test
  void a_flight_goes_on_for_its_followers_when_the_leader_leaves() {
    world.run(() -> {
      GatewayWorld.Sending leader = world.ask("shared").streamed().leavingAfter(2).start();
      world.wait(Duration.ofMillis(100));
      GatewayWorld.Sending follower = world.ask("shared").streamed().start();
      leader.join();
      assertThat(follower.join().text()).isEqualTo(ScriptedProvider.text(1));
      assertThat(world.events(Event.ClientLeft.class)).hasSize(1);
    });
  }

  @Test
  void a_provider_call_that_nobody_listens_to_is_ended_and_not_stored() {
    world.run(() -> {
      world.ask("abandoned").streamed().leavingAfter(2).send();
      world.wait(Duration.ofSeconds(1));
      assertThat(world.provider.running()).isZero();
      assertThat(world.store.size()).isZero();
    });
  }

  @Test
  void another_tenant_never_gets_the_entry() {
    world.run(() -> {
      world.ask("secret plan").send();
      world.wait(Duration.ofMinutes(2));
      RecordingClient other = world.ask("secret plan").with(OTHER_KEY).send();
      assertThat(other.head().cache()).isEqualTo(CacheResult.MISS);
      assertThat(other.text()).isEqualTo(ScriptedProvider.text(2));
    });
  }

  @Test
  void projects_that_name_the_same_group_share_entries() {
    CachePolicy shared = policy(new CachePolicy.Scope.Shared("family"), "");
    world.policies.put(GatewayWorld.DEMO, shared);
    world.policies.put(GatewayWorld.OTHER, shared);
    world.run(() -> {
      world.ask("together").send();
      RecordingClient other = world.ask("together").with(OTHER_KEY).send();
      assertThat(other.head().cache()).isEqualTo(CacheResult.HIT);
    });
  }

  @Test
  void entries_of_a_zone_stay_with_its_pops() {
    world.policies.put(GatewayWorld.DEMO, policy(CachePolicy.Scope.PROJECT, "eu"));
    world.run(() -> {
      world.ask("regulated").at(FRA).send();
      assertThat(world.store.size()).as("Mumbai is outside the zone").isZero();
      world.wait(Duration.ofMinutes(2));
      assertThat(world.ask("regulated").at(FRA).send().head().layer()).isEqualTo(Layer.EDGE);
      assertThat(world.ask("regulated").send().head().cache()).isEqualTo(CacheResult.MISS);
    });
  }

  @Test
  void no_cache_asks_the_provider_and_stores_its_answer() {
    world.run(() -> {
      world.ask("fresh").send();
      RecordingClient refreshed = world.ask("fresh").saying("no-cache").send();
      assertThat(refreshed.head().cache()).isEqualTo(CacheResult.REFRESH);
      assertThat(refreshed.text()).isEqualTo(ScriptedProvider.text(2));
      world.wait(Duration.ofMinutes(2));
      assertThat(world.ask("fresh").send().text()).isEqualTo(ScriptedProvider.text(2));
    });
  }

  @Test
  void a_purge_reaches_pops_and_origin() {
    world.run(() -> {
      world.ask("old").send();
      world.wait(Duration.ofMinutes(2));
      assertThat(world.filling.purge(world.kernel.nanos())).isEqualTo(1);
      world.wait(Duration.ofMinutes(2));
      assertThat(world.ask("old").send().head().cache()).isEqualTo(CacheResult.MISS);
    });
  }

  @Test
  void no_store_leaves_no_trace_in_any_cache() {
    world.run(() -> {
      RecordingClient client = world.ask("private").saying("no-store").send();
      assertThat(client.head().cache()).isEqualTo(CacheResult.BYPASS);
      assertThat(world.store.size()).isZero();
    });
  }

  @Test
  void only_if_cached_never_calls_a_provider_and_the_origins_entry_will_do() {
    world.run(() -> {
      RecordingClient none = world.ask("cached?").saying("only-if-cached").send();
      assertThat(none.refusal().orElseThrow().status()).isEqualTo(504);
      world.ask("cached?").send();
      RecordingClient some = world.ask("cached?").at(FRA).saying("only-if-cached").send();
      assertThat(some.head().layer()).isEqualTo(Layer.ORIGIN);
    });
    assertThat(world.provider.calls()).isEqualTo(1);
  }

  @Test
  void only_if_cached_never_calls_a_provider_even_where_no_cache_may_answer() {
    world.run(() -> {
      for (String also : new String[] {"no-cache", "no-store"}) {
        RecordingClient client = world.ask("odd").saying("only-if-cached, " + also).send();
        assertThat(client.refusal().orElseThrow().status()).isEqualTo(504);
      }
      String body = GatewayWorld.body("odd", false).replace("{\"model\"", "{\"zeta\":1,\"model\"");
      RecordingClient client = world.ask("odd").sending(body).saying("only-if-cached").send();
      assertThat(client.refusal().orElseThrow().status()).isEqualTo(504);
    });
    assertThat(world.provider.calls()).isZero();
  }

  @Test
  void an_unknown_field_bypasses_every_cache_and_still_gets_an_answer() {
    world.run(() -> {
      String body = GatewayWorld.body("odd", false).replace("{\"model\"", "{\"zeta\":1,\"model\"");
      RecordingClient first = world.ask("odd").sending(body).send();
      RecordingClient second = world.ask("odd").sending(body).send();
      assertThat(first.head().cache()).isEqualTo(CacheResult.BYPASS);
      assertThat(second.text()).isEqualTo(ScriptedProvider.text(2));
      assertThat(second.head().detail()).contains("zeta");
    });
  }

  @Test
  void a_cut_link_serves_stale_where_the_policy_allows_and_a_502_where_not() {
    world.policies.put(GatewayWorld.DEMO, shortLived(CachePolicy.Stale.SERVE));
    world.policies.put(GatewayWorld.OTHER, shortLived(CachePolicy.Stale.REFUSE));
    world.run(() -> {
      world.ask("weather").send();
      world.ask("weather").with(OTHER_KEY).send();
      world.wait(Duration.ofMinutes(2));
      world.network.cut();
      RecordingClient stale = world.ask("weather").send();
      assertThat(stale.head().cache()).isEqualTo(CacheResult.STALE);
      assertThat(stale.head().ttlNanos()).isNegative();
      RecordingClient refused = world.ask("weather").with(OTHER_KEY).send();
      assertThat(refused.refusal().orElseThrow().status()).isEqualTo(502);
    });
  }

  @Test
  void a_failing_provider_lets_the_origin_serve_its_stale_entry() {
    world.policies.put(GatewayWorld.DEMO, shortLived(CachePolicy.Stale.SERVE));
    world.run(() -> {
      world.ask("news").send();
      world.wait(Duration.ofSeconds(70));
      world.provider.refuse(Refusal.passing(503, "server_error", "down", "down"));
      RecordingClient stale = world.ask("news").at(FRA).send();
      assertThat(stale.head().cache()).isEqualTo(CacheResult.STALE);
      assertThat(stale.text()).isEqualTo(ScriptedProvider.text(1));
    });
  }

  @Test
  void answers_that_are_cut_off_or_broken_are_never_stored() {
    world.run(() -> {
      world.provider.finishWith("length");
      world.ask("long").streamed().send();
      world.provider.finishWith("stop");
      world.provider.breakAfter(3);
      RecordingClient broken = world.ask("broken").streamed().send();
      assertThat(broken.refusal().orElseThrow().code()).isEqualTo("provider_broke_off");
      assertThat(world.store.size()).isZero();
    });
  }

  @Test
  void a_failed_leader_fails_its_followers_and_leaves_nothing_behind() {
    world.run(() -> {
      world.provider.breakAfter(0);
      GatewayWorld.Sending leader = world.ask("doomed").start();
      GatewayWorld.Sending follower = world.ask("doomed").start();
      assertThat(leader.join().refusal()).isPresent();
      assertThat(follower.join().refusal()).isPresent();
      world.provider.answerAgain();
      assertThat(world.ask("doomed").send().text()).isEqualTo(ScriptedProvider.text(2));
    });
  }

  @Test
  void the_usage_chunk_is_shown_only_to_those_who_asked() {
    world.run(() -> {
      RecordingClient plain = world.ask("usage").streamed().send();
      assertThat(plain.chunks()).noneMatch(chunk -> chunk.has("usage"));
      String body =
          GatewayWorld.body("usage too", true)
              .replace(
                  "\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}");
      RecordingClient asked = world.ask("usage too").sending(body).send();
      assertThat(asked.chunks().getLast().object("usage")).isPresent();
    });
  }

  private static CachePolicy policy(CachePolicy.Scope scope, String zone) {
    return new CachePolicy(
        CachePolicy.Mode.ON,
        scope,
        Duration.ofHours(1),
        Duration.ofHours(24),
        CachePolicy.Stale.SERVE,
        zone);
  }

  private static CachePolicy shortLived(CachePolicy.Stale stale) {
    return new CachePolicy(
        CachePolicy.Mode.ON,
        CachePolicy.Scope.PROJECT,
        Duration.ofMinutes(1),
        Duration.ofHours(24),
        stale,
        "");
  }
}
