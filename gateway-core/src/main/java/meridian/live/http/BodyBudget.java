package meridian.live.http;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that large request bodies may take together.
final class BodyBudget {
  private final long mostBytes;
  private final AtomicLong takenBytes = new AtomicLong();

  BodyBudget(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /// Takes `bytes` more, or nothing and says false when they are not there.
  boolean take(long bytes) {
    if (takenBytes.addAndGet(bytes) <= mostBytes) {
      return true;
    }
    takenBytes.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    takenBytes.addAndGet(-bytes);
  }
}
