package meridian.live.sql;

import java.io.IOException;
import java.nio.file.FileSystemException;

/// The storage of a gateway could not be opened; the message says what was expected, what was found
/// and what to do.
public final class CannotOpen extends IOException {
  private static final long serialVersionUID = 1L;

  CannotOpen(String message, Exception cause) {
    super(message, cause);
  }

  CannotOpen(String message) {
    super(message);
  }

  /// `refused` in a line. Of a database's answer the first line: further ones may quote data.
  static String reason(Exception refused) {
    return switch (refused) {
      case FileSystemException file -> file.getClass().getSimpleName() + " at " + file.getFile();
      default ->
          String.valueOf(refused.getMessage()).strip().lines().findFirst().orElse("no reason");
    };
  }
}
