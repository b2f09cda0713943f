package meridian.console.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import meridian.console.theme.Palette;
import meridian.console.theme.Themes;

/// The base of all charts: one or more canvases on top of each other that fill it and are painted
/// in the layout pass, so at most once a pulse, and only those that [Layer#repaint] asked for.
///
/// A chart that is in no scene has no layout pass; one below an invisible parent waits until that
/// parent is visible again. Toolkit thread only.
public abstract class CanvasChart extends Region {
  private final Easel easel = new Easel();
  private final List<Layer> layers = new ArrayList<>();
  private final String name;
  private final InvalidationListener onPalette = _ -> repaint();
  private Optional<ContextMenu> menu = Optional.empty();

  /// @param name what the chart shows, for the screen reader and the names of exported files
  protected CanvasChart(String name) {
    this.name = name;
    getStyleClass().add("canvas-chart");
    getChildren().add(easel);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    Themes.palette().addListener(new WeakInvalidationListener(onPalette));
    setOnContextMenuRequested(event -> {
      menu.ifPresent(ContextMenu::hide);
      ContextMenu fresh = Exports.menu(this);
      menu = Optional.of(fresh);
      fresh.show(this, event.getScreenX(), event.getScreenY());
      event.consume();
    });
    addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> requestFocus());
  }

  /// What the chart says in words, for a screen reader.
  protected abstract String summary();

  /// What the chart shows as comma-separated values with a header line, when it shows data.
  protected Optional<String> csv() {
    return Optional.empty();
  }

  /// What the chart shows: its name.
  public final String name() {
    return name;
  }

  /// Has every layer painted again in the next pulse.
  public final void repaint() {
    layers.forEach(Layer::repaint);
  }

  /// A new topmost layer.
  protected final Layer layer(Painter painter) {
    Layer layer = new Layer(painter);
    layers.add(layer);
    easel.add(layer.canvas);
    layer.repaint();
    return layer;
  }

  /// The colours in use.
  protected final Palette palette() {
    return Themes.palette().get();
  }

  /// The chart in words, put together only when a screen reader asks.
  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return attribute == AccessibleAttribute.TEXT
        ? name + ". " + summary()
        : super.queryAccessibleAttribute(attribute, parameters);
  }

  @Override
  protected void layoutChildren() {
    double width = snapSizeX(getWidth());
    double height = snapSizeY(getHeight());
    if (easel.getWidth() != width || easel.getHeight() != height) {
      easel.resizeRelocate(0, 0, width, height);
      repaint();
    }
  }

  /// Paints one layer of `width` × `height` logical pixels, which is clear.
  @FunctionalInterface
  public interface Painter {
    /// Paints.
    void paint(GraphicsContext g, double width, double height, Palette palette);
  }

  /// One canvas of the chart.
  public final class Layer {
    private final Canvas canvas = new Canvas();
    private final Painter painter;
    private boolean isDirty;
    private long paints;

    private Layer(Painter painter) {
      this.painter = painter;
      canvas.setMouseTransparent(true);
    }

    /// Has it painted again in the next pulse.
    public void repaint() {
      isDirty = true;
      easel.requestLayout();
    }

    /// How often it was painted.
    public long paints() {
      return paints;
    }

    private void paint(double width, double height) {
      isDirty = false;
      paints++;
      if (canvas.getWidth() != width || canvas.getHeight() != height) {
        canvas.setWidth(width);
        canvas.setHeight(height);
      }
      GraphicsContext g = canvas.getGraphicsContext2D();
      g.clearRect(0, 0, width, height);
      if (width >= 1 && height >= 1) {
        painter.paint(g, width, height, palette());
      }
    }
  }

  /// Holds the canvases. It is unmanaged, and so the root of its own layout: asking for paint never
  /// makes the room around the chart lay itself out again.
  private final class Easel extends Region {
    private final InvalidationListener onVisible = this::wake;

    Easel() {
      setManaged(false);
      setMouseTransparent(true);
    }

    void add(Canvas canvas) {
      getChildren().add(canvas);
    }

    @Override
    protected void layoutChildren() {
      Optional<Node> hidden = hiddenAncestor();
      if (hidden.isPresent()) {
        hidden.get().visibleProperty().removeListener(onVisible);
        hidden.get().visibleProperty().addListener(onVisible);
        return;
      }
      for (Layer layer : layers) {
        if (layer.isDirty) {
          layer.paint(getWidth(), getHeight());
        }
      }
    }

    private void wake(Observable visible) {
      visible.removeListener(onVisible);
      requestLayout();
    }

    private Optional<Node> hiddenAncestor() {
      for (Node node = this; node != null; node = node.getParent()) {
        if (!node.isVisible()) {
          return Optional.of(node);
        }
      }
      return Optional.empty();
    }
  }
}
