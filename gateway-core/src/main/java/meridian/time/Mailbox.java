package meridian.time;

import java.util.Optional;

/// A bounded first-in first-out queue between tasks.
///
/// Any number of tasks may offer and take. At the bound [#offer] refuses and [#put] waits.
public interface Mailbox<T> {

  /// Adds `message` unless the mailbox is full or closed; says whether it did.
  boolean offer(T message);

  /// Adds `message`, waiting for room; false when the mailbox is closed or `deadline` passed first.
  /// With room it adds even when `deadline` has passed.
  ///
  /// @throws Interruption when the waiting task was told to stop
  boolean put(T message, Deadline deadline);

  /// Takes the oldest message, waiting for one; empty when `deadline` passed first, or when the
  /// mailbox is closed and drained. A message that is there is taken even when `deadline` has
  /// passed.
  ///
  /// @throws Interruption when the waiting task was told to stop
  Optional<T> take(Deadline deadline);

  /// Refuses further messages; those inside can still be taken. Closing twice is fine.
  void close();

  /// Whether it is closed.
  boolean isClosed();

  /// How many messages wait.
  int size();
}
