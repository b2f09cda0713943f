package meridian.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.time.Deadline;
import meridian.time.Dice;
import meridian.time.Interruption;
import meridian.time.Mailbox;
import meridian.time.Tasks;
import org.junit.jupiter.api.Test;

final class KernelTest {
  private static final long START = 1_000_000_000_000L;
  private final Kernel kernel = new Kernel(START);

  @Test
  void a_day_of_sleep_takes_no_time_and_moves_the_clock_exactly() {
    kernel.run(() -> kernel.sleepUntil(START + Duration.ofDays(1).toNanos()));
    assertThat(kernel.nanos()).isEqualTo(START + Duration.ofDays(1).toNanos());
  }

  @Test
  void tasks_wake_in_order_of_their_moments_and_at_one_moment_in_order_of_asking() {
    List<String> order = new ArrayList<>();
    kernel.run(() -> {
      for (String name : List.of("c30", "a10", "b10", "d20")) {
        kernel.start(
            name,
            () -> {
              kernel.sleepUntil(START + Long.parseLong(name.substring(1)));
              order.add(name);
            });
      }
      kernel.sleepUntil(START + 100);
    });
    assertThat(order).containsExactly("a10", "b10", "d20", "c30");
  }

  @Test
  void a_message_wakes_its_taker_at_the_moment_it_was_offered() {
    List<Long> taken = new ArrayList<>();
    kernel.run(() -> {
      Mailbox<String> box = kernel.mailbox(1);
      Tasks.Handle taker =
          kernel.start(
              "taker",
              () -> {
                assertThat(box.take(new Deadline(START + 1000))).contains("hello");
                taken.add(kernel.nanos() - START);
              });
      kernel.sleepUntil(START + 7);
      box.offer("hello");
      taker.join();
    });
    assertThat(taken).containsExactly(7L);
  }

  @Test
  void a_taker_gives_up_exactly_at_its_deadline() {
    kernel.run(() -> {
      Mailbox<String> box = kernel.mailbox(1);
      Optional<String> nothing = box.take(new Deadline(START + 50));
      assertThat(nothing).isEmpty();
      assertThat(kernel.nanos()).isEqualTo(START + 50);
    });
  }

  @Test
  void a_full_mailbox_makes_the_putter_wait_and_a_closed_one_drains() {
    kernel.run(() -> {
      Mailbox<Integer> box = kernel.mailbox(1);
      kernel.start(
          "putter",
          () -> {
            for (int i = 0; i < 3; i++) {
              assertThat(box.put(i, new Deadline(START + 1000))).isTrue();
            }
            box.close();
          });
      List<Integer> all = new ArrayList<>();
      Optional<Integer> next = box.take(new Deadline(START + 1000));
      while (next.isPresent()) {
        all.add(next.get());
        next = box.take(new Deadline(START + 1000));
      }
      assertThat(all).containsExactly(0, 1, 2);
      assertThat(box.offer(4)).isFalse();
    });
  }

  @Test
  void an_interrupted_sleeper_wakes_at_once() {
    List<Long> woke = new ArrayList<>();
    kernel.run(() -> {
      Tasks.Handle sleeper =
          kernel.start(
              "sleeper",
              () -> {
                try {
                  kernel.sleepUntil(START + 1_000_000);
                } catch (Interruption stopped) {
                  woke.add(kernel.nanos() - START);
                }
              });
      kernel.sleepUntil(START + 5);
      sleeper.interrupt();
      sleeper.join();
    });
    assertThat(woke).containsExactly(5L);
  }

  @Test
  void the_world_ends_with_main_and_stops_what_still_runs() {
    kernel.run(() ->
        kernel.start(
            "forever",
            () -> {
              while (true) {
                kernel.sleepUntil(kernel.nanos() + 1_000_000);
              }
            }));
    assertThat(kernel.nanos()).isLessThan(START + 2_000_000);
  }

  @Test
  void a_stuck_world_names_who_waits() {
    assertThatThrownBy(() ->
            kernel.run(() -> {
              Tasks.Handle[] self = new Tasks.Handle[1];
              self[0] = kernel.start("selfish", () -> self[0].join());
              self[0].join();
            }))
        .hasMessageContaining("selfish");
  }

  @Test
  void waiting_without_a_deadline_for_nobody_is_a_stuck_world() {
    assertThatThrownBy(() -> kernel.run(() -> kernel.mailbox(1).take(new Deadline(Long.MAX_VALUE))))
        .isInstanceOf(StuckWorld.class)
        .hasMessageContaining("a message");
  }

  @Test
  void what_escapes_a_task_ends_the_run() {
    assertThatThrownBy(() ->
            kernel.run(() -> {
              kernel.start(
                  "bad",
                  () -> {
                    throw new IllegalStateException("on purpose");
                  });
              kernel.sleepUntil(START + 10);
            }))
        .hasMessageContaining("on purpose");
  }

  @Test
  void the_same_seed_gives_the_same_order_of_a_thousand_chattering_tasks() {
    assertThat(chatter(7)).isEqualTo(chatter(7)).isNotEqualTo(chatter(8));
  }

  private static List<String> chatter(long seed) {
    Kernel world = new Kernel(START);
    List<String> heard = new ArrayList<>();
    world.run(() -> {
      Mailbox<String> box = world.mailbox(10);
      Deadline end = new Deadline(START + Duration.ofHours(1).toNanos());
      for (int i = 0; i < 1000; i++) {
        String name = "t" + i;
        Dice dice = new Dice(seed).fork(name);
        world.start(
            name,
            () -> {
              world.sleepUntil(world.nanos() + dice.nextInt(1_000_000));
              box.put(name, end);
            });
      }
      for (int i = 0; i < 1000; i++) {
        heard.add(box.take(end).orElseThrow());
      }
    });
    return heard;
  }
}
