package meridian.seeds;

import static meridian.seeds.GatewayWorld.DEMO_KEY;
import static meridian.seeds.GatewayWorld.FRA;
import static meridian.seeds.GatewayWorld.OTHER_KEY;
import static meridian.seeds.GatewayWorld.SESSION_KEYS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyText;
import meridian.Layer;
import meridian.SessionText;
import meridian.edge.EdgePop;
import meridian.edge.EdgeSettings;
import meridian.live.SessionKeys;
import meridian.telemetry.Event;
import meridian.wire.SessionToken;
import org.junit.jupiter.api.Test;

/// Sessions at the edge, in virtual time: a PoP without a key table.
final class EdgeSessionsTest {
  private static final Duration LIFE = Duration.ofMinutes(3);
  private static final KeyText DEMO = KeyText.parse(DEMO_KEY).orElseThrow();
  private static final KeyId DEMO_ID = DEMO.id();
  private static final long NANO = 1;

  private final GatewayWorld world = new GatewayWorld(settings());

  private static EdgeSettings settings() {
    EdgeSettings usual = EdgeSettings.DEFAULT;
    return new EdgeSettings(
        usual.coldAfter(),
        usual.coldMin(),
        usual.coldMax(),
        usual.keyTtl(),
        usual.keyLease(),
        usual.maxKeys(),
        usual.unknownKeysPerSecond(),
        usual.requestsPerSecond(),
        usual.burst(),
        usual.maxSpooled(),
        usual.requestDeadline(),
        Optional.of(LIFE));
  }

  private String code(GatewayWorld.Ask ask) {
    return ask.send().refusal().orElseThrow().code();
  }

  private String tokenOf(GatewayWorld.Ask ask) {
    return ask.send().head().session().map(SessionText::text).orElseThrow();
  }

  private EdgePop pop() {
    return java.util.Objects.requireNonNull(world.pops.get(GatewayWorld.SIN));
  }

  @Test
  void the_first_request_asks_the_origin_and_no_other_until_the_session_is_half_over() {
    world.run(() -> {
      int before = world.network.calls();
      assertThat(world.ask("x").send().head().session()).isPresent();
      int first = world.network.calls() - before;
      assertThat(first).as("one for the session, one for the answer").isEqualTo(2);
      world.wait(Duration.ofSeconds(80));
      RecordingClient second = world.ask("x").send();
      assertThat(second.head().session()).as("told once").isEmpty();
      assertThat(world.lastTimeline().layer()).isEqualTo(Layer.EDGE);
      assertThat(world.network.calls() - before).isEqualTo(2);
    });
    assertThat(world.events(Event.CacheAsked.class))
        .noneMatch(asked -> asked.layer().equals("edge_key"));
  }

  @Test
  void a_burst_of_one_key_opens_one_session() {
    world.run(() -> {
      List<GatewayWorld.Sending> burst = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        burst.add(world.ask("x").start());
      }
      List<SessionText> sessions =
          burst.stream().map(one -> one.join().head().session().orElseThrow()).distinct().toList();
      assertThat(sessions).hasSize(1);
    });
  }

  @Test
  void a_client_may_show_the_token_at_a_pop_that_never_met_its_key() {
    world.run(() -> {
      String token = tokenOf(world.ask("x"));
      world.wait(Duration.ofSeconds(70));
      int before = world.network.calls();
      assertThat(world.ask("x").at(FRA).with(token).send().refusal()).isEmpty();
      assertThat(world.lastTimeline().layer()).isEqualTo(Layer.EDGE);
      assertThat(world.network.calls()).as("nobody was asked").isEqualTo(before);
      assertThat(world.lastTimeline().project()).contains(GatewayWorld.DEMO);
      assertThat(world.ask("new").at(FRA).with(token).send().refusal()).isEmpty();
    });
  }

  private String made(SessionKeys by, Duration age, Duration life) {
    long issued = world.kernel.nanos() - age.toNanos();
    KeyRecord key = new KeyRecord(DEMO_ID, DEMO.digest(), GatewayWorld.DEMO, false, issued);
    return by.signer().sign(new SessionToken(key, issued, issued + life.toNanos())).text();
  }

  /// The request takes its way to the PoP, so that the age there is told apart to the nanosecond.
  @Test
  void a_token_ends_to_the_nanosecond() {
    world.run(() -> {
      world.ask("x").send();
      Duration whole = LIFE.minusNanos(GatewayWorld.CLIENT_WAY);
      String last = made(SESSION_KEYS, whole.minusNanos(NANO), LIFE);
      assertThat(world.ask("x").with(last).send().refusal()).isEmpty();
      String late = made(SESSION_KEYS, whole, LIFE);
      assertThat(code(world.ask("x").with(late))).isEqualTo("session_ended");
    });
  }

  @Test
  void tokens_that_nobody_here_signed_are_refused() {
    world.run(() -> {
      String theirs = made(SessionKeys.repeatable(43), Duration.ZERO, LIFE);
      assertThat(code(world.ask("x").with(theirs))).isEqualTo("invalid_session");
      String good = made(SESSION_KEYS, Duration.ZERO, LIFE);
      assertThat(code(world.ask("x").with(good + "A"))).isEqualTo("invalid_session");
      assertThat(code(world.ask("x").with("ms1_nonsense"))).isEqualTo("invalid_session");
      assertThat(world.ask("x").with(good).send().refusal()).isEmpty();
    });
  }

  @Test
  void a_revoked_key_is_served_hits_for_a_session_at_most_and_the_clock_is_told() {
    world.run(() -> {
      String token = tokenOf(world.ask("warm"));
      world.wait(Duration.ofSeconds(80));
      world.registry.revoke(DEMO_ID, world.kernel.nanos());
      long revoked = world.kernel.nanos();
      int answered = 0;
      while (world.ask("warm").send().refusal().isEmpty()) {
        answered++;
        world.wait(Duration.ofSeconds(1));
      }
      long lag = world.kernel.nanos() - revoked;
      assertThat(answered).as("hits are served in the window").isPositive();
      assertThat(lag).isLessThan(LIFE.toNanos());
      assertThat(code(world.ask("warm"))).isEqualTo("revoked_api_key");
      assertThat(code(world.ask("warm").at(FRA))).isEqualTo("revoked_api_key");
      world.wait(LIFE);
      assertThat(code(world.ask("warm").with(token))).isEqualTo("session_ended");
    });
    assertThat(world.events(Event.RevocationSeen.class)).as("once at each PoP").hasSize(2);
  }

  @Test
  void a_miss_with_a_revoked_key_is_refused_at_once_by_the_origin() {
    world.run(() -> {
      String token = tokenOf(world.ask("warm"));
      world.registry.revoke(DEMO_ID, world.kernel.nanos());
      assertThat(code(world.ask("new"))).isEqualTo("revoked_api_key");
      assertThat(code(world.ask("newer").with(token))).isEqualTo("revoked_api_key");
    });
    assertThat(world.provider.calls()).isEqualTo(1);
  }

  @Test
  void a_session_in_use_is_renewed_early_so_that_an_origin_away_locks_nobody_out() {
    world.run(() -> {
      world.ask("known").send();
      for (int i = 0; i < 6; i++) {
        world.wait(Duration.ofSeconds(50));
        assertThat(world.ask("known").send().refusal()).isEmpty();
      }
      world.network.cut();
      for (int second = 0; second < 60; second += 5) {
        world.wait(Duration.ofSeconds(5));
        assertThat(world.ask("known").send().refusal()).isEmpty();
      }
      world.wait(LIFE);
      assertThat(code(world.ask("known"))).isEqualTo("key_unconfirmed");
      world.network.heal();
      assertThat(world.ask("known").send().refusal()).isEmpty();
    });
  }

  /// What the PoP was given itself counts by its stop-watch; what a client brought counts from when
  /// it was first seen, so that a clock that is behind stretches it by one life at most.
  @Test
  void a_wrong_clock_lengthens_no_session_of_the_pops_own_and_a_brought_one_by_a_life_at_most() {
    world.run(() -> {
      String token = tokenOf(world.ask("x"));
      pop().wall().drift(-Duration.ofHours(1).toNanos(), 0);
      assertThat(world.ask("x").with(token).send().refusal()).isEmpty();
      world.network.cut();
      world.wait(LIFE.minusSeconds(1));
      assertThat(world.ask("x").send().refusal()).isEmpty();
      world.wait(Duration.ofSeconds(2));
      assertThat(code(world.ask("x"))).isEqualTo("key_unconfirmed");
      assertThat(code(world.ask("x").with(token))).isEqualTo("session_ended");
    });
  }

  @Test
  void a_clock_that_is_ahead_refuses_brought_tokens_and_none_of_the_pops_own() {
    world.run(() -> {
      String token = tokenOf(world.ask("x"));
      pop().wall().drift(Duration.ofHours(1).toNanos(), 0);
      assertThat(code(world.ask("x").with(token))).isEqualTo("session_ended");
      assertThat(world.ask("x").send().refusal()).isEmpty();
    });
  }

  @Test
  void a_rotated_secret_is_let_in_beside_the_old_one_until_its_end() {
    world.run(() -> {
      world.ask("x").send();
      String fresh = "mk_" + DEMO_ID + "_" + "f".repeat(32);
      long until = world.kernel.nanos() + Duration.ofSeconds(30).toNanos();
      world.registry.rotate(
          DEMO_ID, KeyText.parse(fresh).orElseThrow().digest(), until, world.kernel.nanos());
      assertThat(world.ask("x").with(fresh).send().refusal()).isEmpty();
      assertThat(world.ask("x").send().refusal()).isEmpty();
      world.wait(LIFE);
      assertThat(code(world.ask("x"))).isEqualTo("retired_api_key");
      assertThat(world.ask("x").with(fresh).send().refusal()).isEmpty();
    });
  }

  @Test
  void a_wrong_secret_is_refused_while_the_right_one_is_let_in() {
    world.run(() -> {
      world.ask("x").send();
      String wrong = DEMO_KEY.substring(0, DEMO_KEY.length() - 1) + "b";
      assertThat(code(world.ask("x").with(wrong))).isEqualTo("invalid_api_key");
      assertThat(code(world.ask("x").withoutKey())).isEqualTo("missing_api_key");
      assertThat(code(world.ask("x").with("sk-1"))).isEqualTo("invalid_api_key");
      assertThat(world.ask("x").send().refusal()).isEmpty();
      assertThat(world.ask("x").with(OTHER_KEY).send().refusal()).isEmpty();
    });
  }

  /// All at once: one after the other, guesses wait for the origin and the bucket fills again.
  @Test
  void a_flood_of_guesses_and_of_forged_tokens_is_stopped_at_the_pop() {
    world.run(() -> {
      world.ask("x").send();
      int before = world.network.calls();
      List<GatewayWorld.Sending> flood = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        flood.add(world.ask("x").with("mk_guess%07d_".formatted(i) + "e".repeat(32)).start());
        flood.add(world.ask("x").with("ms1_" + i + ".x").start());
      }
      long stopped =
          flood.stream()
              .map(each -> each.join().refusal().orElseThrow().code())
              .filter("too_many_unknown_keys"::equals)
              .count();
      assertThat(stopped).isGreaterThan(300);
      assertThat(world.network.calls() - before).isLessThan(60);
    });
  }

  @Test
  void a_crash_forgets_sessions_and_the_next_request_opens_another() {
    world.run(() -> {
      world.ask("x").send();
      pop().forgetKeys();
      assertThat(world.ask("x").send().head().session()).isPresent();
    });
  }
}
