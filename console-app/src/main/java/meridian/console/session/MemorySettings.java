package meridian.console.session;

import java.util.Optional;
import meridian.console.theme.Theme;

/// Settings that end with the run: for pictures and tests, which must leave no trace.
public final class MemorySettings implements Settings {
  private Optional<Theme> theme = Optional.empty();
  private Optional<String> room = Optional.empty();
  private Optional<WindowSize> size = Optional.empty();

  /// Settings of which nothing is chosen yet.
  public MemorySettings() {}

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
