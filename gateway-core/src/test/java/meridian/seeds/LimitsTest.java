package meridian.seeds;

import static meridian.seeds.GatewayWorld.DEMO;
import static meridian.seeds.GatewayWorld.FRA;
import static meridian.seeds.GatewayWorld.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import meridian.Allowance;
import meridian.Money;
import meridian.Refusal;
import meridian.limits.RateLimits;
import meridian.limits.TenantLimits;
import meridian.telemetry.Event;
import meridian.wire.Headers;
import meridian.wire.ResponseHeaders;
import org.junit.jupiter.api.Test;

/// Request and token limits of projects and keys through edge and origin, in virtual time.
final class LimitsTest {
  private final GatewayWorld world = new GatewayWorld();

  @Test
  void a_call_beyond_the_limit_is_refused_with_429_and_told_when_to_come_back() {
    limit(2, 0);
    world.run(() -> {
      assertThat(world.ask("one").send().refusal()).isEmpty();
      assertThat(world.ask("two").send().refusal()).isEmpty();
      Refusal refusal = world.ask("three").send().refusal().orElseThrow();
      assertThat(refusal.status()).isEqualTo(429);
      assertThat(refusal.type()).isEqualTo("requests");
      assertThat(refusal.code()).isEqualTo("rate_limit_exceeded");
      assertThat(refusal.message()).contains("project demo", "2 requests per minute");
      assertThat(world.ask("three").with(OTHER_KEY).send().refusal())
          .as("another project")
          .isEmpty();
      world.wait(refusal.retryAfter().orElseThrow());
      assertThat(world.ask("three").send().refusal()).isEmpty();
    });
    assertThat(world.events(Event.LimitReached.class))
        .extracting(Event.LimitReached::limit)
        .containsExactly("project_requests");
    assertThat(world.provider.calls()).isEqualTo(4);
    assertThat(world.ledger.account(DEMO, world.kernel.nanos()).reserved()).isEqualTo(Money.ZERO);
  }

  @Test
  void what_a_cache_answers_counts_nothing() {
    limit(1, 0);
    world.run(() -> {
      world.ask("known").send();
      for (int i = 0; i < 5; i++) {
        assertThat(world.ask("known").at(FRA).send().refusal()).as("origin hit").isEmpty();
      }
      world.wait(Duration.ofSeconds(50));
      for (int i = 0; i < 5; i++) {
        assertThat(world.ask("known").send().refusal()).as("edge hit").isEmpty();
      }
      assertThat(world.ask("unknown").send().refusal().orElseThrow().status()).isEqualTo(429);
    });
  }

  @Test
  void who_waits_for_anothers_call_counts_nothing() {
    limit(1, 0);
    world.run(() -> {
      GatewayWorld.Sending leader = world.ask("q").start();
      world.wait(Duration.ofMillis(50));
      GatewayWorld.Sending follower = world.ask("q").start();
      assertThat(leader.join().refusal()).isEmpty();
      assertThat(follower.join().refusal()).isEmpty();
    });
  }

  @Test
  void repeats_under_one_idempotency_key_count_once() {
    limit(2, 0);
    world.run(() -> {
      for (int i = 0; i < 3; i++) {
        assertThat(uncached("r").under("same").send().refusal()).isEmpty();
      }
      assertThat(uncached("r").under("another").send().refusal()).isEmpty();
      assertThat(uncached("r").under("third").send().refusal()).isPresent();
    });
    assertThat(world.provider.calls()).isEqualTo(4);
  }

  @Test
  void tokens_are_held_for_the_longest_answer_and_corrected_to_the_real_one() {
    limit(0, 2_000);
    world.run(() -> {
      GatewayWorld.Sending first = world.ask("one").start();
      world.wait(Duration.ofMillis(100));
      Refusal meanwhile = world.ask("two").send().refusal().orElseThrow();
      assertThat(meanwhile.type()).isEqualTo("tokens");
      first.join();
      assertThat(world.ask("two").send().refusal()).as("22 of 1,034 were taken").isEmpty();
      assertThat(world.lastTimeline().status()).isEqualTo(200);
    });
  }

  @Test
  void a_request_larger_than_the_limit_is_told_not_to_come_back() {
    limit(0, 500);
    world.run(() -> {
      Refusal refusal = world.ask("one").send().refusal().orElseThrow();
      assertThat(refusal.status()).isEqualTo(429);
      assertThat(refusal.mayRetry()).isFalse();
      assertThat(refusal.message()).contains("max_tokens");
    });
  }

  @Test
  void without_money_tokens_are_given_back() {
    limit(0, 1_500);
    world.run(() -> {
      world.ledger.fund(DEMO, Optional.of(new Money(10)), world.kernel.nanos());
      assertThat(world.ask("one").send().refusal().orElseThrow().status()).isEqualTo(402);
      world.ledger.fund(DEMO, Optional.empty(), world.kernel.nanos());
      assertThat(world.ask("one").send().refusal()).isEmpty();
    });
  }

  @Test
  void hits_and_misses_tell_the_same_limits() {
    limit(10, 6_000);
    world.run(() -> {
      Headers miss = headers(world.ask("one").send());
      assertThat(miss.first("x-ratelimit-limit-requests")).contains("10");
      assertThat(miss.first("x-ratelimit-remaining-requests")).contains("9");
      assertThat(miss.first("x-ratelimit-limit-tokens")).contains("6000");
      world.wait(Duration.ofSeconds(40));
      RecordingClient hit = world.ask("one").send();
      assertThat(hit.head().layer()).isEqualTo(meridian.Layer.EDGE);
      assertThat(hit.head().allowances().requests()).contains(new Allowance(10, 10, 0));
      assertThat(headers(hit).first("x-ratelimit-limit-tokens")).contains("6000");
    });
  }

  @Test
  void a_crash_forgets_what_was_counted() {
    limit(1, 0);
    world.run(() -> {
      world.ask("one").send();
      assertThat(world.ask("two").send().refusal()).isPresent();
      world.limiter.forget();
      assertThat(world.ask("two").send().refusal()).isEmpty();
    });
  }

  private GatewayWorld.Ask uncached(String prompt) {
    return world.ask(prompt).saying("no-store, no-cache");
  }

  private static Headers headers(RecordingClient client) {
    return ResponseHeaders.of(client.head());
  }

  private void limit(long requests, long tokens) {
    world.limits.put(
        DEMO,
        new TenantLimits(
            new RateLimits(
                requests == 0 ? Optional.empty() : Optional.of(requests),
                tokens == 0 ? Optional.empty() : Optional.of(tokens)),
            RateLimits.NONE));
  }
}
