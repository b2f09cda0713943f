package meridian.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.scenario.Bodies.Prompt;
import meridian.time.Dice;

/// The newest distinct prompts of one project, [Workload#REMEMBERED] at most: a further one takes
/// the place of the oldest.
final class Asked {
  private final List<Prompt> prompts = new ArrayList<>();
  private final long[] askedNanos = new long[Workload.REMEMBERED];
  private int oldest;
  private long lastBorrowed = -1;

  /// How many are remembered.
  int known() {
    return prompts.size();
  }

  /// The one in place `rank`, 0 to [#known] - 1.
  Prompt at(int rank) {
    return prompts.get(rank);
  }

  /// Any of those first asked at `sinceNanos` or later, each as likely; draws once.
  Optional<Prompt> since(long sinceNanos, Dice dice) {
    double mark = dice.nextDouble();
    int old = 0;
    int recent = known();
    while (old < recent) {
      int middle = (old + recent) >>> 1;
      if (askedNanos[slot(middle)] < sinceNanos) {
        old = middle + 1;
      } else {
        recent = middle;
      }
    }
    int count = known() - recent;
    return count == 0
        ? Optional.empty()
        : Optional.of(prompts.get(slot(recent + (int) (mark * count))));
  }

  /// The newest prompt of `other`, when it is certain that this project never asked it: somebody
  /// else asked it first, and later than what was borrowed before.
  Optional<Prompt> borrow(Asked other) {
    if (other.known() == 0) {
      return Optional.empty();
    }
    Prompt newest = other.prompts.get(other.slot(other.known() - 1));
    if (!newest.isPlain() || newest.asker() == this || newest.question() <= lastBorrowed) {
      return Optional.empty();
    }
    lastBorrowed = newest.question();
    return Optional.of(newest);
  }

  /// Remembers a prompt that is asked at `nowNanos` and gives it back.
  Prompt add(Prompt prompt, long nowNanos) {
    int slot = oldest;
    if (prompts.size() < Workload.REMEMBERED) {
      slot = prompts.size();
      prompts.add(prompt);
    } else {
      prompts.set(slot, prompt);
      oldest = (oldest + 1) % Workload.REMEMBERED;
    }
    askedNanos[slot] = nowNanos;
    return prompt;
  }

  /// Where the one is that was asked as the `age`-th of those remembered, the oldest first.
  private int slot(int age) {
    return (oldest + age) % Workload.REMEMBERED;
  }
}
