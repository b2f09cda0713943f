package meridian.seeds;

import static meridian.seeds.GatewayWorld.DEMO;
import static meridian.seeds.GatewayWorld.FRA;
import static meridian.seeds.GatewayWorld.OTHER;
import static meridian.seeds.GatewayWorld.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.Booking;
import meridian.Layer;
import meridian.Money;
import meridian.Refusal;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.UsageRecord;
import meridian.cache.CachePolicy;
import meridian.edge.EdgeSettings;
import meridian.ledger.Account;
import meridian.ledger.LedgerSettings;
import meridian.telemetry.Event;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;

/// Money through edge and origin, in virtual time: what is set aside, taken, given back, and what a
/// usage report says of it.
final class MoneyTest {
  /// 12 prompt tokens at $0.15 and 10 output tokens at $0.60 per million, rounded up.
  private static final Money ONE_ANSWER = new Money(8);

  private final GatewayWorld world = new GatewayWorld();

  @Test
  void money_is_set_aside_before_the_provider_is_called_and_settled_before_the_answer_ends() {
    fund(1_000_000);
    world.run(() -> {
      GatewayWorld.Sending sending = world.ask("one").streamed().start();
      world.wait(Duration.ofMillis(300));
      assertThat(account().reserved().microUsd()).isBetween(614L, 640L);
      assertThat(world.provider.running()).isEqualTo(1);
      RecordingClient client = sending.join();
      assertThat(client.isEnded()).isTrue();
      assertThat(account().reserved()).isEqualTo(Money.ZERO);
      assertThat(account().spent()).isEqualTo(ONE_ANSWER);
    });
    assertThat(world.lastTimeline().cost()).contains(ONE_ANSWER);
    assertThat(kinds())
        .containsExactly(Booking.Kind.FUND, Booking.Kind.RESERVE, Booking.Kind.SETTLE);
  }

  @Test
  void hits_and_collapsed_answers_cost_nothing_and_say_what_they_would_have() {
    world.run(() -> {
      GatewayWorld.Sending leader = world.ask("q").start();
      world.wait(Duration.ofMillis(50));
      GatewayWorld.Sending follower = world.ask("q").start();
      leader.join();
      follower.join();
      world.ask("q").at(FRA).send();
      world.wait(Duration.ofMinutes(2));
      world.ask("q").send();
      world.wait(Duration.ofMinutes(2));
      assertThat(account().spent()).isEqualTo(ONE_ANSWER);
    });
    List<UsageRecord> records = world.usage.newest(100);
    assertThat(records).hasSize(4);
    assertThat(records.stream().map(UsageRecord::layer))
        .containsExactly(Layer.PROVIDER, Layer.ORIGIN, Layer.ORIGIN, Layer.EDGE);
    for (UsageRecord free : records.subList(1, 4)) {
      assertThat(free.charge().cost()).contains(Money.ZERO);
      assertThat(free.saved()).contains(ONE_ANSWER);
    }
  }

  @Test
  void a_record_says_who_made_the_answer_wherever_it_was_stored() {
    world.run(() -> {
      askAtEveryLayer("of a model");
      world.provider.real();
      askAtEveryLayer("of a provider");
    });
    List<UsageRecord> records = world.usage.newest(100);
    assertThat(records.stream().map(UsageRecord::layer).toList())
        .containsExactly(
            Layer.PROVIDER, Layer.ORIGIN, Layer.EDGE, Layer.PROVIDER, Layer.ORIGIN, Layer.EDGE);
    assertThat(records.stream().map(UsageRecord::isModelled).toList())
        .containsExactly(true, true, true, false, false, false);
  }

  private void askAtEveryLayer(String question) {
    world.ask(question).send();
    world.ask(question).at(FRA).send();
    world.wait(Duration.ofMinutes(2));
    world.ask(question).send();
    world.wait(Duration.ofMinutes(2));
  }

  @Test
  void without_balance_a_miss_is_refused_with_402_and_cached_answers_still_flow() {
    world.run(() -> {
      world.ask("known").send();
      fund(20);
      RecordingClient refused = world.ask("unknown").send();
      Refusal refusal = refused.refusal().orElseThrow();
      assertThat(refusal.status()).isEqualTo(402);
      assertThat(refusal.mayRetry()).isFalse();
      assertThat(refusal.type()).isEqualTo("insufficient_quota");
      assertThat(world.ask("known").send().refusal()).isEmpty();
    });
    assertThat(world.provider.calls()).isEqualTo(1);
    assertThat(world.usage.recorded()).as("a refused request has no record").isEqualTo(2);
  }

  @Test
  void a_ledger_that_cannot_be_written_refuses_calls_and_cached_answers_still_flow() {
    world.run(() -> {
      world.ask("known").send();
      world.ledger.down(true);
      Refusal refusal = world.ask("unknown").send().refusal().orElseThrow();
      assertThat(refusal.status()).isEqualTo(503);
      assertThat(refusal.code()).isEqualTo("ledger_unavailable");
      assertThat(refusal.mayRetry()).isTrue();
      assertThat(world.ask("known").send().refusal()).isEmpty();
      world.ledger.down(false);
      assertThat(world.ask("unknown").send().refusal()).isEmpty();
    });
    assertThat(world.provider.calls()).isEqualTo(2);
  }

  @Test
  void a_request_that_asks_for_fewer_tokens_fits_a_smaller_balance() {
    fund(100);
    world.run(() -> {
      String body =
          GatewayWorld.body("short", false).replace("{\"model\"", "{\"max_tokens\":99,\"model\"");
      assertThat(world.ask("short").send().refusal().orElseThrow().status()).isEqualTo(402);
      assertThat(world.ask("short").sending(body).send().refusal()).isEmpty();
    });
  }

  @Test
  void a_client_that_leaves_is_billed_for_what_was_generated() {
    world.run(() -> {
      world.ask("abandoned").streamed().leavingAfter(3).send();
      world.wait(Duration.ofSeconds(1));
    });
    Account account = account();
    assertThat(account.spent().microUsd()).isPositive().isLessThan(ONE_ANSWER.microUsd());
    assertThat(account.openReserves()).isZero();
    UsageRecord record = world.usage.newest(1).getFirst();
    assertThat(record.charge().isEstimated()).isTrue();
    assertThat(record.charge().usage().completion()).isBetween(3L, 6L);
  }

  @Test
  void an_answer_that_breaks_off_is_billed_for_its_part_and_one_that_never_began_is_not() {
    world.run(() -> {
      world.provider.breakAfter(4);
      RecordingClient broken = world.ask("broken").streamed().send();
      assertThat(broken.refusal()).isPresent();
      assertThat(account().spent().microUsd()).isPositive().isLessThan(ONE_ANSWER.microUsd());
      assertThat(world.lastTimeline().cost()).contains(account().spent());
      Money soFar = account().spent();
      world.provider.breakAfter(0);
      world.ask("never began").streamed().send();
      world.provider.answerAgain();
      world.provider.refuse(Refusal.passing(503, "server_error", "down", "down"));
      world.ask("down").send();
      assertThat(account().spent()).isEqualTo(soFar);
      assertThat(account().reserved()).isEqualTo(Money.ZERO);
    });
    assertThat(kinds().stream().filter(kind -> kind == Booking.Kind.RELEASE)).hasSize(2);
  }

  @Test
  void a_retry_under_one_idempotency_key_is_booked_once() {
    world.run(() -> {
      world.ask("pay once").saying("no-store").under("order-1").send();
      world.ask("pay once").saying("no-store").under("order-1").send();
      assertThat(world.lastTimeline().cost()).contains(Money.ZERO);
      Refusal reused = world.ask("something else").under("order-1").send().refusal().orElseThrow();
      assertThat(reused.status()).isEqualTo(409);
      world.ask("pay once").saying("no-store").under("order-1").send();
      Refusal spent =
          world.ask("pay once").saying("no-store").under("order-1").send().refusal().orElseThrow();
      assertThat(spent.code()).isEqualTo("idempotency_key_spent");
      world.ask("pay once").saying("no-store").with(OTHER_KEY).under("order-1").send();
    });
    assertThat(world.provider.calls()).isEqualTo(4);
    assertThat(account().spent()).isEqualTo(ONE_ANSWER);
    assertThat(world.ledger.account(OTHER, now()).spent()).isEqualTo(ONE_ANSWER);
  }

  @Test
  void a_retry_after_a_broken_attempt_pays_the_difference_only() {
    world.run(() -> {
      world.provider.breakAfter(4);
      world.ask("again").streamed().under("order-2").send();
      world.provider.answerAgain();
      world.ask("again").streamed().under("order-2").send();
    });
    assertThat(account().spent()).isEqualTo(ONE_ANSWER);
  }

  @Test
  void what_the_ledger_takes_shows_as_stages_of_its_own() {
    world.ledger.take(Duration.ofMillis(7));
    world.run(() -> world.ask("slow books").streamed().send());
    RequestTimeline timeline = world.lastTimeline();
    assertThat(timeline.stages().nanos(Stage.ORIGIN_BUDGET)).isEqualTo(7_000_000);
    assertThat(timeline.stages().nanos(Stage.ORIGIN_SETTLE)).isEqualTo(7_000_000);
    assertThat(timeline.residualNanos()).isZero();
  }

  @Test
  void an_unknown_price_is_loud_and_booked_with_its_tokens() {
    fund(1_000_000);
    world.run(() -> {
      String body = GatewayWorld.body("odd", false).replace("gpt-4o-mini", "priceless");
      RecordingClient client = world.ask("odd").sending(body).send();
      assertThat(client.refusal()).isEmpty();
      assertThat(client.head().cost()).isEmpty();
    });
    assertThat(world.events(Event.PriceUnknown.class)).hasSize(1);
    assertThat(account().unpriced()).isEqualTo(1);
    assertThat(account().unpricedTokens()).isEqualTo(22);
    assertThat(world.usage.newest(1).getFirst().charge().isUnpriced()).isTrue();
  }

  @Test
  void one_tenants_empty_balance_does_not_refuse_anothers_request_in_the_same_flight() {
    CachePolicy family =
        new CachePolicy(
            CachePolicy.Mode.ON,
            new CachePolicy.Scope.Shared("family"),
            Duration.ofHours(1),
            Duration.ofHours(24),
            CachePolicy.Stale.SERVE,
            "");
    world.policies.put(DEMO, family);
    world.policies.put(OTHER, family);
    fund(0);
    world.ledger.take(Duration.ofMillis(200));
    world.run(() -> {
      GatewayWorld.Sending poor = world.ask("together").start();
      world.wait(Duration.ofMillis(60));
      GatewayWorld.Sending rich = world.ask("together").with(OTHER_KEY).start();
      assertThat(poor.join().refusal().orElseThrow().status()).isEqualTo(402);
      assertThat(rich.join().text()).isEqualTo(ScriptedProvider.text(1));
    });
    assertThat(world.provider.mostAtOnce()).isEqualTo(1);
  }

  @Test
  void followers_of_a_leader_without_balance_start_anew_without_a_second_call_at_once() {
    fund(700);
    world.ledger.take(Duration.ofMillis(200));
    world.run(() -> {
      List<GatewayWorld.Sending> all = new ArrayList<>();
      GatewayWorld.Sending holder = world.ask("holds the balance").start();
      world.wait(Duration.ofMillis(100));
      for (int i = 0; i < 3; i++) {
        all.add(world.ask("crowd").start());
        world.wait(Duration.ofMillis(10));
      }
      all.forEach(one -> assertThat(one.join().refusal().orElseThrow().status()).isEqualTo(402));
      assertThat(holder.join().refusal()).isEmpty();
    });
    assertThat(world.provider.calls()).isEqualTo(1);
  }

  @Test
  void at_the_bound_of_open_reserves_a_call_is_refused_with_503() {
    GatewayWorld small =
        new GatewayWorld(
            EdgeSettings.DEFAULT, new LedgerSettings(2, Duration.ofMinutes(10), 10, 100, 100));
    small.run(() -> {
      GatewayWorld.Sending one = small.ask("one").start();
      GatewayWorld.Sending two = small.ask("two").start();
      small.wait(Duration.ofMillis(200));
      Refusal refusal = small.ask("three").send().refusal().orElseThrow();
      assertThat(refusal.status()).isEqualTo(503);
      assertThat(refusal.code()).isEqualTo("ledger_full");
      one.join();
      two.join();
      assertThat(small.ask("three").send().refusal()).isEmpty();
    });
  }

  @Test
  void usage_of_hits_waits_at_the_pop_while_the_link_is_cut_and_arrives_once() {
    world.run(() -> {
      world.ask("q").send();
      world.wait(Duration.ofMinutes(2));
      world.network.cut();
      for (int i = 0; i < 7; i++) {
        assertThat(world.ask("q").send().refusal()).isEmpty();
      }
      world.wait(Duration.ofMinutes(2));
      assertThat(world.usage.recorded()).isEqualTo(1);
      world.network.heal();
      world.wait(Duration.ofMinutes(1));
      assertThat(world.usage.recorded()).isEqualTo(8);
    });
    assertThat(world.events(Event.UsageLost.class)).isEmpty();
  }

  @Test
  void a_full_spool_keeps_the_oldest_and_counts_what_it_loses_while_every_hit_is_answered() {
    EdgeSettings usual = EdgeSettings.DEFAULT;
    GatewayWorld small =
        new GatewayWorld(
            new EdgeSettings(
                usual.coldAfter(),
                usual.coldMin(),
                usual.coldMax(),
                usual.keyTtl(),
                usual.keyLease(),
                usual.maxKeys(),
                usual.unknownKeysPerSecond(),
                usual.requestsPerSecond(),
                usual.burst(),
                3,
                usual.requestDeadline()));
    small.run(() -> {
      small.ask("q").send();
      small.wait(Duration.ofMinutes(2));
      small.network.cut();
      for (int i = 0; i < 5; i++) {
        assertThat(small.ask("q").send().refusal()).isEmpty();
      }
      small.network.heal();
      small.wait(Duration.ofMinutes(2));
    });
    assertThat(small.events(Event.UsageLost.class)).hasSize(2);
    assertThat(small.usage.newest(10).stream().map(record -> record.id().text()))
        .containsExactly("req_1", "req_2", "req_3", "req_4");
  }

  @Test
  void every_served_request_has_one_record_and_the_books_balance_in_random_runs() {
    for (long seed = 1; seed <= 20; seed++) {
      randomRun(seed);
    }
  }

  private static void randomRun(long seed) {
    GatewayWorld world = new GatewayWorld();
    Dice dice = new Dice(seed);
    world.run(() -> {
      world.ledger.fund(
          DEMO, Optional.of(new Money(2_000 + dice.nextInt(2_000))), world.kernel.nanos());
      List<GatewayWorld.Sending> all = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        GatewayWorld.Ask ask =
            world.ask("q" + dice.nextInt(12)).at(dice.chance(0.5) ? GatewayWorld.SIN : FRA);
        ask = dice.chance(0.5) ? ask.streamed() : ask;
        ask = dice.chance(0.2) ? ask.leavingAfter(dice.nextInt(6)) : ask;
        ask = dice.chance(0.2) ? ask.under("key" + dice.nextInt(3)) : ask;
        ask = dice.chance(0.2) ? ask.with(OTHER_KEY) : ask;
        all.add(ask.start());
        switch (dice.nextInt(12)) {
          case 0 -> world.network.cut();
          case 1, 2 -> world.network.heal();
          case 3 -> world.provider.breakAfter(dice.nextInt(8));
          case 4, 5 -> world.provider.answerAgain();
          default -> world.wait(Duration.ofMillis(dice.nextInt(30_000)));
        }
      }
      all.forEach(GatewayWorld.Sending::join);
      world.network.heal();
      world.wait(Duration.ofMinutes(5));
    });
    List<String> served =
        world.timelines().stream()
            .filter(RequestTimeline::isAnswered)
            .map(timeline -> timeline.id().text())
            .toList();
    List<String> recorded =
        world.usage.newest(1_000).stream().map(record -> record.id().text()).toList();
    assertThat(recorded).as("seed %d", seed).doesNotHaveDuplicates().containsAll(served);
    Money charged = Money.ZERO;
    for (UsageRecord record : world.usage.newest(1_000)) {
      charged = charged.plus(record.charge().cost().orElseThrow());
    }
    Money booked = Money.ZERO;
    for (Account account : world.ledger.accounts(world.kernel.nanos())) {
      booked = booked.plus(account.spent()).plus(account.uncovered());
      assertThat(account.openReserves()).as("seed %d", seed).isZero();
      assertThat(account.available().plus(account.spent())).isEqualTo(account.deposits());
    }
    assertThat(charged).as("seed %d: the report says what was booked", seed).isEqualTo(booked);
  }

  private void fund(long microUsd) {
    world.ledger.fund(DEMO, Optional.of(new Money(microUsd)), now());
  }

  private Account account() {
    return world.ledger.account(DEMO, now());
  }

  private long now() {
    return world.kernel.nanos();
  }

  private List<Booking.Kind> kinds() {
    return world.ledger.history(0, 1_000).stream().map(Booking::kind).toList();
  }
}
