package meridian.seeds;

import static meridian.seeds.GatewayWorld.DEMO_KEY;
import static meridian.seeds.GatewayWorld.FRA;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.CacheResult;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyTerms;
import meridian.KeyText;
import meridian.Layer;
import meridian.edge.EdgeSettings;
import meridian.telemetry.Event;
import org.junit.jupiter.api.Test;

/// Keys at the edge, in virtual time: who is let in, and for how long after a revocation.
final class KeysTest {
  private static final KeyId DEMO_ID = KeyText.parse(DEMO_KEY).orElseThrow().id();
  private final GatewayWorld world = new GatewayWorld();

  @Test
  void a_missing_malformed_or_wrong_key_is_refused_with_401() {
    world.run(() -> {
      assertThat(refusalCode(world.ask("x").withoutKey())).isEqualTo("missing_api_key");
      assertThat(refusalCode(world.ask("x").with("sk-123"))).isEqualTo("invalid_api_key");
      String wrongSecret = DEMO_KEY.substring(0, DEMO_KEY.length() - 1) + "b";
      assertThat(refusalCode(world.ask("x").with(wrongSecret))).isEqualTo("invalid_api_key");
      String unknown = "mk_nobody000001_" + "c".repeat(32);
      assertThat(refusalCode(world.ask("x").with(unknown))).isEqualTo("invalid_api_key");
    });
    assertThat(world.provider.calls()).isZero();
    assertThat(world.timelines()).allMatch(timeline -> timeline.status() == 401);
  }

  @Test
  void a_new_key_works_at_once_although_the_kv_has_not_brought_it() {
    world.run(() -> {
      String fresh = "mk_fresh0000001_" + "d".repeat(32);
      assertThat(refusalCode(world.ask("x").with(fresh))).isEqualTo("invalid_api_key");
      KeyText text = KeyText.parse(fresh).orElseThrow();
      long now = world.kernel.nanos();
      world.registry.put(
          new KeyRecord(text.id(), text.digest(), GatewayWorld.DEMO, false, now), now);
      assertThat(world.ask("x").with(fresh).send().refusal()).isEmpty();
    });
  }

  @Test
  void a_revoked_key_is_refused_within_the_propagation_bound_and_its_table_ttl() {
    world.run(() -> {
      world.ask("warm").send();
      world.wait(Duration.ofMinutes(2));
      world.registry.revoke(DEMO_ID, world.kernel.nanos());
      long revoked = world.kernel.nanos();
      int answered = 0;
      while (world.ask("warm").send().refusal().isEmpty()) {
        answered++;
        world.wait(Duration.ofSeconds(1));
      }
      Duration lag = Duration.ofNanos(world.kernel.nanos() - revoked);
      assertThat(answered).as("hits are served in the window").isPositive();
      assertThat(lag).isLessThan(Duration.ofSeconds(60 + 30 + 2));
      world.ask("warm").send();
      assertThat(world.events(Event.RevocationSeen.class)).hasSize(1);
    });
  }

  @Test
  void a_miss_with_a_revoked_key_is_refused_at_once_by_the_origin() {
    world.run(() -> {
      world.ask("warm").send();
      world.registry.revoke(DEMO_ID, world.kernel.nanos());
      assertThat(refusalCode(world.ask("something new"))).isEqualTo("revoked_api_key");
    });
    assertThat(world.provider.calls()).isEqualTo(1);
  }

  @Test
  void past_its_lease_a_key_is_confirmed_by_the_origin_or_the_pop_fails_closed() {
    world.run(() -> {
      world.ask("lease").send();
      world.wait(Duration.ofMinutes(6));
      int calls = world.network.calls();
      assertThat(world.ask("lease").send().refusal()).isEmpty();
      assertThat(world.network.calls()).as("one confirmation, no request").isEqualTo(calls + 1);
      world.wait(Duration.ofMinutes(6));
      world.network.cut();
      assertThat(refusalCode(world.ask("lease"))).isEqualTo("key_unconfirmed");
    });
  }

  @Test
  void a_key_in_use_is_confirmed_early_so_that_an_origin_away_locks_nobody_out() {
    world.run(() -> {
      world.ask("known").send();
      for (int minute = 0; minute < 6; minute++) {
        world.wait(Duration.ofSeconds(50));
        assertThat(world.ask("known").send().refusal()).isEmpty();
      }
      world.network.cut();
      for (int second = 0; second < 145; second += 5) {
        world.wait(Duration.ofSeconds(5));
        assertThat(world.ask("known").send().refusal())
            .as("%d s after the origin went away", second + 5)
            .isEmpty();
      }
      world.wait(Duration.ofMinutes(5));
      assertThat(refusalCode(world.ask("known"))).as("fails closed").isEqualTo("key_unconfirmed");
    });
  }

  @Test
  void a_key_is_confirmed_by_one_question_at_a_time_that_no_request_waits_for() {
    world.run(() -> {
      world.ask("known").send();
      world.wait(Duration.ofSeconds(45));
      world.ask("known").send();
      world.wait(Duration.ofSeconds(15));
      int before = world.network.confirmations();
      Duration slowest = Duration.ZERO;
      for (int i = 0; i < 40; i++) {
        GatewayWorld.Sending one = world.ask("known").start();
        GatewayWorld.Sending other = world.ask("known").start();
        one.join();
        other.join();
        Duration total = Duration.ofNanos(world.lastTimeline().totalNanos());
        slowest = slowest.compareTo(total) > 0 ? slowest : total;
        world.wait(Duration.ofSeconds(5));
      }
      assertThat(world.network.confirmations() - before)
          .as("half a lease after the last one")
          .isEqualTo(1);
      assertThat(slowest).isLessThan(Duration.ofMillis(60));
    });
  }

  @Test
  void after_a_rotation_both_secrets_work_for_the_overlap_and_then_the_new_one_alone() {
    String fresh = DEMO_KEY.substring(0, 16) + "z".repeat(32);
    world.run(() -> {
      world.ask("warm").send();
      long now = world.kernel.nanos();
      long until = now + Duration.ofMinutes(10).toNanos();
      var digest = KeyText.parse(fresh).orElseThrow().digest();
      assertThat(world.registry.rotate(DEMO_ID, digest, until, now)).isTrue();
      assertThat(world.ask("warm").with(fresh).send().refusal())
          .as("at once, although the PoP knows the old record only")
          .isEmpty();
      assertThat(world.ask("warm").send().refusal()).isEmpty();
      world.wait(Duration.ofMinutes(9));
      assertThat(world.ask("warm").send().refusal()).isEmpty();
      world.wait(Duration.ofMinutes(1));
      assertThat(refusalCode(world.ask("warm"))).isEqualTo("retired_api_key");
      assertThat(world.ask("warm").with(fresh).send().refusal()).isEmpty();
    });
  }

  @Test
  void a_key_is_refused_from_its_expiry_on_at_edge_and_origin() {
    world.run(() -> {
      world.ask("warm").send();
      long now = world.kernel.nanos();
      long end = now + Duration.ofMinutes(5).toNanos();
      world.registry.change(DEMO_ID, terms -> terms.expiring(Optional.of(end)), now);
      world.wait(Duration.ofMinutes(4));
      assertThat(world.ask("warm").send().refusal()).isEmpty();
      world.wait(Duration.ofMinutes(1));
      assertThat(refusalCode(world.ask("warm"))).isEqualTo("expired_api_key");
      long later = world.kernel.nanos();
      world.registry.change(DEMO_ID, terms -> terms.expiring(Optional.empty()), later);
      world.wait(Duration.ofMinutes(2));
      assertThat(world.ask("warm").send().refusal()).as("put off again").isEmpty();
    });
  }

  @Test
  void a_key_may_be_cached_otherwise_than_its_project() {
    world.run(() -> {
      world.registry.change(
          DEMO_ID,
          terms ->
              new KeyTerms(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(KeyTerms.CacheUse.OFF),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(3L),
                  Optional.empty()),
          world.kernel.nanos());
      world.wait(Duration.ofMinutes(2));
      for (int i = 0; i < 3; i++) {
        assertThat(world.ask("same").send().refusal()).isEmpty();
        assertThat(world.lastTimeline().detail()).isEqualTo("cache_off");
      }
      assertThat(world.ask("same").send().refusal().orElseThrow().status())
          .as("its own limit of 3 a minute")
          .isEqualTo(429);
    });
    assertThat(world.provider.calls()).isEqualTo(3);
  }

  @Test
  void an_entry_of_a_key_with_a_zone_of_its_own_is_never_shown_to_the_others() {
    String other = "mk_demo00000002_" + "e".repeat(32);
    KeyText text = KeyText.parse(other).orElseThrow();
    world.run(() -> {
      long now = world.kernel.nanos();
      world.registry.put(
          new KeyRecord(text.id(), text.digest(), GatewayWorld.DEMO, false, now), now);
      world.registry.change(
          DEMO_ID,
          terms ->
              new KeyTerms(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of("eu"),
                  Optional.empty(),
                  Optional.empty()),
          now);
      world.wait(Duration.ofMinutes(2));
      world.ask("same").at(FRA).send();
      world.wait(Duration.ofMinutes(2));
      world.ask("same").at(FRA).with(other).send();
      assertThat(world.lastTimeline().cache()).isEqualTo(CacheResult.MISS);
      world.ask("same").at(FRA).send();
      assertThat(world.lastTimeline().layer()).as("FRA is in the zone").isEqualTo(Layer.EDGE);
      world.ask("same").send();
      assertThat(world.lastTimeline().cache()).as("SIN is not").isEqualTo(CacheResult.MISS);
    });
  }

  @Test
  void a_key_over_its_edge_limit_is_stopped_even_on_hits_and_told_when_to_come_back() {
    EdgeSettings one = EdgeSettings.DEFAULT;
    GatewayWorld limited =
        new GatewayWorld(
            new EdgeSettings(
                one.coldAfter(),
                one.coldMin(),
                one.coldMax(),
                one.keyTtl(),
                one.keyLease(),
                one.maxKeys(),
                one.unknownKeysPerSecond(),
                0.01,
                2,
                one.maxSpooled(),
                one.requestDeadline()));
    limited.run(() -> {
      limited.ask("l").send();
      limited.ask("l").send();
      var refusal = limited.ask("l").send().refusal().orElseThrow();
      assertThat(refusal.status()).isEqualTo(429);
      assertThat(refusal.retryAfter().orElseThrow())
          .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(100));
      assertThat(limited.ask("l").with(GatewayWorld.OTHER_KEY).send().refusal()).isEmpty();
    });
  }

  /// A key that no KV has brought to any PoP yet.
  private String freshKey() {
    String fresh = "mk_fresh0000001_" + "d".repeat(32);
    KeyText text = KeyText.parse(fresh).orElseThrow();
    long now = world.kernel.nanos();
    world.registry.put(new KeyRecord(text.id(), text.digest(), GatewayWorld.DEMO, false, now), now);
    return fresh;
  }

  @Test
  void a_burst_of_one_key_at_a_pop_that_does_not_know_it_asks_the_origin_once() {
    world.run(() -> {
      world.ask("burst").send();
      world.wait(Duration.ofMinutes(2));
      String fresh = freshKey();
      int before = world.network.calls();
      List<GatewayWorld.Sending> burst = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        burst.add(world.ask("burst").at(FRA).with(fresh).start());
      }
      burst.forEach(one -> assertThat(one.join().refusal()).isEmpty());
      assertThat(world.lastTimeline().layer()).isEqualTo(Layer.EDGE);
      assertThat(world.network.calls() - before).isEqualTo(1);
    });
  }

  @Test
  void requests_that_come_one_after_another_while_the_origin_is_asked_ask_it_no_second_time() {
    world.run(() -> {
      String fresh = freshKey();
      List<GatewayWorld.Sending> burst = new ArrayList<>();
      for (int i = 0;
          i < 120;
          i++) { // longer than the origin's answer takes: some meet it in the KV
        burst.add(world.ask("x").at(FRA).with(fresh).start());
        world.wait(Duration.ofMillis(1));
      }
      burst.forEach(one -> assertThat(one.join().refusal()).isEmpty());
      assertThat(world.network.confirmations()).isEqualTo(1);
    });
  }

  @Test
  void a_wrong_secret_in_a_burst_is_refused_by_its_own_answer() {
    world.run(() -> {
      String fresh = freshKey();
      String wrong = fresh.substring(0, fresh.length() - 1) + "b";
      var refused = world.ask("x").with(wrong).start();
      var answered = world.ask("x").with(fresh).start();
      assertThat(refused.join().refusal().orElseThrow().code()).isEqualTo("invalid_api_key");
      assertThat(answered.join().refusal()).isEmpty();
    });
  }

  @Test
  void when_the_one_who_asked_breaks_off_another_asks() {
    world.run(() -> {
      String fresh = freshKey();
      var first = world.ask("x").at(FRA).with(fresh).start();
      while (world.network.confirmations() == 0) {
        world.wait(Duration.ofMillis(1));
      }
      var second = world.ask("x").at(FRA).with(fresh).start();
      world.wait(Duration.ofMillis(55)); // the answer takes 58 ms
      first.task().interrupt();
      assertThat(second.join().refusal()).isEmpty();
      assertThat(world.network.confirmations()).isEqualTo(2);
    });
  }

  @Test
  void a_flood_of_unknown_keys_does_not_reach_the_origin() {
    world.run(() -> {
      for (int i = 0; i < 500; i++) {
        String guess = "mk_guess%07d_".formatted(i) + "e".repeat(32);
        world.ask("x").with(guess).start();
      }
      world.wait(Duration.ofSeconds(1));
    });
    assertThat(world.network.calls()).isLessThanOrEqualTo(101);
  }

  private static String refusalCode(GatewayWorld.Ask ask) {
    return ask.send().refusal().orElseThrow().code();
  }
}
