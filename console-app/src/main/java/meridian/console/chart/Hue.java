package meridian.console.chart;

import javafx.scene.paint.Color;
import meridian.console.theme.Palette;

/// A colour by its meaning, which each theme fills in: `palette -> palette.layer(Layer.EDGE)`.
@FunctionalInterface
public interface Hue {
  /// The colour in `palette`.
  Color in(Palette palette);
}
