package meridian.console.world;

import java.util.List;
import java.util.Map;
import javafx.scene.layout.Region;
import meridian.Layer;
import meridian.console.theme.Parts;

/// A thin bar of who answered: edge, origin, provider.
final class ShareBar extends Region {
  private static final List<Layer> LAYERS = List.of(Layer.EDGE, Layer.ORIGIN, Layer.PROVIDER);

  private final List<Region> parts;
  private double[] shares = new double[LAYERS.size()];

  ShareBar() {
    parts = LAYERS.stream().map(ShareBar::part).toList();
    getChildren().addAll(parts);
    getStyleClass().addAll("share-bar", "nothing");
  }

  void show(Map<Layer, Long> answers) {
    double whole = LAYERS.stream().mapToLong(layer -> answers.getOrDefault(layer, 0L)).sum();
    double[] next = new double[LAYERS.size()];
    for (int i = 0; i < next.length; i++) {
      next[i] = whole == 0 ? 0 : answers.getOrDefault(LAYERS.get(i), 0L) / whole;
    }
    shares = next;
    Parts.mark(this, "nothing", whole == 0);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double x = 0;
    for (int i = 0; i < shares.length; i++) {
      double width = shares[i] * getWidth();
      parts.get(i).resizeRelocate(snapPositionX(x), 0, Math.max(0, width - 1.5), getHeight());
      x += width;
    }
  }

  private static Region part(Layer layer) {
    Region part = new Region();
    part.getStyleClass().add(layer.name().toLowerCase(java.util.Locale.ROOT));
    return part;
  }
}
