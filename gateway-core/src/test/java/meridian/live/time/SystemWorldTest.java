package meridian.live.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import meridian.contract.MailboxContract;
import meridian.contract.TasksContract;
import meridian.contract.WanContract;
import meridian.contract.World;
import meridian.contract.WorldClockContract;
import meridian.time.Tasks;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class SystemWorldTest {

  private static void run(int maxTasks, World.Body body) {
    try (SystemWorld live = new SystemWorld(maxTasks)) {
      body.run(new World(live, live, maxTasks));
    }
  }

  @Nested
  final class Clock extends WorldClockContract {
    @Override
    protected void inWorld(World.Body body) {
      run(100, body);
    }
  }

  @Nested
  final class TasksOfIt extends TasksContract {
    @Override
    protected void inWorld(World.Body body) {
      run(8, body);
    }
  }

  @Nested
  final class Mailboxes extends MailboxContract {
    @Override
    protected void inWorld(World.Body body) {
      run(100, body);
    }
  }

  @Nested
  final class WideAreaNetwork extends WanContract {
    @Override
    protected void inWorld(World.Body body) {
      run(100, body);
    }
  }

  @Test
  void an_exception_ends_only_its_own_task() {
    run(
        2,
        world -> {
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
  void it_starts_at_the_wall_clocks_time() {
    try (SystemWorld live = new SystemWorld()) {
      Instant wall = Instant.now();
      assertThat(Duration.between(live.instant(), wall).abs()).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void a_task_carries_its_name_and_runs_on_a_virtual_thread() {
    try (SystemWorld live = new SystemWorld()) {
      AtomicReference<String> seen = new AtomicReference<>("nothing");
      live.start(
              "named",
              () -> {
                Thread thread = Thread.currentThread();
                seen.set(thread.getName() + " " + thread.isVirtual());
              })
          .join();
      assertThat(seen).hasValue("named true");
    }
  }

  @Test
  void a_world_or_a_mailbox_of_nothing_is_refused() {
    assertThatThrownBy(() -> new SystemWorld(0)).hasMessageContaining("1 or more, found 0");
    try (SystemWorld live = new SystemWorld()) {
      assertThatThrownBy(() -> live.mailbox(0)).hasMessageContaining("1 or more, found 0");
    }
  }
}
