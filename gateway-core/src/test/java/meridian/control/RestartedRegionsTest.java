package meridian.control;

import static meridian.control.RegionsWorld.DEMO;
import static meridian.control.RegionsWorld.IAD;
import static meridian.control.RegionsWorld.SIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import meridian.Booking;
import meridian.Change;
import meridian.Money;
import meridian.ledger.Duty;
import meridian.ledger.ModelledDisk;
import meridian.telemetry.Event;
import meridian.time.Dice;
import meridian.time.Tasks;
import org.junit.jupiter.api.Test;

/// Several origins in one process that is killed again and again: their books go on where the disk
/// ends, which is anywhere behind the last write that somebody waited for.
final class RestartedRegionsTest {
  private static final String SOUTH = "ap-south-1";
  private static final String EAST = "us-east-1";
  private static final String WEST = "eu-west-1";
  private static final List<String> REGIONS = List.of(SOUTH, EAST, WEST);
  private static final List<String> PLACES = List.of("BOM", "IAD", "DUB");
  private static final String SHARED =
      """
      pattern: "3"
      replication: {regions: [us-east-1, eu-west-1], quota: escrow, every: 2s}
      projects: {demo: {cache: {mode: "off"}, balance: $0.003}}
      """;
  private static final String STANDBY =
      """
      pattern: "2.5"
      replication: {regions: [us-east-1], every: 2s}
      projects: {demo: {cache: {mode: "off"}, balance: $1}}
      """;

  @Test
  void no_money_is_lost_or_made_however_often_three_regions_are_killed() {
    for (long seed = 1; seed <= 60; seed++) {
      killed(seed);
    }
  }

  private static void killed(long seed) {
    Dice dice = new Dice(seed);
    ModelledDisk disk = new ModelledDisk();
    long start = RegionsWorld.START;
    long answered = 0;
    for (int life = 0; life < 3; life++) {
      ModelledDisk own = disk;
      RegionsWorld world = new RegionsWorld(SHARED, dice.nextLong(), start, own);
      List<ModelledDisk> left = new ArrayList<>();
      world.run(() -> {
        stormyMinute(world, dice);
        left.add(own.afterCrash(dice));
      });
      disk = left.getFirst();
      start = world.kernel.nanos() + Duration.ofSeconds(5).toNanos();
      answered += world.answered();
    }
    ModelledDisk kept = disk;
    RegionsWorld last = new RegionsWorld(SHARED, seed, start, kept);
    long bills = answered;
    last.run(() -> {
      last.wait(Duration.ofMinutes(15));
      last.spent(); // books what has expired
      last.wait(Duration.ofMinutes(1));
      checkBooks(last, kept, bills, seed);
    });
  }

  private static void checkBooks(RegionsWorld last, ModelledDisk kept, long answered, long seed) {
    long now = last.kernel.nanos();
    Money deposits = Money.ZERO;
    for (String own : REGIONS) {
      deposits = deposits.plus(last.origin(own).ledger().account(DEMO, now).deposits());
      for (String other : REGIONS) {
        if (!own.equals(other)) {
          assertThat(last.origin(other).following().ledger(own).orElseThrow().accounts())
              .as("seed %d: %s in %s", seed, own, other)
              .isEqualTo(last.origin(own).ledger().accounts(now));
        }
      }
    }
    assertThat(deposits).as("seed %d", seed).isEqualTo(new Money(3_000));
    assertThat(last.spent().microUsd()).as("seed %d", seed).isLessThanOrEqualTo(3_000);
    assertThat(settled(kept)).as("seed %d: bills", seed).doesNotHaveDuplicates();
    assertThat(settled(kept).size())
        .as("seed %d: each answer is paid", seed)
        .isGreaterThanOrEqualTo((int) answered);
  }

  private static void stormyMinute(RegionsWorld world, Dice dice) {
    int requests = dice.nextInt(60);
    for (int i = 0; i < requests; i++) {
      Tasks.Handle ignored = world.start(dice.chance(0.3) ? SIN : IAD, "q" + dice.nextLong());
      String one = PLACES.get(dice.nextInt(3));
      String another = PLACES.get(dice.nextInt(3));
      switch (dice.nextInt(12)) {
        case 0 -> world.cut(one, another);
        case 1, 2 -> world.heal(one, another);
        default -> world.wait(Duration.ofMillis(dice.nextInt(1_500)));
      }
    }
  }

  private static List<String> settled(ModelledDisk disk) {
    return REGIONS.stream()
        .flatMap(region -> disk.linesOf(region).stream())
        .filter(line -> line.kind() == Booking.Kind.SETTLE)
        .map(line -> line.bill().id())
        .toList();
  }

  @Test
  void what_a_region_followed_is_not_followed_again_because_another_was_cut_off() {
    ModelledDisk disk = new ModelledDisk();
    String forgetful = "origin.ledger.maxHistory=1";
    RegionsWorld world = new RegionsWorld(SHARED, 1, RegionsWorld.START, disk, forgetful);
    world.run(() -> {
      world.cut("BOM", "DUB");
      for (int i = 0; i < 60; i++) {
        world.ask(IAD, "q" + i);
        world.wait(Duration.ofSeconds(5));
      }
    });
    assertThat(moves(disk, EAST)).as("moves to the east").isGreaterThan(1);

    long start = world.kernel.nanos() + Duration.ofSeconds(5).toNanos();
    RegionsWorld again =
        new RegionsWorld(SHARED, 2, start, disk.afterCrash(new Dice(1)), forgetful);
    again.run(() -> {
      again.wait(Duration.ofMinutes(1));
      assertThat(
              REGIONS.stream()
                  .map(region -> again.origin(region).ledger())
                  .map(ledger -> ledger.account(DEMO, again.kernel.nanos()).deposits())
                  .reduce(Money.ZERO, Money::plus))
          .isEqualTo(new Money(3_000));
    });
  }

  private static long moves(ModelledDisk disk, String region) {
    return disk.linesOf(region).stream().filter(line -> line.kind() == Booking.Kind.MOVE).count();
  }

  @Test
  void a_promotion_outlives_the_process_and_the_replaced_primary_never_serves_again() {
    for (long seed = 1; seed <= 60; seed++) {
      killedAfterPromotion(seed);
    }
  }

  private static void killedAfterPromotion(long seed) {
    Dice dice = new Dice(seed);
    ModelledDisk whole = new ModelledDisk();
    RegionsWorld first = new RegionsWorld(STANDBY, seed, RegionsWorld.START, whole);
    List<ModelledDisk> left = new ArrayList<>();
    first.run(() -> {
      stormyMinute(first, dice);
      assertThat(first.nodes.promoteStandby(first.config)).contains(EAST);
      if (dice.chance(0.7)) {
        stormyMinute(first, dice);
      }
      left.add(whole.afterCrash(dice));
    });
    long start = first.kernel.nanos() + Duration.ofSeconds(5).toNanos();
    ModelledDisk disk = left.getFirst();
    boolean isPromoted = disk.ties(EAST).duty().isPresent();
    String serves = isPromoted ? EAST : SOUTH;
    String other = isPromoted ? SOUTH : EAST;
    assertThat(isPromoted || disk.linesOf(EAST).isEmpty())
        .as("seed %d: who booked in its place is known to have taken over", seed)
        .isTrue();
    Money before = spent(disk, serves);
    int linesOfOther = disk.linesOf(other).size();
    boolean isLossCounted =
        disk.ties(SOUTH).duty().map(Duty::role).equals(Optional.of(Duty.Role.FENCED));

    RegionsWorld again = new RegionsWorld(STANDBY, seed + 1_000, start, disk);
    again.run(() -> {
      assertThat(again.nodes.primary().region().name()).isEqualTo(serves);
      assertThat(again.nodes.ledger().account(DEMO, again.kernel.nanos()).spent())
          .as("seed %d", seed)
          .isEqualTo(before);
      assertThat(again.ask(SIN, "one").status()).isEqualTo(200);
      assertThat(again.ask(IAD, "two").status()).isEqualTo(200);
      again.wait(Duration.ofMinutes(15));
      var account = again.nodes.ledger().account(DEMO, again.kernel.nanos());
      assertThat(account.deposits()).isEqualTo(new Money(1_000_000));
      assertThat(account.spent()).isGreaterThan(before);
      assertThat(account.available().plus(account.spent())).isEqualTo(account.deposits());
      again.spent(); // books what has expired
    });
    Duty.Role role = again.origin(other).standing().duty().role();
    assertThat(role).isEqualTo(isPromoted ? Duty.Role.FENCED : Duty.Role.STANDBY);
    assertThat(charges(disk.linesOf(other).stream().skip(linesOfOther)))
        .as("seed %d: what the other took afterwards", seed)
        .isEqualTo(Money.ZERO);
    for (Event.ChangesLost lost : again.events(Event.ChangesLost.class)) {
      assertThat(lost.changes())
          .as("seed %d: lost once", seed)
          .allSatisfy(
              change -> assertThat(isLossCounted && number(change) <= linesOfOther).isFalse());
    }
  }

  private static long number(Change change) {
    return change instanceof Change.Booked booked ? booked.line().number() : Long.MAX_VALUE;
  }

  /// What the lines of `region` and of the ledger that it inherited come to.
  private static Money spent(ModelledDisk disk, String region) {
    Money own = charges(disk.linesOf(region).stream());
    return disk.ties(region)
        .duty()
        .flatMap(Duty::inheritance)
        .map(from ->
            own.plus(
                charges(
                    disk.linesOf(from.region()).stream()
                        .filter(line -> line.number() <= from.line()))))
        .orElse(own);
  }

  private static Money charges(Stream<Booking> lines) {
    return lines
        .filter(line -> line.kind() == Booking.Kind.SETTLE)
        .map(Booking::amount)
        .reduce(Money.ZERO, Money::plus);
  }

  @Test
  void requests_have_one_record_each_whichever_region_took_them_down() {
    ModelledDisk disk = new ModelledDisk();
    RegionsWorld world = new RegionsWorld(SHARED, 1, RegionsWorld.START, disk);
    world.run(() -> {
      world.ask(SIN, "one");
      world.ask(IAD, "two");
      world.wait(Duration.ofSeconds(30));
    });
    RegionsWorld again =
        new RegionsWorld(SHARED, 2, world.kernel.nanos(), disk.afterCrash(new Dice(1)));
    assertThat(
            new TreeSet<>(
                again.nodes.usage().newest(10).stream().map(one -> one.id().text()).toList()))
        .containsExactly("req_1", "req_2");
  }
}
