package meridian.console.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/// The typefaces, which come with the console: JavaFX cannot start on a machine without any font,
/// and pictures must not depend on the machine.
public final class Fonts {
  /// The family of all text.
  public static final String TEXT = "Inter";

  /// The family of figures in columns: every digit has one width.
  public static final String MONO = "JetBrains Mono";

  private static final List<String> FILES =
      List.of(
          "Inter-Regular.otf",
          "Inter-Medium.otf",
          "Inter-SemiBold.otf",
          "Inter-Bold.otf",
          "JetBrainsMono-Regular.ttf",
          "JetBrainsMono-Bold.ttf");

  static {
    for (String file : FILES) {
      try (InputStream in = Fonts.class.getResourceAsStream("fonts/" + file)) {
        if (in == null || Font.loadFont(in, 12) == null) {
          throw new IllegalStateException(
              "fonts: expected the resource fonts/" + file + " to hold a font, found none");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Fonts() {}

  /// Makes both families known to JavaFX, unless they are: the first use of this class did it.
  /// Style sheets name them without using this class, so the first theme calls this.
  static void load() {}

  /// Text at `size` pixels.
  public static Font text(double size) {
    return Font.font(TEXT, size);
  }

  /// Text with some weight at `size` pixels: labels and headings.
  public static Font medium(double size) {
    return Font.font("Inter Medium", size);
  }

  /// Strong text at `size` pixels: headline figures.
  public static Font strong(double size) {
    return Font.font("Inter Semi Bold", size);
  }

  /// Figures that stand under each other, at `size` pixels.
  public static Font mono(double size) {
    return Font.font(MONO, size);
  }
}
