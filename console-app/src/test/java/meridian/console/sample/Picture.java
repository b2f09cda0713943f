package meridian.console.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import meridian.console.chart.Exports;
import meridian.console.theme.Theme;
import meridian.console.theme.Themes;

/// Pictures of whole rooms, larger than a headless window may be. Toolkit thread only.
public final class Picture {
  private Picture() {}

  /// Puts `room` into a scene of this size and lays it out as a window would.
  public static Scene scene(Parent room, double width, double height, Theme theme) {
    Themes.use(theme);
    Scene scene = room.getScene() == null ? new Scene(room, width, height) : room.getScene();
    Themes.style(scene);
    settle(room, width, height);
    return scene;
  }

  /// Lays `room` out until nothing moves any more.
  public static void settle(Parent room, double width, double height) {
    for (int i = 0; i < 4; i++) {
      room.applyCss();
      if (room instanceof Region region) {
        region.resize(width, height);
      }
      room.layout();
    }
  }

  /// Writes `room` to `target/renders/NAME.png`.
  public static Path write(Parent room, String name) throws java.io.IOException {
    Path folder = Files.createDirectories(Path.of("target", "renders"));
    Path file = folder.resolve(name + ".png");
    WritableImage image = Exports.picture(room, 1, Themes.palette().get().token("-ops-canvas"));
    Exports.writePng(image, file);
    return file;
  }
}
