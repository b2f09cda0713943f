package meridian.console.theme;

import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.Scene;
import javafx.stage.Window;

/// The theme of every window of this process. Toolkit thread only.
///
/// JavaFX itself keeps the lowest style sheet per process, so this is one per process too. Popups,
/// tooltips and dialogs are windows of their own: a single listener on the list of windows styles
/// them as they open.
public final class Themes {
  private static final ReadOnlyObjectWrapper<Palette> PALETTE =
      new ReadOnlyObjectWrapper<>(Palette.DARK);
  private static final String SHAPES = sheet("console.css");

  private static boolean isWatching;

  private Themes() {}

  /// The colours in use; charts repaint when they change.
  public static ReadOnlyObjectProperty<Palette> palette() {
    return PALETTE.getReadOnlyProperty();
  }

  /// The theme in use.
  public static Theme current() {
    return PALETTE.get().theme();
  }

  /// Puts `theme` on every window, open or opened later.
  public static void use(Theme theme) {
    Fonts.load();
    Application.setUserAgentStylesheet(theme.baseSheet());
    PALETTE.set(Palette.of(theme));
    if (!isWatching) {
      isWatching = true;
      Window.getWindows()
          .addListener(
              (ListChangeListener<Window>)
                  change -> {
                    while (change.next()) {
                      change.getAddedSubList().forEach(Themes::follow);
                    }
                  });
    }
    Window.getWindows().forEach(Themes::follow);
  }

  /// Puts the current theme on a scene that is in no window, such as one made for a picture.
  public static void style(Scene scene) {
    List<String> sheets = List.of(sheet(current().tokenSheet()), SHAPES);
    if (!scene.getStylesheets().equals(sheets)) {
      scene.getStylesheets().setAll(sheets);
    }
  }

  private static void follow(Window window) {
    Scene scene = window.getScene();
    if (scene != null) {
      style(scene);
    }
    if (window.getProperties().putIfAbsent(Themes.class, true) == null) {
      window
          .sceneProperty()
          .addListener((_, _, changed) -> {
            if (changed != null) {
              style(changed);
            }
          });
    }
  }

  private static String sheet(String name) {
    return Objects.requireNonNull(Themes.class.getResource(name), name).toExternalForm();
  }
}
