package meridian.origin;

/// How many calls may be repeated at another target: a share of all calls, so that when everything
/// fails the providers get little more to do than usual. Safe for several threads.
///
/// Every first call earns [#PER_CALL] of a repetition, up to [#MOST]; so many are there at the
/// start.
final class RetryBudget {
  /// One repetition for five calls.
  static final double PER_CALL = 0.2;

  /// As many calls as may be under way when a region goes out.
  static final int MOST = 100;

  private double left = MOST;

  /// A call is made for the first time.
  synchronized void earn() {
    left = Math.min(MOST, left + PER_CALL);
  }

  /// Takes one repetition; false when there is none left.
  synchronized boolean take() {
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
