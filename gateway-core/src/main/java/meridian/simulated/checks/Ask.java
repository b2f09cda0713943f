package meridian.simulated.checks;

import meridian.RequestTimeline;
import meridian.cache.CachePolicy;
import meridian.simulated.Witness;
import org.jspecify.annotations.Nullable;

/// One request in flight, with what has been seen of it so far. Guarded by the baton.
final class Ask {
  final Witness.Sent sent;

  /// How its project's answers were cached when it was sent.
  final CachePolicy policy;

  /// What the gateway says of it, once it has ended there.
  @Nullable RequestTimeline timeline;

  /// Whether the gateway said that its client left.
  boolean hasLeft;

  /// How often it was settled, and for how much, whether covered or not.
  int settles;

  long settledMicroUsd;

  /// Whether a usage record was kept.
  boolean isRecorded;

  Ask(Witness.Sent sent, CachePolicy policy) {
    this.sent = sent;
    this.policy = policy;
  }

  int tenant() {
    return sent.planned().tenant();
  }

  @Override
  public String toString() {
    return sent.id().text();
  }
}
