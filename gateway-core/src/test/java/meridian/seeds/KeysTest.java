package meridian.seeds;

import static meridian.seeds.GatewayWorld.DEMO_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyText;
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
