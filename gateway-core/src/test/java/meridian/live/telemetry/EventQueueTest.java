package meridian.live.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import meridian.telemetry.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EventQueueTest {
  private final List<Long> taken = new ArrayList<>();

  private static Event event(long number) {
    return new Event.CacheFilled("miss", number);
  }

  private int drain(EventQueue queue) {
    return queue.drainTo(event -> taken.add(event.atNanos()));
  }

  @Test
  void events_leave_in_the_order_they_came() {
    EventQueue queue = new EventQueue(3);
    for (long i = 0; i < 20; i += 2) {
      assertThat(queue.offer(event(i))).isTrue();
      assertThat(queue.offer(event(i + 1))).isTrue();
      assertThat(drain(queue)).isEqualTo(2);
    }
    assertThat(taken).hasSize(20).isSorted();
  }

  @Test
  void a_full_queue_refuses_and_takes_again_once_drained() {
    EventQueue queue = new EventQueue(2);
    assertThat(queue.offer(event(1))).isTrue();
    assertThat(queue.offer(event(2))).isTrue();
    assertThat(queue.offer(event(3))).isFalse();
    drain(queue);
    assertThat(queue.offer(event(4))).isTrue();
    drain(queue);
    assertThat(taken).containsExactly(1L, 2L, 4L);
  }

  @Test
  void a_queue_of_one_works() {
    EventQueue queue = new EventQueue(1);
    for (long i = 0; i < 5; i++) {
      assertThat(queue.offer(event(i))).isTrue();
      assertThat(queue.offer(event(99))).isFalse();
      assertThat(drain(queue)).isEqualTo(1);
    }
    assertThat(taken).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void what_many_writers_offered_is_taken_exactly_once_and_in_each_writers_order()
      throws InterruptedException {
    EventQueue queue = new EventQueue(64);
    int writers = 4;
    int each = 20_000;
    CountDownLatch done = new CountDownLatch(writers);
    AtomicBoolean isOver = new AtomicBoolean();
    long patience = System.nanoTime() + 10_000_000_000L;
    for (int w = 0; w < writers; w++) {
      long base = (long) w * each;
      Thread.ofVirtual()
          .start(() -> {
            for (long i = 0; i < each; i++) {
              while (!queue.offer(event(base + i)) && !isOver.get()) {
                Thread.onSpinWait();
              }
            }
            done.countDown();
          });
    }
    while (taken.size() < writers * each
        && System.nanoTime() < patience
        && (done.getCount() > 0 || drain(queue) > 0)) {
      drain(queue);
      Thread.onSpinWait();
    }
    isOver.set(true);
    assertThat(taken).hasSize(writers * each).doesNotHaveDuplicates();
    for (int w = 0; w < writers; w++) {
      long base = (long) w * each;
      assertThat(taken.stream().filter(n -> n / each == base / each)).isSorted();
    }
  }
}
