package meridian.console.chart;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// Small strokes of the brush, cheap ones: straight lines are filled rectangles on whole pixels,
/// because stroking one costs the software renderer thirty times as much.
public final class Ink {
  private static final String ELLIPSIS = "…";

  private Ink() {}

  /// A horizontal hairline at `y` from `x1` to `x2`.
  public static void horizontal(GraphicsContext g, double x1, double x2, double y, Color colour) {
    g.setFill(colour);
    g.fillRect(Math.rint(x1), Math.rint(y), Math.rint(x2) - Math.rint(x1), 1);
  }

  /// A vertical hairline at `x` from `y1` to `y2`.
  public static void vertical(GraphicsContext g, double x, double y1, double y2, Color colour) {
    g.setFill(colour);
    g.fillRect(Math.rint(x), Math.rint(y1), 1, Math.rint(y2) - Math.rint(y1));
  }

  /// A dashed horizontal hairline: a limit or a budget.
  public static void dashedHorizontal(
      GraphicsContext g, double x1, double x2, double y, Color colour) {
    g.setFill(colour);
    for (double x = Math.rint(x1); x < x2; x += 6) {
      g.fillRect(x, Math.rint(y), Math.min(3, x2 - x), 1);
    }
  }

  /// A dashed vertical hairline.
  public static void dashedVertical(
      GraphicsContext g, double x, double y1, double y2, Color colour) {
    g.setFill(colour);
    for (double y = Math.rint(y1); y < y2; y += 6) {
      g.fillRect(Math.rint(x), y, 1, Math.min(3, y2 - y));
    }
  }

  /// The outline of a box, one pixel wide, inside its bounds.
  public static void frame(
      GraphicsContext g, double x, double y, double width, double height, Color colour) {
    double left = Math.rint(x);
    double top = Math.rint(y);
    double w = Math.max(1, Math.rint(width));
    double h = Math.max(1, Math.rint(height));
    g.setFill(colour);
    g.fillRect(left, top, w, 1);
    g.fillRect(left, top + h - 1, w, 1);
    g.fillRect(left, top, 1, h);
    g.fillRect(left + w - 1, top, 1, h);
  }

  /// One line of text, vertically centred on `y`; `x` is its left, middle or right by `alignment`.
  public static void text(
      GraphicsContext g,
      String text,
      double x,
      double y,
      TextAlignment alignment,
      Font font,
      Color colour) {
    g.setFont(font);
    g.setTextAlign(alignment);
    g.setTextBaseline(VPos.CENTER);
    g.setFill(colour);
    g.fillText(text, Math.rint(x), Math.rint(y));
  }

  /// How wide `text` is in `font`.
  public static double width(String text, Font font) {
    Text node = new Text(text);
    node.setFont(font);
    return node.getLayoutBounds().getWidth();
  }

  /// `text`, or as much of its start as fits into `room` with an ellipsis.
  public static String fitting(String text, Font font, double room) {
    if (width(text, font) <= room) {
      return text;
    }
    int end = text.length();
    while (end > 0 && width(text.substring(0, end) + ELLIPSIS, font) > room) {
      end--;
    }
    return end == 0 ? "" : text.substring(0, end) + ELLIPSIS;
  }
}
