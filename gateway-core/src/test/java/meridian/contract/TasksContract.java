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
  /// How many tasks the worlds under test allow at once, the test body not counted.
  protected static final int BOUND = 8;

  private static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

  /// Runs `body` as a task of a fresh world of [#BOUND] further tasks, and fails as it fails.
  protected abstract void inWorld(World.Body body);

  /// Stops the world that `tasks` belongs to.
  protected abstract void stop(World world);

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
  void an_exception_ends_only_its_own_task() {
    inWorld(world -> {
      AtomicBoolean otherFinished = new AtomicBoolean();
      Tasks.Handle failing =
          world
              .tasks()
              .start(
                  "failing on purpose",
                  () -> {
                    throw new IllegalStateException("thrown on purpose by a test");
                  });
      Tasks.Handle other = world.tasks().start("other", () -> otherFinished.set(true));
      failing.join();
      other.join();
      assertThat(otherFinished).isTrue();
    });
  }

  @Test
  void one_more_than_the_bound_is_refused_and_a_finished_one_makes_room() {
    inWorld(world -> {
      Mailbox<String> gate = world.tasks().mailbox(1);
      Tasks.Handle[] waiting = new Tasks.Handle[BOUND];
      for (int i = 0; i < BOUND; i++) {
        waiting[i] = world.tasks().start("waiting " + i, () -> gate.take(NEVER));
      }
      assertThatThrownBy(() -> world.tasks().start("one too many", () -> {}))
          .isInstanceOf(TooManyTasks.class)
          .hasMessageContaining("one too many")
          .hasMessageContaining("" + BOUND);
      gate.close();
      for (Tasks.Handle task : waiting) {
        task.join();
      }
      world.tasks().start("fits again", () -> {}).join();
    });
  }

  @Test
  void stopping_the_world_interrupts_its_tasks_and_refuses_new_ones() {
    inWorld(world -> {
      AtomicReference<String> seen = new AtomicReference<>("nothing");
      Mailbox<String> started = world.tasks().mailbox(1);
      Tasks.Handle task =
          world
              .tasks()
              .start(
                  "endless",
                  () -> {
                    started.offer("yes");
                    try {
                      world.clock().sleepUntil(Long.MAX_VALUE);
                    } catch (Interruption told) {
                      seen.set("stopped");
                    }
                  });
      started.take(NEVER);
      stop(world);
      task.join();
      assertThat(seen).hasValue("stopped");
      assertThatThrownBy(() -> world.tasks().start("late", () -> {}))
          .isInstanceOf(Interruption.class)
          .hasMessageContaining("late");
    });
  }
}
