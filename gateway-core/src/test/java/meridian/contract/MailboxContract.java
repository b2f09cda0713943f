package meridian.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import meridian.time.Deadline;
import meridian.time.Interruption;
import meridian.time.Mailbox;
import meridian.time.Tasks;
import org.junit.jupiter.api.Test;

/// What every world's mailbox does.
public abstract class MailboxContract {
  private static final Deadline NEVER = new Deadline(Long.MAX_VALUE);
  private static final Deadline PASSED = new Deadline(0);

  /// Runs `body` as a task of a fresh world, and fails as it fails.
  protected abstract void inWorld(World.Body body);

  @Test
  void messages_leave_in_the_order_they_came() {
    inWorld(world -> {
      Mailbox<Integer> box = world.tasks().mailbox(3);
      assertThat(box.offer(1)).isTrue();
      assertThat(box.offer(2)).isTrue();
      assertThat(box.put(3, PASSED)).isTrue();
      assertThat(box.size()).isEqualTo(3);
      assertThat(box.take(PASSED)).contains(1);
      assertThat(box.take(PASSED)).contains(2);
      assertThat(box.take(NEVER)).contains(3);
      assertThat(box.take(PASSED)).isEmpty();
    });
  }

  @Test
  void at_the_bound_offer_refuses_and_put_waits_for_room() {
    inWorld(world -> {
      Mailbox<String> box = world.tasks().mailbox(1);
      assertThat(box.offer("first")).isTrue();
      assertThat(box.offer("refused")).isFalse();
      assertThat(box.put("too late", PASSED)).isFalse();
      Tasks.Handle putter = world.tasks().start("putter", () -> box.put("second", NEVER));
      world.clock().sleepUntil(world.clock().nanos() + 2_000_000);
      assertThat(box.size()).isEqualTo(1);
      assertThat(box.take(NEVER)).contains("first");
      assertThat(box.take(NEVER)).contains("second");
      putter.join();
    });
  }

  @Test
  void taking_from_an_empty_box_gives_up_at_the_deadline_and_not_before() {
    inWorld(world -> {
      Mailbox<String> box = world.tasks().mailbox(1);
      long now = world.clock().nanos();
      assertThat(box.take(Deadline.in(Duration.ofMillis(3), now))).isEmpty();
      assertThat(world.clock().nanos() - now).isGreaterThanOrEqualTo(3_000_000);
    });
  }

  @Test
  void putting_into_a_full_box_gives_up_at_the_deadline_and_not_before() {
    inWorld(world -> {
      Mailbox<String> box = world.tasks().mailbox(1);
      box.offer("first");
      long now = world.clock().nanos();
      assertThat(box.put("second", Deadline.in(Duration.ofMillis(3), now))).isFalse();
      assertThat(world.clock().nanos() - now).isGreaterThanOrEqualTo(3_000_000);
      assertThat(box.size()).isEqualTo(1);
    });
  }

  @Test
  void a_closed_box_takes_nothing_more_and_gives_out_what_it_has() {
    inWorld(world -> {
      Mailbox<String> box = world.tasks().mailbox(2);
      box.offer("inside");
      assertThat(box.isClosed()).isFalse();
      box.close();
      box.close();
      assertThat(box.isClosed()).isTrue();
      assertThat(box.offer("late")).isFalse();
      assertThat(box.put("late", NEVER)).isFalse();
      assertThat(box.take(NEVER)).contains("inside");
      assertThat(box.take(NEVER)).isEmpty();
    });
  }

  @Test
  void closing_wakes_those_who_wait() {
    inWorld(world -> {
      Mailbox<String> empty = world.tasks().mailbox(1);
      Mailbox<String> full = world.tasks().mailbox(1);
      full.offer("first");
      Tasks.Handle taker = world.tasks().start("taker", () -> empty.take(NEVER));
      Tasks.Handle putter = world.tasks().start("putter", () -> full.put("second", NEVER));
      world.clock().sleepUntil(world.clock().nanos() + 2_000_000);
      empty.close();
      full.close();
      taker.join();
      putter.join();
      assertThat(full.size()).isEqualTo(1);
    });
  }

  @Test
  void a_waiting_taker_told_to_stop_throws_and_still_takes_what_needs_no_waiting() {
    inWorld(world -> {
      Mailbox<String> empty = world.tasks().mailbox(1);
      Mailbox<String> holding = world.tasks().mailbox(1);
      holding.offer("there");
      AtomicReference<String> seen = new AtomicReference<>("nothing");
      Tasks.Handle taker =
          world
              .tasks()
              .start(
                  "taker",
                  () -> {
                    assertThatThrownBy(() -> empty.take(NEVER)).isInstanceOf(Interruption.class);
                    seen.set(holding.take(NEVER).orElse("gone"));
                  });
      taker.interrupt();
      taker.join();
      assertThat(seen).hasValue("there");
    });
  }

  /// Both wait; the bell rings for one of them as it is told to stop. If it went down with the one
  /// it rang for, the other would wait for ever beside a message.
  @Test
  void a_message_is_not_lost_with_a_taker_told_to_stop() {
    inWorld(world -> {
      Mailbox<String> box = world.tasks().mailbox(1);
      Mailbox<String> taken = world.tasks().mailbox(2);
      Tasks.Handle first = world.tasks().start("first", () -> move(box, taken));
      Tasks.Handle second = world.tasks().start("second", () -> move(box, taken));
      world.clock().sleepUntil(world.clock().nanos() + 2_000_000);
      box.offer("the only one");
      first.interrupt();
      first.join();
      assertThat(taken.take(NEVER)).contains("the only one");
      second.interrupt();
      second.join();
    });
  }

  private static void move(Mailbox<String> from, Mailbox<String> to) {
    from.take(NEVER).ifPresent(to::offer);
  }

  @Test
  void room_is_not_lost_with_a_putter_told_to_stop() {
    inWorld(world -> {
      Mailbox<String> box = world.tasks().mailbox(1);
      box.offer("in the way");
      Tasks.Handle first = world.tasks().start("first", () -> box.put("a putter's", NEVER));
      Tasks.Handle second = world.tasks().start("second", () -> box.put("a putter's", NEVER));
      world.clock().sleepUntil(world.clock().nanos() + 2_000_000);
      assertThat(box.take(PASSED)).contains("in the way");
      first.interrupt();
      first.join();
      assertThat(box.take(NEVER)).contains("a putter's");
      second.interrupt();
      second.join();
    });
  }

  @Test
  void a_mailbox_without_room_is_refused() {
    inWorld(world ->
        assertThatThrownBy(() -> world.tasks().mailbox(0))
            .hasMessageContaining("1 or more, found 0"));
  }

  @Test
  void every_message_is_taken_once_by_one_of_several_takers() {
    inWorld(world -> {
      Mailbox<Integer> box = world.tasks().mailbox(5);
      Mailbox<Integer> taken = world.tasks().mailbox(1_000);
      List<Tasks.Handle> takers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        takers.add(world.tasks().start("taker " + i, () -> moveAll(box, taken)));
      }
      for (int i = 0; i < 300; i++) {
        box.put(i, NEVER);
      }
      box.close();
      takers.forEach(Tasks.Handle::join);
      List<Integer> all = new ArrayList<>();
      while (taken.size() > 0) {
        all.add(taken.take(PASSED).orElseThrow());
      }
      assertThat(all).hasSize(300).doesNotHaveDuplicates();
    });
  }

  private static void moveAll(Mailbox<Integer> from, Mailbox<Integer> to) {
    while (true) {
      var message = from.take(NEVER);
      if (message.isEmpty()) {
        return;
      }
      to.offer(message.get());
    }
  }
}
