package meridian.console.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchdogTest {
  private final Deque<Runnable> toolkit = new ArrayDeque<>();
  private final List<Watchdog.Stall> stalls = new ArrayList<>();
  private long now;
  private final Watchdog watchdog =
      new Watchdog(
          () -> now,
          toolkit::add,
          () -> new StackTraceElement[] {new StackTraceElement("Room", "paint", "Room.java", 7)},
          stalls::add);

  @Test
  void a_toolkit_thread_that_answers_is_left_alone() {
    for (int look = 0; look < 20; look++) {
      watchdog.look();
      toolkit.removeFirst().run();
      now += Watchdog.LIMIT_NANOS;
    }
    assertThat(stalls).isEmpty();
  }

  @Test
  void one_that_does_not_is_reported_once_with_what_it_does() {
    watchdog.look();
    now += Watchdog.LIMIT_NANOS;
    watchdog.look();
    assertThat(stalls).isEmpty();
    now += 1;
    watchdog.look();
    watchdog.look();
    assertThat(stalls).hasSize(1);
    assertThat(stalls.getFirst().stack()).contains("Room.paint(Room.java:7)");
  }

  @Test
  void a_second_stall_is_reported_again() {
    watchdog.look();
    now += Watchdog.LIMIT_NANOS + 1;
    watchdog.look();
    toolkit.removeFirst().run();
    watchdog.look();
    now += Watchdog.LIMIT_NANOS + 1;
    watchdog.look();
    assertThat(stalls).hasSize(2);
  }
}
