package meridian.simulated;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The wake-ups of a simulated world, earliest first, and at one moment in the order they were put
/// down: a binary heap in arrays, so that a wake-up costs no object.
///
/// A wake-up holds for one turn of its task; when the task has run meanwhile it is void, and passed
/// over. Grows with the tasks that wait, whose number the kernel bounds. Guarded by the baton.
final class Agenda {
  private long[] moments = new long[1024];
  private long[] numbers = new long[1024];
  private long[] turns = new long[1024];
  private @Nullable SimulatedTask[] tasks = new @Nullable SimulatedTask[1024];
  private int size;
  private long put;

  /// Has `task` run at `atNanos`, unless it has run before.
  void put(SimulatedTask task, long atNanos) {
    if (size == moments.length) {
      grow();
    }
    int at = size++;
    long number = put++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (moments[parent] <= atNanos) {
        break; // an equal moment was put down before
      }
      move(parent, at);
      at = parent;
    }
    set(at, atNanos, number, task.turn(), task);
  }

  /// The moment of the next wake-up; [Long#MAX_VALUE] when there is none.
  long nextNanos() {
    dropVoid();
    return size == 0 ? Long.MAX_VALUE : moments[0];
  }

  /// Takes the task of the next wake-up; null when there is none.
  @Nullable SimulatedTask take() {
    dropVoid();
    if (size == 0) {
      return null;
    }
    SimulatedTask task = tasks[0];
    removeFirst();
    return task;
  }

  private void dropVoid() {
    while (size > 0 && isVoid(tasks[0], turns[0])) {
      removeFirst();
    }
  }

  private static boolean isVoid(@Nullable SimulatedTask task, long turn) {
    return task == null || task.isOver() || task.turn() != turn;
  }

  private void removeFirst() {
    int last = --size;
    long moment = moments[last];
    long number = numbers[last];
    long turn = turns[last];
    SimulatedTask task = tasks[last];
    tasks[last] = null;
    if (last == 0) {
      return;
    }
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= last) {
        break;
      }
      if (child + 1 < last && isBefore(child + 1, child)) {
        child++;
      }
      if (moment < moments[child] || (moment == moments[child] && number < numbers[child])) {
        break;
      }
      move(child, at);
      at = child;
    }
    set(at, moment, number, turn, task);
  }

  private boolean isBefore(int a, int b) {
    return moments[a] < moments[b] || (moments[a] == moments[b] && numbers[a] < numbers[b]);
  }

  private void move(int from, int to) {
    set(to, moments[from], numbers[from], turns[from], tasks[from]);
  }

  private void set(int at, long moment, long number, long turn, @Nullable SimulatedTask task) {
    moments[at] = moment;
    numbers[at] = number;
    turns[at] = turn;
    tasks[at] = task;
  }

  private void grow() {
    int larger = 2 * size;
    moments = Arrays.copyOf(moments, larger);
    numbers = Arrays.copyOf(numbers, larger);
    turns = Arrays.copyOf(turns, larger);
    tasks = Arrays.copyOf(tasks, larger);
  }
}
