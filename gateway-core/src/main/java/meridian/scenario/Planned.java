package meridian.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// One request of a workload.
///
/// @param atNanos when it is sent, nanoseconds since the epoch
/// @param place code of the place its client sits in
/// @param tenant index of whose it is in [TrafficSource#tenants]
/// @param body the body of `POST /v1/chat/completions`; requests may share one array, so nobody
///   changes it
/// @param isRepeat whether its prompt was asked before
@SuppressWarnings("ArrayRecordComponent") // compared by content, shared to be fast
public record Planned(long atNanos, String place, int tenant, byte[] body, boolean isRepeat) {

  /// The body as text.
  public String bodyJson() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// Whether all of it is the same, the bodies by content.
  @Override
  public boolean equals(Object other) {
    return other instanceof Planned planned
        && atNanos == planned.atNanos
        && place.equals(planned.place)
        && tenant == planned.tenant
        && isRepeat == planned.isRepeat
        && Arrays.equals(body, planned.body);
  }

  @Override
  public int hashCode() {
    return Objects.hash(atNanos, place, tenant, Arrays.hashCode(body), isRepeat);
  }

  /// Without the body: it may be somebody's prompt.
  @Override
  public String toString() {
    return "request at " + atNanos + " from " + place + ", " + body.length + " bytes";
  }
}
