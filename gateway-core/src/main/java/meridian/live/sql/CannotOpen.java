package meridian.live.sql;

import java.io.IOException;

/// The storage of a gateway could not be opened; the message says what was expected, what was found
/// and what to do.
public final class CannotOpen extends IOException {
  private static final long serialVersionUID = 1L;

  CannotOpen(String message, Exception cause) {
    super(message, cause);
  }
}
