package meridian.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.KeyId;
import meridian.control.config.ConfigChange;
import meridian.control.config.ConfigReader;
import meridian.control.config.ConfigSource;
import meridian.control.config.GatewayConfig;
import meridian.live.files.WatchedFile;
import meridian.live.files.WatchedFile.Sight;
import meridian.live.keys.KeyFile;
import meridian.live.keys.KeyFileBroken;
import meridian.live.keys.StoredKey;
import meridian.time.WorldClock;

/// Looks at the configuration and at the keys file once a second, and tells the running gateway
/// what changed.
///
/// A file that cannot be read or believed changes nothing and is reported once. A key that is gone
/// from the keys file counts as revoked; a keys file that is gone does not, since that is an
/// accident more often than a wish. Confined to one task.
final class ConfigWatch implements Runnable {
  /// How often files are looked at.
  static final Duration EVERY = Duration.ofSeconds(1);

  private final ConfigSource source;
  private final ConfigReader reader;
  private final WorldClock clock;
  private final Target target;
  private final WatchedFile configFile;
  private Optional<WatchedFile> keysFile = Optional.empty();
  private Map<KeyId, StoredKey> keys = new LinkedHashMap<>();

  /// What runs.
  interface Target {
    /// The configuration in force.
    GatewayConfig running();

    /// Puts the live fields of `newer` in force.
    void take(GatewayConfig newer, ConfigChange change);

    /// Lets a key in, or puts what changed of it in force.
    void add(StoredKey key);

    /// Refuses a key from now on.
    void revoke(KeyId key);

    /// Tells the operator; one line each.
    void report(List<String> problems);
  }

  ConfigWatch(ConfigSource source, ConfigReader reader, WorldClock clock, Target target) {
    this.source = source;
    this.reader = reader;
    this.clock = clock;
    this.target = target;
    this.configFile = new WatchedFile(source.file(), ConfigSource.MAX_BYTES);
    openKeys();
  }

  /// Looks every second, until its task is told to stop.
  @Override
  public void run() {
    for (long next = clock.nanos() + EVERY.toNanos(); ; next = clock.nanos() + EVERY.toNanos()) {
      clock.sleepUntil(next);
      look();
    }
  }

  /// One look at both files.
  void look() {
    configFile.look().ifPresent(this::configChanged);
    keysFile.flatMap(WatchedFile::look).ifPresent(this::keysChanged);
  }

  private void configChanged(Sight sight) {
    switch (sight) {
      case Sight.Content content -> {
        switch (source.read(reader, content.bytes())) {
          case ConfigReader.Result.Invalid invalid -> target.report(invalid.problems());
          case ConfigReader.Result.Valid valid -> take(valid.config());
        }
      }
      case Sight.Absent _ ->
          target.report(
              List.of(source.file() + ": expected the configuration, found no file; restore it"));
      case Sight.Unreadable unreadable -> target.report(List.of(unreadable.problem()));
    }
  }

  private void take(GatewayConfig newer) {
    ConfigChange change = ConfigChange.between(target.running(), newer);
    Optional<java.nio.file.Path> keysBefore = target.running().keys().file();
    if (!change.live().isEmpty()) {
      target.take(newer, change);
    }
    if (!change.needsRestart().isEmpty()) {
      target.report(
          List.of(
              "%s: %s changed, which needs a restart; until then the old values hold"
                  .formatted(source.file(), String.join(", ", change.needsRestart()))));
    }
    if (!keysBefore.equals(newer.keys().file())) {
      openKeys();
    }
  }

  /// Reads the keys file that the configuration in force names, for the first time.
  private void openKeys() {
    keysFile = target.running().keys().file().map(path -> new WatchedFile(path, KeyFile.MAX_BYTES));
    keysFile.ifPresent(file -> {
      try {
        update(new KeyFile(file.path()).read());
      } catch (KeyFileBroken e) {
        target.report(List.of(String.valueOf(e.getMessage())));
      }
    });
    if (keysFile.isEmpty()) {
      update(List.of());
    }
  }

  private void keysChanged(Sight sight) {
    switch (sight) {
      case Sight.Content content -> {
        try {
          update(new KeyFile(keysFile.orElseThrow().path()).parse(content.bytes()));
        } catch (KeyFileBroken e) {
          target.report(List.of(String.valueOf(e.getMessage())));
        }
      }
      case Sight.Absent _ ->
          target.report(
              List.of(
                  keysFile.orElseThrow().path()
                      + ": expected the keys file, found none any more; its keys stay valid,"
                      + " restore it or revoke them"));
      case Sight.Unreadable unreadable -> target.report(List.of(unreadable.problem()));
    }
  }

  private void update(List<StoredKey> newer) {
    Map<KeyId, StoredKey> after = new LinkedHashMap<>();
    newer.forEach(key -> after.put(key.id(), key));
    List<KeyId> gone = new ArrayList<>(keys.keySet());
    gone.removeAll(after.keySet());
    gone.forEach(target::revoke);
    for (StoredKey key : newer) {
      Optional<StoredKey> before = Optional.ofNullable(keys.get(key.id()));
      boolean isChanged = before.isPresent() && !before.get().equals(key);
      if (before.isEmpty() || (isChanged && key.revoked().isEmpty())) {
        target.add(key);
      }
      if (key.revoked().isPresent() && before.flatMap(StoredKey::revoked).isEmpty()) {
        target.revoke(key.id());
      }
    }
    keys = after;
  }
}
