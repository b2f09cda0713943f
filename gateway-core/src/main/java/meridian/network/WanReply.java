package meridian.network;

import java.util.Optional;
import meridian.network.Network.Arrived;
import meridian.network.Network.Reply;
import meridian.time.Deadline;
import meridian.time.Mailbox;
import meridian.time.WorldClock;

/// The caller's side of a call over [Wan]. Confined to the calling task.
final class WanReply implements Reply {
  private final WorldClock clock;
  private final Mailbox<Arrived> mailbox;
  private final Deadline deadline;
  private final String silence;
  private final long connectNanos;
  private final long outwardNanos;
  private Optional<Arrived> held = Optional.empty();
  private boolean isFinished;

  /// @param silence what to say when the deadline passes
  WanReply(
      WorldClock clock,
      Mailbox<Arrived> mailbox,
      Deadline deadline,
      String silence,
      long connectNanos,
      long outwardNanos) {
    this.clock = clock;
    this.mailbox = mailbox;
    this.deadline = deadline;
    this.silence = silence;
    this.connectNanos = connectNanos;
    this.outwardNanos = outwardNanos;
  }

  /// What arrives after the deadline is lost at the deadline, although it is already here.
  @Override
  public Arrived next() {
    if (isFinished) {
      throw new IllegalStateException("reply: expected no next after the last piece or a close");
    }
    Optional<Arrived> taken = held.isPresent() ? held : mailbox.take(deadline);
    held = Optional.empty();
    if (taken.isPresent() && taken.get().atNanos() <= deadline.atNanos()) {
      Arrived arrived = taken.get();
      isFinished = arrived.delivery().isLast();
      return arrived;
    }
    close();
    long lostNanos = Math.max(clock.nanos(), deadline.atNanos());
    return new Arrived(new Delivery.Lost(silence), lostNanos, lostNanos);
  }

  @Override
  public boolean isHereBy(Deadline patience) {
    if (held.isEmpty() && !isFinished) {
      held = mailbox.take(patience.orEarlier(deadline));
    }
    return held.isPresent() && held.get().atNanos() <= patience.atNanos();
  }

  @Override
  public long connectNanos() {
    return connectNanos;
  }

  @Override
  public long outwardNanos() {
    return outwardNanos;
  }

  @Override
  public void close() {
    isFinished = true;
    mailbox.close();
  }
}
