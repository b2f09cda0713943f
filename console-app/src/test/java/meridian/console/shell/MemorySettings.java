package meridian.console.shell;

import java.util.Optional;
import meridian.console.session.Settings;
import meridian.console.theme.Theme;

/// Settings that nobody but the test sees.
final class MemorySettings implements Settings {
  private Optional<Theme> theme = Optional.empty();
  private Optional<String> room = Optional.empty();
  private Optional<WindowSize> size = Optional.empty();

  @Override
  public Optional<Theme> theme() {
    return theme;
  }

  @Override
  public void keepTheme(Theme theme) {
    this.theme = Optional.of(theme);
  }

  @Override
  public Optional<String> room() {
    return room;
  }

  @Override
  public void keepRoom(String title) {
    room = Optional.of(title);
  }

  @Override
  public Optional<WindowSize> windowSize() {
    return size;
  }

  @Override
  public void keepWindowSize(WindowSize size) {
    this.size = Optional.of(size);
  }
}
