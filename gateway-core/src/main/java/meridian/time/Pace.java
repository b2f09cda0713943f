package meridian.time;

/// How fast a world's clock may go against the time of its spectators.
///
/// It changes when things happen for those who watch, never in which order.
public interface Pace {
  /// As fast as the machine can.
  Pace UNBOUND = untilNanos -> untilNanos;

  /// Waits until the clock may show `untilNanos`, nanoseconds since the epoch, or until something
  /// came from outside; returns the moment that the clock may show now, at most `untilNanos`.
  long await(long untilNanos);
}
