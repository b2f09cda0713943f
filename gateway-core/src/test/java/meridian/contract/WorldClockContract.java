package meridian.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import meridian.time.Deadline;
import meridian.time.Interruption;
import meridian.time.Mailbox;
import meridian.time.Tasks;
import meridian.time.WorldClock;
import org.junit.jupiter.api.Test;

/// What every world's clock does. Asserts orders and lower bounds only: the live world is late when
/// the machine is busy.
public abstract class WorldClockContract {
  private static final long MILLISECOND = 1_000_000;

  /// Runs `body` as a task of a fresh world, and fails as it fails.
  protected abstract void inWorld(World.Body body);

  @Test
  void time_never_goes_backwards() {
    inWorld(world -> {
      long before = world.clock().nanos();
      for (int i = 0; i < 1_000; i++) {
        long now = world.clock().nanos();
        assertThat(now).isGreaterThanOrEqualTo(before);
        before = now;
      }
    });
  }

  @Test
  void a_sleeper_never_wakes_early() {
    inWorld(world -> {
      WorldClock clock = world.clock();
      for (long wait : new long[] {1, 1_000, 100_000, 3 * MILLISECOND}) {
        long until = clock.nanos() + wait;
        clock.sleepUntil(until);
        assertThat(clock.nanos()).isGreaterThanOrEqualTo(until);
      }
    });
  }

  @Test
  void sleeping_until_a_moment_that_has_passed_returns() {
    inWorld(world -> {
      world.clock().sleepUntil(world.clock().nanos());
      world.clock().sleepUntil(world.clock().nanos() - 1);
      world.clock().sleepUntil(Long.MIN_VALUE);
    });
  }

  @Test
  void the_one_who_sleeps_shorter_wakes_first() {
    inWorld(world -> {
      Mailbox<String> order = world.tasks().mailbox(2);
      long now = world.clock().nanos();
      Tasks.Handle late = sleeper(world, now + 60 * MILLISECOND, "late", order);
      Tasks.Handle early = sleeper(world, now + 2 * MILLISECOND, "early", order);
      early.join();
      late.join();
      assertThat(order.take(new Deadline(0))).contains("early");
      assertThat(order.take(new Deadline(0))).contains("late");
    });
  }

  @Test
  void the_instant_is_the_same_moment() {
    inWorld(world -> {
      long before = world.clock().nanos();
      assertThat(world.clock().instant()).isAfterOrEqualTo(WorldClock.instantOf(before));
    });
  }

  @Test
  void a_sleeper_told_to_stop_throws_and_so_does_its_next_sleep() {
    inWorld(world -> {
      AtomicReference<String> seen = new AtomicReference<>("nothing");
      Tasks.Handle task =
          world
              .tasks()
              .start(
                  "sleeper",
                  () -> {
                    long end = world.clock().nanos() + 3_600_000 * MILLISECOND;
                    assertThatThrownBy(() -> world.clock().sleepUntil(end))
                        .isInstanceOf(Interruption.class);
                    assertThatThrownBy(() -> world.clock().sleepUntil(end))
                        .isInstanceOf(Interruption.class);
                    world.clock().sleepUntil(world.clock().nanos() - 1);
                    seen.set("both stopped");
                  });
      task.interrupt();
      task.join();
      assertThat(seen).hasValue("both stopped");
    });
  }

  private static Tasks.Handle sleeper(World world, long until, String word, Mailbox<String> order) {
    return world
        .tasks()
        .start(
            word,
            () -> {
              world.clock().sleepUntil(until);
              order.offer(word);
            });
  }
}
