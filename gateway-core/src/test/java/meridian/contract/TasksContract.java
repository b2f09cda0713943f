package meridian.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import meridian.time.Deadline;
import meridian.time.Interruption;
import meridian.time.Mailbox;
import meridian.time.Tasks;
import meridian.time.TooManyTasks;
import org.junit.jupiter.api.Test;

/// What every world does with tasks.
public abstract class TasksContract {
  private static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

  /// Runs `body` as a task of a fresh world, and fails as it fails.
  protected abstract void inWorld(World.Body body);

  @Test
  void join_returns_after_the_work_is_done() {
    inWorld(world -> {
      AtomicInteger done = new AtomicInteger();
      Tasks.Handle task =
          world
              .tasks()
              .start(
                  "work",
                  () -> {
                    world.clock().sleepUntil(world.clock().nanos() + 2_000_000);
                    done.incrementAndGet();
                  });
      task.join();
      assertThat(done).hasValue(1);
      task.join();
    });
  }

  @Test
  void one_more_than_the_bound_is_refused_and_a_finished_one_makes_room() {
    inWorld(world -> {
      Mailbox<String> gate = world.tasks().mailbox(1);
      Tasks.Handle[] waiting = new Tasks.Handle[world.room()];
      for (int i = 0; i < waiting.length; i++) {
        waiting[i] = world.tasks().start("waiting " + i, () -> gate.take(NEVER));
      }
      assertThatThrownBy(() -> world.tasks().start("one too many", () -> {}))
          .isInstanceOf(TooManyTasks.class)
          .hasMessageContaining("one too many")
          .hasMessageContaining("raise the bound");
      gate.close();
      for (Tasks.Handle task : waiting) {
        task.join();
      }
      world.tasks().start("fits again", () -> {}).join();
    });
  }

  @Test
  void a_world_that_stops_interrupts_its_tasks_and_starts_no_new_ones() {
    AtomicReference<String> seen = new AtomicReference<>("nothing");
    inWorld(world -> {
      Mailbox<String> started = world.tasks().mailbox(1);
      world
          .tasks()
          .start(
              "endless",
              () -> {
                started.offer("yes");
                assertThatThrownBy(() -> world.clock().sleepUntil(Long.MAX_VALUE))
                    .isInstanceOf(Interruption.class);
                assertThatThrownBy(() -> world.tasks().start("late", () -> {}))
                    .isInstanceOf(Interruption.class)
                    .hasMessageContaining("late");
                seen.set("stopped, and started nobody");
              });
      started.take(NEVER);
    });
    assertThat(seen).hasValue("stopped, and started nobody");
  }

  @Test
  void joining_is_a_wait_that_can_be_told_to_stop() {
    inWorld(world -> {
      Mailbox<String> gate = world.tasks().mailbox(1);
      AtomicBoolean isStopped = new AtomicBoolean();
      Tasks.Handle endless = world.tasks().start("endless", () -> gate.take(NEVER));
      Tasks.Handle joiner =
          world
              .tasks()
              .start(
                  "joiner",
                  () -> {
                    assertThatThrownBy(endless::join).isInstanceOf(Interruption.class);
                    isStopped.set(true);
                  });
      joiner.interrupt();
      joiner.join();
      assertThat(isStopped).isTrue();
      gate.close();
      endless.join();
    });
  }
}
