package meridian.live.redis;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log what is wrong with one thing: each reason once until it is well again, and then
/// that it is. Safe for any thread.
final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  /// Further reasons are not told: whoever reads the log knows by then that it is not well.
  private static final int MOST_REASONS = 8;

  private final String subject;
  private final String consequence;
  private final Set<String> told = new HashSet<>();

  /// @param subject what may go wrong
  /// @param consequence what it means for requests while it does
  Health(String subject, String consequence) {
    this.subject = subject;
    this.consequence = consequence;
  }

  /// It goes wrong, because of `why`, which holds no data.
  synchronized void isBad(String why) {
    if (told.size() < MOST_REASONS && told.add(why)) {
      LOG.warn("{}: {}; {}", subject, why, consequence);
    }
  }

  /// It is well.
  synchronized void isWell() {
    if (!told.isEmpty()) {
      LOG.info("{}: well again", subject);
    }
    told.clear();
  }
}
