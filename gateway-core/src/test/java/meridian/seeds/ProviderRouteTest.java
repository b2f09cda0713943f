package meridian.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import meridian.Refusal;
import meridian.edge.EdgeSettings;
import meridian.telemetry.Breaker;
import meridian.telemetry.Event;
import org.junit.jupiter.api.Test;

/// A model that two regions of its provider have, and another model that may stand in.
final class ProviderRouteTest {
  private static final Refusal DOWN =
      Refusal.passing(502, "api_error", "provider_unreachable", "down");
  private static final Refusal BUSY =
      Refusal.passing(429, "rate_limit_error", "rate_limit_exceeded", "busy");
  private static final Refusal WRONG =
      Refusal.permanent(400, "invalid_request_error", "bad", "wrong");
  private final GatewayWorld world = new GatewayWorld();
  private int asked;

  private static String body(String prompt, boolean isStreamed) {
    return GatewayWorld.body(prompt, isStreamed).replace("gpt-4o-mini", "gpt-4o");
  }

  /// The status that the client sees in the end.
  private int ask(String prompt, boolean isStreamed) {
    world.ask(prompt).sending(body(prompt, isStreamed)).send();
    return world.lastTimeline().status();
  }

  private int askAnew() {
    return ask("question " + ++asked, false);
  }

  @Test
  void the_nearest_region_answers_as_long_as_it_is_well() {
    world.run(() -> {
      assertThat(askAnew()).isEqualTo(200);
      assertThat(askAnew()).isEqualTo(200);
    });
    assertThat(world.near.calls()).isEqualTo(2);
    assertThat(world.far.calls()).isZero();
  }

  @Test
  void a_region_that_refuses_costs_the_client_nothing_but_time() {
    world.near.refuse(DOWN);
    world.run(() -> assertThat(askAnew()).isEqualTo(200));
    assertThat(world.far.calls()).isEqualTo(1);
    assertThat(world.standIn.calls()).isZero();
    assertThat(world.lastTimeline().residualNanos()).isZero();
    assertThat(world.usage.recorded()).isEqualTo(1);
  }

  @Test
  void after_five_failures_in_a_row_nobody_is_sent_there_until_one_probe_succeeds() {
    world.near.refuse(DOWN);
    world.run(() -> {
      for (int i = 0; i < 8; i++) {
        assertThat(askAnew()).isEqualTo(200);
      }
      assertThat(world.near.calls()).isEqualTo(5);
      world.wait(Duration.ofSeconds(10));
      askAnew();
      askAnew();
      assertThat(world.near.calls()).as("one probe, which failed").isEqualTo(6);
      world.wait(Duration.ofSeconds(15));
      askAnew();
      assertThat(world.near.calls()).as("the rest is twice as long").isEqualTo(6);
      world.near.answerAgain();
      world.wait(Duration.ofSeconds(10));
      var probe = world.ask("p").sending(body("probe", false)).start();
      var beside = world.ask("b").sending(body("beside", false)).start();
      probe.join();
      beside.join();
      assertThat(world.near.calls()).as("one probe at a time").isEqualTo(7);
      askAnew();
      assertThat(world.near.calls()).isEqualTo(8);
    });
    assertThat(world.events(Event.TargetChanged.class).stream().map(Event.TargetChanged::breaker))
        .containsExactly(
            Breaker.OPEN, Breaker.HALF_OPEN, Breaker.OPEN, Breaker.HALF_OPEN, Breaker.CLOSED);
  }

  @Test
  void an_answer_that_breaks_off_before_its_first_piece_comes_from_elsewhere() {
    world.near.breakAfter(0);
    world.run(() -> {
      assertThat(ask("whole", false)).isEqualTo(200);
      assertThat(ask("stream", true)).isEqualTo(200);
    });
    assertThat(world.far.calls()).isEqualTo(2);
  }

  @Test
  void an_answer_that_breaks_off_later_is_not_begun_anew() {
    world.near.breakAfter(3);
    world.run(() -> {
      assertThat(ask("stream", true)).isEqualTo(502);
    });
    assertThat(world.near.calls()).isEqualTo(1);
    assertThat(world.far.calls()).isZero();
  }

  @Test
  void a_request_that_is_wrong_is_asked_of_nobody_else_and_blames_nobody() {
    world.near.refuse(WRONG);
    world.run(() -> {
      for (int i = 0; i < 6; i++) {
        assertThat(askAnew()).isEqualTo(400);
      }
    });
    assertThat(world.near.calls()).isEqualTo(6);
    assertThat(world.far.calls()).isZero();
  }

  @Test
  void a_region_without_room_is_asked_again_by_the_next_request() {
    world.near.refuse(BUSY);
    world.run(() -> {
      for (int i = 0; i < 6; i++) {
        assertThat(askAnew()).isEqualTo(200);
      }
    });
    assertThat(world.near.calls()).isEqualTo(6);
    assertThat(world.events(Event.TargetChanged.class)).isEmpty();
  }

  @Test
  void what_another_model_answers_is_said_to_be_so_and_never_cached() {
    world.near.refuse(DOWN);
    world.far.refuse(DOWN);
    world.run(() -> {
      assertThat(ask("same", false)).isEqualTo(200);
      assertThat(world.lastTimeline().detail()).isEqualTo("fallback");
      assertThat(ask("same", false)).isEqualTo(200);
      assertThat(world.standIn.calls()).as("nothing was stored").isEqualTo(2);
      assertThat(world.events(Event.CacheFilled.class)).isEmpty();
      assertThat(world.events(Event.KvWritten.class)).allMatch(it -> it.kind().equals("key"));
      world.wait(Duration.ofMinutes(2));
      assertThat(ask("same", false)).isEqualTo(200);
      assertThat(world.standIn.calls()).as("nor did it reach the PoP later").isEqualTo(3);
      world.near.answerAgain();
      assertThat(ask("same", false)).isEqualTo(200);
      assertThat(world.lastTimeline().detail()).isEmpty();
      assertThat(ask("same", false)).isEqualTo(200);
    });
    assertThat(world.events(Event.CacheFilled.class)).hasSize(1);
    assertThat(world.near.calls()).as("three failures, one answer, which is stored").isEqualTo(4);
    long spent = world.timelines().getFirst().cost().orElseThrow().microUsd();
    assertThat(spent).as("12 tokens in, 10 out, at $1 and $5 a million").isEqualTo(62);
  }

  @Test
  void when_all_rest_the_nearest_is_asked_all_the_same() {
    world.near.refuse(DOWN);
    world.far.refuse(DOWN);
    world.standIn.refuse(DOWN);
    world.run(() -> {
      for (int i = 0; i < 7; i++) {
        assertThat(askAnew()).isEqualTo(502);
      }
      assertThat(world.far.calls()).isEqualTo(5);
      assertThat(world.near.calls()).isEqualTo(7);
      world.near.answerAgain();
      assertThat(askAnew()).isEqualTo(200);
    });
  }

  @Test
  void a_target_is_to_blame_for_a_deadline_only_when_it_had_a_fair_chance() {
    Refusal late = Refusal.passing(504, "api_error", "provider_timeout", "late");
    world.near.refuse(late);
    GatewayWorld hasty = new GatewayWorld(withDeadline(Duration.ofSeconds(5)));
    hasty.near.refuse(late);
    for (GatewayWorld each : new GatewayWorld[] {world, hasty}) {
      each.run(() -> {
        for (int i = 0; i < 6; i++) {
          each.ask("q").sending(body("question " + i, false)).send();
          assertThat(each.lastTimeline().status()).isEqualTo(200);
        }
      });
    }
    assertThat(world.near.calls()).isEqualTo(5);
    assertThat(hasty.near.calls()).isEqualTo(6);
  }

  private static EdgeSettings withDeadline(Duration deadline) {
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
        deadline);
  }
}
