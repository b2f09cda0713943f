package meridian.console.session;

import java.util.Optional;
import meridian.console.theme.Theme;

/// What the operator chose and the console remembers from run to run. Reading and writing never
/// fail: what cannot be kept is forgotten.
public interface Settings {
  /// The chosen theme.
  Optional<Theme> theme();

  /// Keeps the chosen theme.
  void keepTheme(Theme theme);

  /// Title of the room that was last on screen.
  Optional<String> room();

  /// Keeps the room on screen.
  void keepRoom(String title);

  /// Size of the window when it was last closed.
  Optional<WindowSize> windowSize();

  /// Keeps the size of the window.
  void keepWindowSize(WindowSize size);

  /// How large a window is.
  ///
  /// @param width in pixels
  /// @param height in pixels
  record WindowSize(double width, double height) {}
}
