package meridian.console.chart;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.shape.Rectangle;
import meridian.console.chart.WorldState.Dot;
import meridian.console.chart.WorldState.Spot;
import meridian.console.chart.WorldState.Waiting;

/// The world with its PoPs: land, dots and what flies between them, on three layers, so that land
/// is painted only when the look changes.
///
/// The wheel zooms at the cursor, dragging moves, a double click on the sea shows all. A click
/// selects a dot; Enter or a double click opens it. Arrow keys walk from dot to dot, `+`, `-` and
/// `0` zoom.
public final class WorldMap extends CanvasChart {
  private static final double REACH = 7;
  private static final long TURN_NANOS = 3_600_000_000_000L;
  private static final Duration FLIGHT = Duration.ofMillis(1_100);

  /// So many legs may be in the air or waiting to set off; the oldest give way.
  private static final int MOST_FLIGHTS = 240;

  private final Layer places;
  private final Layer air;
  private final Deque<Flight> flights = new ArrayDeque<>();
  private final ReadOnlyObjectWrapper<Optional<String>> hovered =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObjectProperty<Optional<String>> selected =
      new SimpleObjectProperty<>(Optional.empty());
  private final BooleanProperty still = new SimpleBooleanProperty();
  private final Animator animator =
      new Animator() {
        @Override
        protected boolean frame(long nowNanos) {
          return fly();
        }
      };

  private WorldState state = WorldState.EMPTY;
  private List<Waiting> waiting = List.of();
  private MapView view = MapView.WORLD;
  private Consumer<String> opener = _ -> {};
  private double pressedX;
  private double pressedY;
  private boolean isDragged;

  public WorldMap() {
    super("World map");
    setMinSize(200, 120);
    setPrefSize(720, 360);
    layer((g, width, height, palette) -> MapInk.land(g, width, height, palette, view));
    places =
        layer((g, width, height, palette) ->
            MapInk.places(g, width, height, palette, view, state, hovered.get(), selected.get()));
    air = layer((g, width, height, palette) -> paintAir(g, width, height));
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    hovered.addListener((_, _, dot) -> {
      setCursor(dot.isPresent() ? Cursor.HAND : Cursor.DEFAULT);
      places.repaint();
    });
    selected.addListener((_, _, _) -> places.repaint());
    setOnScroll(this::onScroll);
    setOnMouseMoved(event -> hovered.set(dotAt(event.getX(), event.getY()).map(Dot::code)));
    setOnMouseExited(_ -> hovered.set(Optional.empty()));
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPressed);
    setOnMouseDragged(this::onDragged);
    setOnMouseClicked(this::onClicked);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /// Shows `state` from the next pulse on.
  public void show(WorldState state) {
    if (!this.state.equals(state)) {
      this.state = state;
      places.repaint();
    }
  }

  /// Sends a spark along the way from `from` to `to`: a request as it happens. Nothing happens
  /// while the map is off screen or [#stillProperty] is set; at 240 in the air the oldest is
  /// dropped.
  public void fly(Spot from, Spot to, Hue hue) {
    fly(from, to, hue, Duration.ZERO, FLIGHT);
  }

  /// Like [#fly(Spot, Spot, Hue)], setting off after `delay` and taking `length`: one leg of a way.
  public void fly(Spot from, Spot to, Hue hue, Duration delay, Duration length) {
    if (getScene() == null || still.get()) {
      return;
    }
    if (flights.size() >= MOST_FLIGHTS) {
      flights.removeFirst();
    }
    long start = System.nanoTime() + delay.toNanos();
    flights.addLast(new Flight(from, to, hue, start, Math.max(1, length.toNanos())));
    animator.wake();
  }

  /// Code of the dot under the mouse.
  public ReadOnlyObjectProperty<Optional<String>> hoveredProperty() {
    return hovered.getReadOnlyProperty();
  }

  /// Code of the selected dot.
  public ObjectProperty<Optional<String>> selectedProperty() {
    return selected;
  }

  /// Shows what is under way from the next frame on, in place of what was: the way that requests
  /// came, and one pip for each around the PoP that has them.
  public void await(List<Waiting> next) {
    if (!waiting.equals(next)) {
      waiting = List.copyOf(next);
      air.repaint();
      animator.wake();
    }
  }

  /// Whether nothing may move: the operator wants less motion, or the picture is paused.
  public BooleanProperty stillProperty() {
    return still;
  }

  /// Has `body` called with a dot's code when it is opened.
  public void onOpen(Consumer<String> body) {
    opener = body;
  }

  /// Where the dot called `code` is, in pixels of this chart.
  public Optional<Point2D> position(String code) {
    return state.dots().stream()
        .filter(dot -> dot.code().equals(code))
        .findFirst()
        .map(dot -> MapInk.pixel(dot.spot(), view, getWidth(), getHeight()));
  }

  /// One request in the air.
  private record Flight(Spot from, Spot to, Hue hue, long startNanos, long lengthNanos) {}

  private boolean fly() {
    long now = System.nanoTime();
    flights.removeIf(flight -> now - flight.startNanos() > flight.lengthNanos());
    if (getScene() == null || still.get()) {
      flights.clear();
    }
    air.repaint();
    boolean isMoving = !flights.isEmpty() || !waiting.isEmpty();
    return isMoving && getScene() != null && !still.get();
  }

  private void paintAir(GraphicsContext g, double width, double height) {
    long now = System.nanoTime();
    MapInk.waiting(
        g,
        width,
        height,
        palette(),
        view,
        state,
        waiting,
        still.get() ? 0 : now % TURN_NANOS / 1e9);
    for (Flight flight : flights) {
      double age = Math.min(1, (now - flight.startNanos()) / (double) flight.lengthNanos());
      if (age < 0) {
        continue;
      }
      MapInk.spark(
          g,
          MapInk.pixel(flight.from(), view, width, height),
          MapInk.pixel(flight.to(), view, width, height),
          age,
          flight.hue().in(palette()));
    }
  }

  private void look(MapView next) {
    if (!next.equals(view)) {
      view = next;
      repaint();
    }
  }

  private void onScroll(ScrollEvent event) {
    if (event.getDeltaY() != 0) {
      double factor = Math.pow(1.0016, event.getDeltaY());
      look(view.zoomed(factor, event.getX(), event.getY(), getWidth(), getHeight()));
      event.consume();
    }
  }

  private void onPressed(MouseEvent event) {
    pressedX = event.getX();
    pressedY = event.getY();
    isDragged = false;
  }

  private void onDragged(MouseEvent event) {
    if (!isDragged && Math.hypot(event.getX() - pressedX, event.getY() - pressedY) < 4) {
      return;
    }
    isDragged = true;
    look(view.dragged(event.getX() - pressedX, event.getY() - pressedY, getWidth(), getHeight()));
    pressedX = event.getX();
    pressedY = event.getY();
  }

  private void onClicked(MouseEvent event) {
    if (isDragged || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    Optional<String> dot = dotAt(event.getX(), event.getY()).map(Dot::code);
    if (event.getClickCount() == 2) {
      dot.ifPresentOrElse(opener, () -> look(MapView.WORLD));
    } else {
      selected.set(dot);
    }
  }

  private void onKey(KeyEvent event) {
    if (handles(event)) {
      event.consume();
    }
  }

  private boolean handles(KeyEvent event) {
    double x = getWidth() / 2;
    double y = getHeight() / 2;
    KeyCode key = event.getCode();
    if (key == KeyCode.ENTER && selected.get().isPresent()) {
      opener.accept(selected.get().get());
    } else if (key == KeyCode.ESCAPE && selected.get().isPresent()) {
      selected.set(Optional.empty());
    } else if (key == KeyCode.RIGHT || key == KeyCode.DOWN) {
      walk(1);
    } else if (key == KeyCode.LEFT || key == KeyCode.UP) {
      walk(-1);
    } else if ("+".equals(event.getText()) || "=".equals(event.getText())) {
      look(view.zoomed(1.3, x, y, getWidth(), getHeight()));
    } else if ("-".equals(event.getText())) {
      look(view.zoomed(1 / 1.3, x, y, getWidth(), getHeight()));
    } else if ("0".equals(event.getText())) {
      look(MapView.WORLD);
    } else {
      return false;
    }
    return true;
  }

  /// Selects the next dot from west to east.
  private void walk(int step) {
    List<String> codes = new ArrayList<>();
    state.dots().stream()
        .sorted(java.util.Comparator.comparingDouble(dot -> dot.spot().longitude()))
        .forEach(dot -> codes.add(dot.code()));
    if (!codes.isEmpty()) {
      int at = selected.get().map(codes::indexOf).orElse(step > 0 ? -1 : 0);
      selected.set(Optional.of(codes.get(Math.floorMod(at + step, codes.size()))));
    }
  }

  private Optional<Dot> dotAt(double x, double y) {
    Optional<Dot> best = Optional.empty();
    double bestDistance = Double.MAX_VALUE;
    for (Dot dot : state.dots()) {
      Point2D at = MapInk.pixel(dot.spot(), view, getWidth(), getHeight());
      double distance = at.distance(x, y);
      if (distance < MapInk.radius(dot) + REACH && distance < bestDistance) {
        best = Optional.of(dot);
        bestDistance = distance;
      }
    }
    return best;
  }

  @Override
  protected String summary() {
    StringBuilder text = new StringBuilder();
    for (Dot dot : state.dots()) {
      text.append(dot.code()).append(": ").append(dot.words()).append(". ");
    }
    return text.isEmpty() ? "No PoPs" : text.toString();
  }
}
