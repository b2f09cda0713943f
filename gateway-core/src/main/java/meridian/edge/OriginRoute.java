package meridian.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meridian.network.Address;

/// Which origin a PoP asks first, and whom next when that one does not answer.
///
/// Nobody tells the PoP: it learns from its own calls. An origin that failed goes to the end of the
/// line for a while; one that answers in an epoch older than the latest heard is a primary of the
/// past and counts as failed. With one origin there is no choice and nothing is remembered. Safe
/// for several threads.
final class OriginRoute {
  /// How long an origin waits at the end of the line after a failure.
  static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  /// How long one of several origins may take to its first sign of life.
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final List<Address> origins;
  private final Map<Address, Long> failedUntil = new LinkedHashMap<>();
  private final Map<Address, Long> epochs = new LinkedHashMap<>();
  private long latestEpoch;

  /// @param origins the preferred first, 1 or more
  OriginRoute(List<Address> origins) {
    this.origins = List.copyOf(origins);
  }

  boolean isAlone() {
    return origins.size() == 1;
  }

  /// All origins in the order to ask them at `nowNanos`: those in the latest epoch, then those that
  /// are not known to be behind, and at the end those that failed lately.
  List<Address> order(long nowNanos) {
    if (isAlone()) {
      return origins;
    }
    List<Address> order = new ArrayList<>(origins);
    synchronized (this) {
      order.sort((a, b) -> Integer.compare(rank(a, nowNanos), rank(b, nowNanos)));
    }
    return order;
  }

  private int rank(Address origin, long nowNanos) {
    if (failedUntil.getOrDefault(origin, Long.MIN_VALUE) > nowNanos) {
      return 2;
    }
    return epochs.getOrDefault(origin, 0L) < latestEpoch && latestEpoch > 1 ? 1 : 0;
  }

  /// `origin` answers in `epoch`; false when another has taken over from it.
  synchronized boolean answers(Address origin, long epoch) {
    latestEpoch = Math.max(latestEpoch, epoch);
    epochs.put(origin, epoch);
    failedUntil.remove(origin);
    return epoch == latestEpoch;
  }

  /// `origin` did not answer.
  synchronized void failed(Address origin, long nowNanos) {
    if (!isAlone()) {
      failedUntil.put(origin, nowNanos + AFTER_FAILURE.toNanos());
    }
  }
}
