package meridian.control;

import static meridian.control.RegionsWorld.DEMO;
import static meridian.control.RegionsWorld.IAD;
import static meridian.control.RegionsWorld.SIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import meridian.KeyId;
import meridian.KeyText;
import meridian.Money;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.ledger.Account;
import meridian.telemetry.Event;
import meridian.time.Dice;
import meridian.time.Tasks;
import org.junit.jupiter.api.Test;

/// Pattern 3: origins in Mumbai and Virginia that both serve.
final class ActiveActiveTest {
  private static final String EAST = "us-east-1";
  private static final String SOUTH = "ap-south-1";
  private static final KeyId KEY_ID = KeyText.parse(RegionsWorld.KEY).orElseThrow().id();

  private static RegionsWorld world(String balance, String quota, long seed) {
    return new RegionsWorld(
        """
        pattern: "3"
        replication: {regions: [us-east-1], quota: %s}
        projects: {demo: {cache: {mode: "off"}, balance: %s}}
        """
            .formatted(quota, balance),
        seed);
  }

  @Test
  void every_pop_asks_the_nearest_origin() {
    RegionsWorld world = world("$1", "escrow", 1);
    world.run(() -> {
      assertThat(world.ask(SIN, "one").status()).isEqualTo(200);
      assertThat(world.ask(IAD, "two").status()).isEqualTo(200);
      assertThat(spentAt(world, SOUTH)).isPositive();
      assertThat(spentAt(world, EAST)).isPositive();
    });
    RequestTimeline near = world.timelines().getLast();
    assertThat(near.stages().nanos(Stage.PROVIDER_NETWORK))
        .as("Virginia's own way to a provider in Virginia")
        .isLessThan(10_000_000);
    assertThat(world.events(Event.FellOver.class)).isEmpty();
  }

  @Test
  void when_the_nearest_origin_is_down_or_cut_off_the_next_one_answers_within_seconds() {
    for (boolean isCut : new boolean[] {true, false}) {
      RegionsWorld world = world("$1", "escrow", 1);
      world.run(() -> {
        world.ask(SIN, "warm");
        if (isCut) {
          world.cut("SIN", "BOM");
        } else {
          world.crash(SOUTH);
        }
        assertThat(world.ask(SIN, "one").status()).isEqualTo(200);
        assertThat(world.ask(SIN, "two").status()).isEqualTo(200);
      });
      List<RequestTimeline> timelines = world.timelines();
      assertThat(world.events(Event.FellOver.class)).hasSize(1);
      long first = timelines.get(1).stages().nanos(Stage.ORIGIN_CONNECT);
      assertThat(first).isLessThan(Duration.ofSeconds(3).toNanos());
      assertThat(timelines).allSatisfy(one -> assertThat(one.residualNanos()).isZero());
    }
  }

  @Test
  void a_key_made_in_one_region_works_in_the_other_at_once_and_its_revocation_follows() {
    RegionsWorld world = world("$1", "escrow", 1);
    world.run(() -> {
      assertThat(world.ask(IAD, "one").status()).isEqualTo(200);
      world.origin(EAST).registry().revoke(KEY_ID, world.kernel.nanos());
      world.wait(Duration.ofSeconds(5));
      assertThat(world.ask(SIN, "two").code()).isEqualTo("revoked_api_key");
      assertThat(world.origin(SOUTH).registry().find(KEY_ID, world.kernel.nanos()))
          .hasValueSatisfying(key -> assertThat(key.isRevoked()).isTrue());
    });
  }

  @Test
  void a_region_asks_the_other_for_money_and_both_together_spend_the_whole_balance() {
    RegionsWorld world = world("$0.002", "escrow", 1);
    world.run(() -> {
      int answered = 0;
      for (int i = 0; i < 200; i++) {
        int status = world.ask(IAD, "q" + i).status();
        assertThat(status).isIn(200, 402);
        answered += status == 200 ? 1 : 0;
      }
      assertThat(answered).isGreaterThan(40);
      assertThat(world.spent().microUsd()).isBetween(1_900L, 2_000L);
      assertThat(spentAt(world, EAST)).isEqualTo(world.spent().microUsd());
    });
  }

  @Test
  void when_split_a_region_refuses_rather_than_overspend_and_goes_on_after_the_heal() {
    RegionsWorld world = world("$0.002", "escrow", 1);
    world.run(() -> {
      world.cut("BOM", "IAD");
      List<String> refusals = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        RegionsWorld.Heard client = world.ask(IAD, "q" + i);
        if (!client.isAnswered()) {
          refusals.add(client.code());
        }
      }
      assertThat(refusals).isNotEmpty().containsOnly("balance_out_of_reach");
      assertThat(spentAt(world, EAST)).isBetween(900L, 1_000L);
      world.heal("BOM", "IAD");
      world.wait(Duration.ofSeconds(10));
      assertThat(world.ask(IAD, "after").status()).isEqualTo(200);
    });
    assertThat(world.events(Event.Overspent.class)).isEmpty();
  }

  @Test
  void naive_quotas_spend_the_balance_once_in_each_region_and_it_is_counted() {
    RegionsWorld world = world("$0.002", "naive", 1);
    world.run(() -> {
      for (int i = 0; i < 100; i++) {
        world.ask(IAD, "q" + i);
        world.ask(SIN, "q" + i);
      }
      world.wait(Duration.ofSeconds(10));
      assertThat(world.spent().microUsd()).isGreaterThan(3_000);
    });
    Money by = world.events(Event.Overspent.class).getLast().by();
    assertThat(by).isEqualTo(world.spent().minus(new Money(2_000)));
  }

  @Test
  void replicas_converge_after_random_cuts_and_nobody_overspends() {
    for (long seed = 1; seed <= 10; seed++) {
      randomRun(seed);
    }
  }

  private static void randomRun(long seed) {
    RegionsWorld world = world("$0.003", "escrow", seed);
    Dice dice = new Dice(seed);
    world.run(() -> {
      List<Tasks.Handle> all = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        all.add(world.start(dice.chance(0.5) ? SIN : IAD, "q" + i));
        switch (dice.nextInt(20)) {
          case 0 -> world.cut("BOM", "IAD");
          case 1 -> world.cut("SIN", "BOM");
          case 2 -> world.heal("BOM", "IAD");
          case 3 -> world.heal("SIN", "BOM");
          case 4 -> world.crash(EAST);
          case 5, 6 -> world.restart(EAST);
          default -> world.wait(Duration.ofMillis(dice.nextInt(1_500)));
        }
      }
      world.heal("BOM", "IAD");
      world.heal("SIN", "BOM");
      world.restart(EAST);
      all.forEach(Tasks.Handle::join);
      world.wait(Duration.ofMinutes(12));
    });
    long now = world.kernel.nanos();
    Money deposits = Money.ZERO;
    for (OriginNode own : world.nodes.regions()) {
      for (OriginNode other : world.nodes.regions()) {
        if (!own.region().equals(other.region())) {
          assertThat(other.following().missing(own.region().name())).isZero();
          List<Account> copy =
              other.following().ledger(own.region().name()).orElseThrow().accounts();
          assertThat(copy).as("seed %d", seed).isEqualTo(own.ledger().accounts(now));
          assertThat(other.registry().all().stream().map(key -> key.id()).toList())
              .isEqualTo(own.registry().all().stream().map(key -> key.id()).toList());
        }
      }
      deposits = deposits.plus(own.ledger().account(DEMO, now).deposits());
    }
    assertThat(deposits).as("seed %d", seed).isEqualTo(new Money(3_000));
    assertThat(world.spent().microUsd()).as("seed %d", seed).isLessThanOrEqualTo(3_000);
    assertThat(world.events(Event.Overspent.class)).as("seed %d", seed).isEmpty();
  }

  private static long spentAt(RegionsWorld world, String region) {
    return world.origin(region).ledger().account(DEMO, world.kernel.nanos()).spent().microUsd();
  }
}
