package meridian.console.session;

import meridian.PopId;
import meridian.RequestTimeline;
import meridian.telemetry.RequestPath;

/// What a figure leads to: every number is a door.
public sealed interface Selection {
  /// One request.
  ///
  /// @param timeline everything about it
  record OneRequest(RequestTimeline timeline) implements Selection {}

  /// The requests of one PoP.
  ///
  /// @param pop which
  record OnePop(PopId pop) implements Selection {}

  /// The requests that went one way.
  ///
  /// @param path which
  record OnePath(RequestPath path) implements Selection {}
}
