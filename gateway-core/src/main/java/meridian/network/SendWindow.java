package meridian.network;

import java.util.ArrayDeque;

/// One direction of one TCP connection: when do the bytes leave?
///
/// Follows a sender segment by segment on a path of constant delay, as Linux 6 sends:
///
/// - At most a window of segments is under way; it starts at 10 (RFC 6928) and grows by one with
///   each segment acknowledged, so that it doubles each round trip while it is filled.
/// - BBR also spaces segments out. It sends at 2.89 × 0.99 times the best rate of delivery seen so
///   far (`net/ipv4/tcp_bbr.c`: `bbr_high_gain`, `bbr_pacing_margin_percent`), not less than one
///   initial window per round trip. A rate sample is what was delivered between the sending of a
///   segment and its acknowledgement, over the longer of the time to send and the time to
///   acknowledge it (`net/ipv4/tcp_rate.c`). The first 10 segments of a connection are not spaced,
///   and a sender that was idle pays half of its first burst (`tcp_update_skb_after_send`).
/// - Segments go in bursts of 2 or more: what the pacing rate sends in 1/1024 s, and more on short
///   ways (`tcp_tso_autosize`).
/// - BBR keeps window and rate while idle: Linux exempts it from the restart after idleness
///   (`tcp_slow_start_after_idle_check`). The window of the others is halved for each time-out that
///   passed, down to 10 (`tcp_cwnd_restart`, `net.ipv4.tcp_slow_start_after_idle` = 1).
///
/// Left out, because answers of a language model are too short to meet it: the end of BBR's start
/// phase, its probing for a lower round trip, HyStart, delayed acknowledgements, and a receiver
/// that does not read (its window grows as fast as the sender's).
///
/// Confined to one task at a time. It holds as many bursts as are under way, bounded by
/// [Tcp#LARGEST_WINDOW_BYTES].
final class SendWindow {
  private static final double GAIN = 2.887 * 0.99;
  private static final double WINDOW_GAIN = 2.887;
  private static final int UNPACED_SEGMENTS = 10;
  private static final int LARGEST_WINDOW = Tcp.LARGEST_WINDOW_BYTES / Tcp.SEGMENT_BYTES;
  private static final int LARGEST_BURST = 65_536 / Tcp.SEGMENT_BYTES;

  /// Linux's `TCP_RTO_MIN`: what the time-out exceeds a steady round trip by.
  static final long LEAST_TIMEOUT_NANOS = 200_000_000;

  private final Tcp tcp;
  private final long roundTripNanos;
  private final ArrayDeque<Burst> underWay = new ArrayDeque<>();
  private int segmentsUnderWay;
  private int mostUnderWay;
  private int window;
  private long segmentsSent;
  private long segmentsDelivered;
  private double bestSegmentsPerNano;
  private long deliveredNanos;
  private long firstSentNanos;
  private long pacedUntilNanos;
  private long linkFreeNanos;
  private long clockNanos;

  /// The sender of a connection that was just set up.
  ///
  /// @param segmentsSent how many it sent for the handshake
  SendWindow(Tcp tcp, long roundTripNanos, int segmentsSent) {
    this.tcp = tcp;
    this.roundTripNanos = Math.max(1, roundTripNanos);
    this.segmentsSent = segmentsSent;
    this.window = Tcp.INITIAL_WINDOW + segmentsSent;
    this.bestSegmentsPerNano = (double) Tcp.INITIAL_WINDOW / this.roundTripNanos;
  }

  /// The moment the last of `bytes`, handed over at `nowNanos`, has left: they arrive half a round
  /// trip later. Bytes handed over earlier leave first.
  long leaveNanos(long bytes, long nowNanos) {
    clockNanos = Math.max(clockNanos, nowNanos);
    acknowledge();
    if (underWay.isEmpty()) {
      restart(nowNanos);
    }
    long leftBytes = Math.max(1, bytes);
    while (leftBytes > 0) {
      awaitRoom();
      int segments = (int) Math.min(burstSegments(), Math.ceilDiv(leftBytes, Tcp.SEGMENT_BYTES));
      segments = Math.min(segments, window - segmentsUnderWay);
      long burstBytes = Math.min(leftBytes, (long) segments * Tcp.SEGMENT_BYTES);
      send(segments, burstBytes);
      leftBytes -= burstBytes;
    }
    return linkFreeNanos;
  }

  /// Until the window has room and the spacing is over; acknowledgements of that time count.
  private void awaitRoom() {
    while (segmentsUnderWay >= window) {
      clockNanos = Math.max(clockNanos, underWay.getFirst().acknowledgedNanos());
      acknowledge();
    }
    if (isPaced() && pacedUntilNanos > clockNanos) {
      clockNanos = pacedUntilNanos;
      acknowledge();
    }
  }

  private void send(int segments, long bytes) {
    long onLink = (long) (bytes * 8e9 / tcp.bitsPerSecond());
    linkFreeNanos = Math.max(linkFreeNanos, clockNanos) + onLink;
    underWay.add(
        new Burst(
            segments,
            clockNanos,
            linkFreeNanos + roundTripNanos,
            segmentsDelivered,
            deliveredNanos,
            firstSentNanos));
    segmentsUnderWay += segments;
    mostUnderWay = Math.max(mostUnderWay, segmentsUnderWay);
    segmentsSent += segments;
    if (isPaced()) {
      double spacing = segments / (GAIN * bestSegmentsPerNano);
      double credit = Math.max(0, clockNanos - pacedUntilNanos);
      pacedUntilNanos = clockNanos + (long) (spacing - Math.min(spacing / 2, credit));
    }
  }

  /// Takes in every acknowledgement that has come by now.
  private void acknowledge() {
    while (!underWay.isEmpty() && underWay.getFirst().acknowledgedNanos() <= clockNanos) {
      Burst burst = underWay.removeFirst();
      segmentsUnderWay -= burst.segments();
      segmentsDelivered += burst.segments();
      deliveredNanos = burst.acknowledgedNanos();
      firstSentNanos = burst.sentNanos();
      bestSegmentsPerNano = Math.max(bestSegmentsPerNano, rateSample(burst));
      if (mayGrow()) {
        window = Math.min(LARGEST_WINDOW, window + burst.segments());
      }
    }
  }

  private double rateSample(Burst burst) {
    long toSend = burst.sentNanos() - burst.firstSentBefore();
    long toAcknowledge = burst.acknowledgedNanos() - burst.deliveredNanosBefore();
    return (double) (segmentsDelivered - burst.deliveredBefore())
        / Math.max(roundTripNanos, Math.max(toSend, toAcknowledge));
  }

  private boolean mayGrow() {
    return switch (tcp.pacing()) {
      case BBR ->
          segmentsDelivered < Tcp.INITIAL_WINDOW
              || window < WINDOW_GAIN * bestSegmentsPerNano * roundTripNanos + 3 * burstSegments();
      case WINDOW -> window <= 2 * mostUnderWay;
    };
  }

  /// Segments that leave together.
  private int burstSegments() {
    if (tcp.pacing() == Tcp.Pacing.WINDOW) {
      return LARGEST_BURST;
    }
    double bytes = GAIN * bestSegmentsPerNano * 1e9 * Tcp.SEGMENT_BYTES / 1024;
    long roundTripLog = roundTripNanos / 512_000;
    if (roundTripLog < 16) {
      bytes += 65_536 >> roundTripLog;
    }
    return Math.clamp((long) (bytes / Tcp.SEGMENT_BYTES), 2, LARGEST_BURST);
  }

  private boolean isPaced() {
    return tcp.pacing() == Tcp.Pacing.BBR && segmentsSent >= UNPACED_SEGMENTS;
  }

  /// Nothing is under way: rates are measured from here on, and an idle window shrinks.
  private void restart(long nowNanos) {
    if (tcp.pacing() == Tcp.Pacing.WINDOW) {
      long timeout = roundTripNanos + LEAST_TIMEOUT_NANOS;
      for (long idle = nowNanos - deliveredNanos + roundTripNanos;
          idle > timeout && window > Tcp.INITIAL_WINDOW;
          idle -= timeout) {
        window = Math.max(Tcp.INITIAL_WINDOW, window / 2);
      }
      mostUnderWay = 0;
    }
    deliveredNanos = clockNanos;
    firstSentNanos = clockNanos;
  }

  /// Segments that left together.
  ///
  /// @param segments how many
  /// @param sentNanos when they were sent
  /// @param acknowledgedNanos when the sender hears that they arrived
  /// @param deliveredBefore segments delivered when they were sent
  /// @param deliveredNanosBefore when the last of those was acknowledged
  /// @param firstSentBefore when the last of those had been sent
  private record Burst(
      int segments,
      long sentNanos,
      long acknowledgedNanos,
      long deliveredBefore,
      long deliveredNanosBefore,
      long firstSentBefore) {}
}
