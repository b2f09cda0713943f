package meridian.console.chart;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Alert;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;
import javafx.stage.FileChooser;
import javax.imageio.ImageIO;
import meridian.console.theme.Themes;

/// Takes pictures and figures out of the console: PNG and CSV, to the clipboard and to files.
/// Toolkit thread only.
public final class Exports {
  private static final double SHARP = 2;

  private Exports() {}

  /// A picture of `node` at `scale` device pixels per logical one, on `ground`.
  public static WritableImage picture(Node node, double scale, Color ground) {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setTransform(Transform.scale(scale, scale));
    parameters.setFill(ground);
    return node.snapshot(parameters, null);
  }

  /// Writes `image` to `file` as PNG, replacing what was there.
  public static void writePng(Image image, Path file) {
    BufferedImage pixels = SwingFXUtils.fromFXImage(image, null);
    try (OutputStream out = Files.newOutputStream(file)) {
      ImageIO.write(pixels, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the picture " + file, e);
    }
  }

  static ContextMenu menu(CanvasChart chart) {
    ContextMenu menu = new ContextMenu();
    menu.getItems().add(item("Copy picture", () -> copyPicture(chart)));
    menu.getItems().add(item("Save picture as PNG…", () -> savePicture(chart)));
    chart
        .csv()
        .ifPresent(csv -> {
          menu.getItems().add(item("Copy data as CSV", () -> copyText(csv)));
          menu.getItems().add(item("Save data as CSV…", () -> saveText(chart, csv)));
        });
    return menu;
  }

  private static MenuItem item(String name, Runnable body) {
    MenuItem item = new MenuItem(name);
    item.setOnAction(_ -> body.run());
    return item;
  }

  private static void copyPicture(CanvasChart chart) {
    ClipboardContent content = new ClipboardContent();
    content.putImage(sharp(chart));
    Clipboard.getSystemClipboard().setContent(content);
  }

  private static void copyText(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  private static void savePicture(CanvasChart chart) {
    WritableImage image = sharp(chart);
    choose(chart, "png").ifPresent(file -> saved(file, () -> writePng(image, file)));
  }

  private static void saveText(CanvasChart chart, String text) {
    choose(chart, "csv")
        .ifPresent(file ->
            saved(
                file,
                () -> {
                  try {
                    Files.writeString(file, text);
                  } catch (IOException e) {
                    throw new UncheckedIOException("cannot write " + file, e);
                  }
                }));
  }

  private static void saved(Path file, Runnable write) {
    try {
      write.run();
    } catch (UncheckedIOException e) {
      new Alert(
              Alert.AlertType.ERROR,
              "Could not write " + file + ": " + e.getMessage() + ". Choose another place.")
          .show();
    }
  }

  private static Optional<Path> choose(CanvasChart chart, String ending) {
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName(
        chart.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "." + ending);
    return Optional.ofNullable(chooser.showSaveDialog(chart.getScene().getWindow()))
        .map(file -> file.toPath());
  }

  private static WritableImage sharp(CanvasChart chart) {
    return picture(chart, SHARP, Themes.palette().get().surface());
  }
}
