package meridian.console.session;

import java.util.Optional;
import java.util.prefs.Preferences;
import meridian.console.theme.Theme;

/// Settings in the user's own preferences, node `meridian/console`.
public final class StoredSettings implements Settings {
  private static final String THEME = "theme";
  private static final String ROOM = "room";
  private static final String WIDTH = "width";
  private static final String HEIGHT = "height";

  private final Preferences node;

  /// Settings kept in `node`.
  public StoredSettings(Preferences node) {
    this.node = node;
  }

  /// The settings of this user.
  public static StoredSettings ofUser() {
    return new StoredSettings(Preferences.userRoot().node("meridian/console"));
  }

  @Override
  public Optional<Theme> theme() {
    return Theme.named(node.get(THEME, ""));
  }

  @Override
  public void keepTheme(Theme theme) {
    node.put(THEME, theme.label());
  }

  @Override
  public Optional<String> room() {
    return Optional.of(node.get(ROOM, "")).filter(title -> !title.isEmpty());
  }

  @Override
  public void keepRoom(String title) {
    node.put(ROOM, title);
  }

  @Override
  public Optional<WindowSize> windowSize() {
    WindowSize size = new WindowSize(node.getDouble(WIDTH, 0), node.getDouble(HEIGHT, 0));
    return Optional.of(size).filter(kept -> kept.width() >= 640 && kept.height() >= 400);
  }

  @Override
  public void keepWindowSize(WindowSize size) {
    node.putDouble(WIDTH, size.width());
    node.putDouble(HEIGHT, size.height());
  }
}
