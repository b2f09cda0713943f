package meridian.network;

import meridian.atlas.Atlas;
import meridian.time.Dice;

/// How long a message travels between two places, now: the atlas's round trip, jitter, and what is
/// wrong with the link.
///
/// One way is half a round trip. Jitter is always a delay, drawn anew for each trip: lognormal with
/// a median of 0.1 ms + 0.2 % of the round trip and σ 0.6, so that 95 % of trips of 200 ms stay
/// below 1.4 ms of jitter. Its size is modelled: the matrices publish medians only.
///
/// Safe for several tasks; the order in which they draw decides who gets which jitter.
public final class Paths {
  private static final double JITTER_FLOOR_NANOS = 100_000;
  private static final double JITTER_SHARE = 0.002;
  private static final double JITTER_SIGMA = 0.6;

  private final Atlas atlas;
  private final Dice dice;
  private final boolean isModelled;
  private volatile Links links = Links.CLEAR;

  /// Paths of `atlas`; chance is drawn from a fork of `dice`.
  public Paths(Atlas atlas, Dice dice) {
    this(atlas, dice, true);
  }

  private Paths(Atlas atlas, Dice dice, boolean isModelled) {
    this.atlas = atlas;
    this.dice = dice.fork("network.paths");
    this.isModelled = isModelled;
  }

  /// Paths that take no time of their own: nodes of one process, and clients on their real network.
  /// Faults still hold.
  public static Paths real(Atlas atlas, Dice dice) {
    return new Paths(atlas, dice, false);
  }

  private long roundTrip(String placeA, String placeB) {
    return isModelled ? atlas.rtt(placeA, placeB).nanos() : 0;
  }

  /// What is wrong now.
  public Links links() {
    return links;
  }

  /// From now on `links` is what is wrong.
  public void links(Links links) {
    this.links = links;
  }

  /// Round trip without jitter, with the delays that faults add, in nanoseconds.
  public long steadyRoundTripNanos(String placeA, String placeB) {
    Links now = links;
    return roundTrip(placeA, placeB)
        + now.link(placeA, placeB).extraDelayNanos()
        + now.link(placeB, placeA).extraDelayNanos();
  }

  /// Round trip with jitter in both directions, in nanoseconds.
  public long roundTripNanos(String placeA, String placeB) {
    return oneWayNanos(placeA, placeB) + oneWayNanos(placeB, placeA);
  }

  /// One trip from `fromPlace` to `toPlace` with jitter, in nanoseconds.
  public long oneWayNanos(String fromPlace, String toPlace) {
    Link link = links.link(fromPlace, toPlace);
    long roundTrip = roundTrip(fromPlace, toPlace);
    double jitter =
        isModelled
            ? (JITTER_FLOOR_NANOS + JITTER_SHARE * (double) roundTrip)
                * dice.nextLogNormal(0, JITTER_SIGMA)
            : 0;
    if (link.extraJitterNanos() > 0) {
      jitter += dice.nextExponential((double) link.extraJitterNanos());
    }
    return roundTrip / 2 + link.extraDelayNanos() + (long) jitter;
  }

  /// Whether nothing gets through in one of the directions, so that no connection works.
  public boolean isCut(String placeA, String placeB) {
    Links now = links;
    return now.link(placeA, placeB).isCut() || now.link(placeB, placeA).isCut();
  }

  /// How much later the last of `bytes` arrives because segments were lost: 0 without loss.
  ///
  /// A segment with others behind it is sent again after one round trip (fast retransmit). The last
  /// one has nobody behind it to betray its loss: the sender probes after two round trips (RFC
  /// 8985, tail loss probe), or a lone segment after the time-out of a round trip + 200 ms (Linux's
  /// `TCP_RTO_MIN`). Each further loss of the same segment doubles the wait; six in a row at most.
  public long lossNanos(String fromPlace, String toPlace, long bytes) {
    double loss = links.link(fromPlace, toPlace).loss();
    if (loss == 0) {
      return 0;
    }
    long roundTrip = steadyRoundTripNanos(fromPlace, toPlace);
    long segments = Math.max(1, Math.ceilDiv(bytes, Tcp.SEGMENT_BYTES));
    long timeout = roundTrip + SendWindow.LEAST_TIMEOUT_NANOS;
    long wait = segments == 1 ? timeout : Math.min(2 * roundTrip, timeout);
    long delay = 0;
    for (int tries = 0; tries < 6 && dice.chance(loss); tries++) {
      delay += wait;
      wait = 2 * Math.max(wait, timeout);
    }
    boolean isInnerLost = dice.chance(1 - Math.pow(1 - loss, (double) (segments - 1)));
    return isInnerLost ? Math.max(delay, roundTrip) : delay;
  }
}
