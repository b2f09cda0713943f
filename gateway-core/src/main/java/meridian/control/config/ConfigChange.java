package meridian.control.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// What differs between the configuration that runs and a newer one.
///
/// @param live paths of fields that take effect at once, in the alphabet's order
/// @param needsRestart paths of fields that take effect after a restart, likewise
public record ConfigChange(List<String> live, List<String> needsRestart) {
  /// The difference between two configurations.
  public static ConfigChange between(GatewayConfig running, GatewayConfig newer) {
    TreeSet<String> paths = new TreeSet<>(running.settings().keySet());
    paths.addAll(newer.settings().keySet());
    List<String> changed =
        paths.stream()
            .filter(path -> !find(running.settings(), path).equals(find(newer.settings(), path)))
            .toList();
    return new ConfigChange(
        changed.stream().filter(ConfigChange::isLive).toList(),
        changed.stream().filter(path -> !isLive(path)).toList());
  }

  /// The settings in force after `newer` was taken: its live ones, and the rest of `running`.
  static Map<String, String> settingsAfter(Map<String, String> running, Map<String, String> newer) {
    Map<String, String> after = new TreeMap<>();
    running.forEach((path, text) -> put(after, path, text, !isLive(path)));
    newer.forEach((path, text) -> put(after, path, text, isLive(path)));
    return java.util.Collections.unmodifiableMap(after);
  }

  private static void put(Map<String, String> into, String path, String text, boolean isTaken) {
    if (isTaken) {
      into.put(path, text);
    }
  }

  private static Optional<String> find(Map<String, String> settings, String path) {
    return Optional.ofNullable(settings.get(path));
  }

  /// Whether nothing differs.
  public boolean isEmpty() {
    return live.isEmpty() && needsRestart.isEmpty();
  }

  private static boolean isLive(String path) {
    return Fields.changeOf(path) == Field.Change.LIVE;
  }
}
