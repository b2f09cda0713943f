package meridian.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import meridian.KeyId;
import meridian.live.keys.KeyUses;
import meridian.telemetry.KeyFigures;
import meridian.time.WorldClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notes the hour of each key's last use beside the keys file once a minute, for `meridian keys
/// list`. Trouble with the file is told once and disturbs nothing.
final class KeyUseNotes implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyUseNotes.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Supplier<Optional<Path>> keysFile;
  private final Supplier<KeyFigures> figures;
  private final WorldClock clock;
  private boolean hasComplained;

  KeyUseNotes(Supplier<Optional<Path>> keysFile, Supplier<KeyFigures> figures, WorldClock clock) {
    this.keysFile = keysFile;
    this.figures = figures;
    this.clock = clock;
  }

  /// Notes every minute, until its task is told to stop.
  @Override
  public void run() {
    while (true) {
      clock.sleepUntil(clock.nanos() + EVERY.toNanos());
      note();
    }
  }

  void note() {
    Map<KeyId, Instant> hours = new TreeMap<>();
    for (KeyFigures.KeyUse use : figures.get().uses()) {
      hours.put(use.key(), Instant.ofEpochSecond(use.lastUsedHour() * 3_600));
    }
    Optional<Path> keys = keysFile.get();
    if (hours.isEmpty() || keys.isEmpty()) {
      return;
    }
    try {
      KeyUses.beside(keys.get()).write(hours);
    } catch (IOException cannot) {
      if (!hasComplained) {
        hasComplained = true;
        LOG.warn("{}: last uses of keys are not kept: {}", keys.get(), cannot.toString());
      }
    }
  }
}
