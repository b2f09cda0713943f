package meridian.simulated;

import java.util.Optional;

/// An alarm of a run.
///
/// @param alarm its name: `kv_propagation`
/// @param subject the PoP's code, or empty for the gateway
/// @param text what was wrong when it was raised, for an operator
/// @param fromNanos when it was raised, nanoseconds since the epoch
/// @param untilNanos when it was cleared; empty when it never was
public record RaisedAlarm(
    String alarm, String subject, String text, long fromNanos, Optional<Long> untilNanos) {
  RaisedAlarm until(long atNanos) {
    return new RaisedAlarm(alarm, subject, text, fromNanos, Optional.of(atNanos));
  }
}
