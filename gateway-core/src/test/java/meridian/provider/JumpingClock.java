package meridian.provider;

import meridian.time.WorldClock;

/// A clock that shows what it was last told; sleeping moves it.
final class JumpingClock implements WorldClock {
  private long now = 1_700_000_000_000_000_000L;

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void sleepUntil(long nanos) {
    now = Math.max(now, nanos);
  }
}
