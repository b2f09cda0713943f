package meridian.console.session;

import meridian.PopId;
import meridian.RequestId;

/// What a door between two rooms hands over: the thing that the next room should have selected.
public sealed interface Selection {
  /// Nothing in particular.
  record Whole() implements Selection {}

  /// One PoP.
  ///
  /// @param pop which
  record OfPop(PopId pop) implements Selection {}

  /// One request.
  ///
  /// @param id which
  record OfRequest(RequestId id) implements Selection {}
}
