package meridian.control;

import static meridian.control.RegionsWorld.DEMO;
import static meridian.control.RegionsWorld.IAD;
import static meridian.control.RegionsWorld.SIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import meridian.Change;
import meridian.KeyText;
import meridian.Layer;
import meridian.Money;
import meridian.RequestTimeline;
import meridian.ledger.Duty;
import meridian.telemetry.Event;
import org.junit.jupiter.api.Test;

/// Pattern 2.5: a read-only standby in Singapore's region for an origin in Mumbai.
final class StandbyTest {
  private static final String PRIMARY = "ap-south-1";
  private static final String STANDBY = "ap-southeast-1";
  private final RegionsWorld world = new RegionsWorld(yaml("1s"), 1);

  private static String yaml(String every) {
    return """
    pattern: "2.5"
    replication: {regions: [ap-southeast-1], every: %s}
    projects: {demo: {balance: $1}}
    """
        .formatted(every);
  }

  @Test
  void the_standby_knows_everything_after_the_lag_and_answers_nobody() {
    world.run(() -> {
      assertThat(world.ask(SIN, "one").status()).isEqualTo(200);
      world.wait(Duration.ofSeconds(3));
      OriginNode standby = world.origin(STANDBY);
      assertThat(standby.following().applied(PRIMARY))
          .isEqualTo(world.origin(PRIMARY).shipping().last());
      assertThat(standby.following().ledger(PRIMARY).orElseThrow().accounts())
          .isEqualTo(world.nodes.ledger().accounts(world.kernel.nanos()));
      assertThat(standby.registry().all()).hasSize(1);
      assertThat(standby.usage().newest(10)).isEqualTo(world.nodes.usage().newest(10));
      world.crash(PRIMARY);
      assertThat(world.ask(SIN, "two").status()).isEqualTo(502);
      assertThat(standby.standing().duty().role()).isEqualTo(Duty.Role.STANDBY);
    });
  }

  @Test
  void after_promotion_the_standby_serves_with_the_balance_and_the_keys_it_was_told() {
    world.run(() -> {
      world.ask(SIN, "one");
      world.wait(Duration.ofSeconds(3));
      Money spent = world.nodes.ledger().account(DEMO, world.kernel.nanos()).spent();
      assertThat(spent.microUsd()).isPositive();
      world.crash(PRIMARY);
      assertThat(world.nodes.promoteStandby(world.config)).contains(STANDBY);
      assertThat(world.nodes.promoteStandby(world.config)).isEmpty();
      assertThat(world.ask(SIN, "two").status()).isEqualTo(200);
      assertThat(world.ask(IAD, "three").status()).isEqualTo(200);
      var account = world.nodes.ledger().account(DEMO, world.kernel.nanos());
      assertThat(account.spent()).isGreaterThan(spent);
      assertThat(account.deposits()).isEqualTo(new Money(1_000_000));
      assertThat(account.available().plus(account.spent())).isEqualTo(account.deposits());
    });
    assertThat(world.events(Event.Promoted.class)).hasSize(1);
    assertThat(world.events(Event.ChangesLost.class)).isEmpty();
    assertThat(world.events(Event.FellOver.class)).isNotEmpty();
    for (RequestTimeline timeline : world.timelines()) {
      assertThat(timeline.residualNanos()).as(timeline.toString()).isZero();
    }
  }

  @Test
  void what_the_lag_lost_is_counted_by_kind() {
    RegionsWorld slow = new RegionsWorld(yaml("30s"), 1);
    slow.run(() -> {
      slow.ask(SIN, "early");
      slow.wait(Duration.ofMinutes(1));
      slow.ask(SIN, "late");
      slow.nodes
          .registry()
          .revoke(KeyText.parse(RegionsWorld.KEY).orElseThrow().id(), slow.kernel.nanos());
      slow.crash(PRIMARY);
      slow.nodes.promoteStandby(slow.config);
    });
    var lost = slow.events(Event.ChangesLost.class);
    assertThat(lost.stream().map(one -> one.kind() + " " + one.count()))
        .containsExactly("bookings 2", "revocations 1", "usage 1");
  }

  /// Found by a campaign, pattern 2.5, seed 3.
  @Test
  void what_a_fenced_primary_still_books_for_requests_under_way_is_lost_and_counted() {
    world.run(() -> {
      var underWay = world.start(SIN, "long");
      world.wait(Duration.ofMillis(200));
      world.nodes.promoteStandby(world.config);
      underWay.join();
      world.wait(Duration.ofMinutes(1));
      assertThat(world.origin(PRIMARY).standing().duty().role()).isEqualTo(Duty.Role.FENCED);
    });
    long lost =
        world.events(Event.ChangesLost.class).stream()
            .flatMap(one -> one.changes().stream())
            .filter(Change.Booked.class::isInstance)
            .count();
    var known = world.origin(STANDBY).following().ledger(PRIMARY).orElseThrow().applied();
    var booked = world.origin(PRIMARY).ledger().history(0, 100).size();
    assertThat(booked).isPositive();
    assertThat(lost).isEqualTo(booked - known);
  }

  /// Found by a campaign, pattern 2.5, seed 11.
  @Test
  void usage_finds_the_new_primary_although_no_request_went_there_before() {
    world.run(() -> {
      world.askToTheEnd(SIN, "one");
      world.wait(Duration.ofSeconds(70));
      world.askToTheEnd(SIN, "one");
      assertThat(world.timelines().getLast().layer()).isEqualTo(Layer.EDGE);
      world.nodes.promoteStandby(world.config);
      world.crash(PRIMARY);
      world.wait(Duration.ofMinutes(2));
      assertThat(world.nodes.usage().recorded()).isEqualTo(2);
    });
  }

  /// Found by a campaign, pattern 2.5, seed 1009.
  @Test
  void a_balance_that_replication_had_not_brought_yet_holds_all_the_same() {
    RegionsWorld early = new RegionsWorld(yaml("1h"), 1);
    early.run(() -> {
      early.nodes.promoteStandby(early.config);
      var account = early.nodes.ledger().account(DEMO, early.kernel.nanos());
      assertThat(account.deposits()).isEqualTo(new Money(1_000_000));
    });
  }

  @Test
  void a_primary_that_is_down_ships_nothing() {
    world.run(() -> {
      world.ask(SIN, "one");
      world.crash(PRIMARY);
      world.wait(Duration.ofMinutes(1));
      assertThat(world.origin(STANDBY).following().applied(PRIMARY))
          .isLessThan(world.origin(PRIMARY).shipping().last());
      world.restart(PRIMARY);
      world.wait(Duration.ofMinutes(1));
      assertThat(world.origin(STANDBY).following().applied(PRIMARY))
          .isEqualTo(world.origin(PRIMARY).shipping().last());
    });
  }

  @Test
  void the_old_primary_that_comes_back_serves_nobody() {
    world.run(() -> {
      world.ask(SIN, "one");
      world.wait(Duration.ofMinutes(1));
      world.crash(PRIMARY);
      world.nodes.promoteStandby(world.config);
      assertThat(world.ask(SIN, "two").status()).isEqualTo(200);
      world.restart(PRIMARY);
      long before = world.origin(PRIMARY).shipping().last();
      // A PoP that met no failure still believes in the old primary.
      assertThat(world.ask(IAD, "three").status()).isEqualTo(200);
      assertThat(world.origin(PRIMARY).standing().duty().role()).isEqualTo(Duty.Role.FENCED);
      assertThat(world.origin(PRIMARY).shipping().last()).isEqualTo(before);
    });
    assertThat(world.events(Event.Fenced.class)).hasSize(1);
    assertThat(world.origin(STANDBY).standing().epoch()).isEqualTo(2);
  }

  @Test
  void a_cut_off_primary_is_fenced_when_the_cut_heals_and_what_it_booked_alone_is_lost() {
    world.run(() -> {
      world.ask(SIN, "one");
      world.wait(Duration.ofSeconds(5));
      world.cut("BOM", "SIN");
      world.nodes.promoteStandby(world.config);
      assertThat(world.ask(IAD, "alone").status()).as("at the old primary").isEqualTo(200);
      assertThat(world.ask(SIN, "beside").status()).as("at the new one").isEqualTo(200);
      world.heal("BOM", "SIN");
      world.wait(Duration.ofMinutes(1));
      assertThat(world.origin(PRIMARY).standing().duty().role()).isEqualTo(Duty.Role.FENCED);
      assertThat(world.ask(IAD, "after").status()).isEqualTo(200);
    });
    assertThat(world.events(Event.ChangesLost.class).stream().map(Event.ChangesLost::kind))
        .containsExactly("bookings", "usage");
  }
}
