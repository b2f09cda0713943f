package meridian.edge;

import java.util.Optional;
import meridian.KeyRecord;
import meridian.Refusal;
import meridian.SessionText;

/// Who is let in at a PoP: by its copy of the key table ([EdgeAuth]), or by session tokens that an
/// origin signed ([SessionAuth]).
sealed interface EdgeKeys permits EdgeAuth, SessionAuth {
  /// Whether the holder of `credential` is let in; waits for the KV or an origin where it must.
  Outcome check(Optional<String> credential);

  /// Forgets everybody, as an eviction or a crash does.
  void forget();

  /// The outcome for one request.
  sealed interface Outcome {
    /// It may go on.
    ///
    /// @param session a token that was made for it, for its client to show from now on
    record Accepted(KeyRecord key, Optional<SessionText> session) implements Outcome {
      Accepted(KeyRecord key) {
        this(key, Optional.empty());
      }
    }

    /// It may not.
    record Refused(Refusal refusal) implements Outcome {}
  }
}
