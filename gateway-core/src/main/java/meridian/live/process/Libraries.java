package meridian.live.process;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What libraries say of themselves.
public final class Libraries {
  /// Held here: the log manager forgets the level of a logger that nobody holds.
  private static final List<Logger> TALKATIVE =
      List.of(
          Logger.getLogger("org.eclipse.jetty"),
          Logger.getLogger("org.flywaydb"),
          Logger.getLogger("org.postgresql"),
          Logger.getLogger("io.lettuce"),
          Logger.getLogger("io.netty"));

  private Libraries() {}

  /// From now on they say only what somebody has to act on: warnings and errors.
  public static void keepToWarnings() {
    TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
  }
}
