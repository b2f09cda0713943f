package meridian.console.chart;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import meridian.console.chart.AxisState.Mark;
import meridian.console.chart.AxisState.Sample;
import meridian.console.format.Figures;
import meridian.console.theme.Fonts;
import meridian.console.theme.Palette;

/// The line of time under all rooms: what was recorded, what happened, and the moment on screen.
/// Pressing and dragging choose a moment, at most 20 times a second; keys are the frame's affair.
public final class TimeAxis extends CanvasChart {
  private static final double LANE = 13;
  private static final double FOOT = 13;
  private static final double REACH = 5;
  private static final double LABEL_GAP = 96;
  private static final Font FONT = Fonts.text(10.5);
  private static final Font STRONG = Fonts.medium(11);
  private static final long SECOND = 1_000_000_000L;
  private static final long[] STEPS = {
    5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400, 604_800
  };

  private final ZoneId zone;
  private final Layer ground;
  private final Layer cursor;
  private final Animator scrubbing =
      new Animator() {
        @Override
        protected boolean frame(long nowNanos) {
          wanted.ifPresent(chooser);
          wanted = OptionalLong.empty();
          return isPressed;
        }
      };

  private AxisState state = AxisState.EMPTY;
  private LongConsumer chooser = _ -> {};
  private Runnable present = () -> {};
  private OptionalLong wanted = OptionalLong.empty();
  private double hoverX = -1;
  private boolean isPressed;

  public TimeAxis(ZoneId zone) {
    super("Time axis");
    this.zone = zone;
    setMinSize(120, 44);
    setPrefSize(600, 44);
    setCursor(Cursor.H_RESIZE);
    ground = layer(this::paintGround);
    cursor = layer(this::paintCursor);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    setOnMouseDragged(this::drag);
    setOnMouseReleased(this::release);
    setOnMouseMoved(event -> hover(event.getX()));
    setOnMouseExited(_ -> hover(-1));
  }

  /// Shows `next` from the next pulse on.
  public void show(AxisState next) {
    boolean isSameGround =
        next.fromNanos() == state.fromNanos()
            && next.toNanos() == state.toNanos()
            && next.samples().equals(state.samples())
            && next.marks().equals(state.marks());
    state = next;
    if (!isSameGround) {
      ground.repaint();
    }
    cursor.repaint();
  }

  /// Has `body` called with the moment that was chosen.
  public void onChoose(LongConsumer body) {
    chooser = body;
  }

  /// Has `body` called when the right end was chosen.
  public void onPresent(Runnable body) {
    present = body;
  }

  private void press(MouseEvent event) {
    isPressed = true;
    want(event.getX());
  }

  private void drag(MouseEvent event) {
    want(event.getX());
  }

  private void release(MouseEvent event) {
    isPressed = false;
    if (event.getX() >= getWidth() - REACH) {
      wanted = OptionalLong.empty();
      present.run();
    }
  }

  private void want(double x) {
    hover(x);
    wanted = OptionalLong.of(moment(Math.clamp(x, 0, getWidth())));
    scrubbing.wake();
  }

  private void hover(double x) {
    hoverX = x;
    cursor.repaint();
  }

  private long moment(double x) {
    return state.fromNanos() + (long) (x / Math.max(1, getWidth()) * state.span());
  }

  private double x(long nanos, double width) {
    return (nanos - state.fromNanos()) / (double) state.span() * width;
  }

  private void paintGround(GraphicsContext g, double width, double height, Palette palette) {
    double base = height - FOOT;
    Ink.horizontal(g, 0, width, base, palette.axis());
    if (state.samples().isEmpty()) {
      Ink.text(g, "nothing recorded yet", 0, height / 2, TextAlignment.LEFT, FONT, palette.faint());
      return;
    }
    paintRecorded(g, width, base, palette);
    paintTimes(g, width, height, palette);
    for (Mark mark : state.marks()) {
      paintMark(g, width, base, palette, mark);
    }
  }

  /// The rate as an area of one column a pixel, the highest of what falls into it.
  private void paintRecorded(GraphicsContext g, double width, double base, Palette palette) {
    double most = state.samples().stream().mapToDouble(Sample::value).max().orElse(0);
    double room = base - LANE - 3;
    g.setFill(Palette.faded(palette.accent(), palette.isDark() ? 0.34 : 0.26));
    double first = Math.max(0, x(state.samples().getFirst().atNanos(), width));
    int column = Integer.MIN_VALUE;
    double highest = 0;
    double before = 0;
    for (Sample sample : state.samples()) {
      int at = (int) x(sample.atNanos(), width);
      if (at != column) {
        if (column >= 0) {
          fill(g, column, at, base, most > 0 ? highest / most * room : 0);
        }
        before = highest;
        column = at;
        highest = sample.value();
      }
      highest = Math.max(highest, sample.value());
    }
    if (column >= 0) {
      fill(g, column, (int) Math.min(width, column + 2.0), base, room * ratio(before, most));
    }
    if (first > 1) {
      g.setFill(Palette.faded(palette.grid(), 0.55));
      g.fillRect(0, LANE, first, base - LANE);
      String text = "recorded from " + Figures.clock(state.samples().getFirst().atNanos(), zone);
      if (first > Ink.width(text, FONT) + 16) {
        Ink.text(g, text, first - 6, (LANE + base) / 2, TextAlignment.RIGHT, FONT, palette.faint());
      }
    }
  }

  private static double ratio(double value, double most) {
    return most > 0 ? value / most : 0;
  }

  private static void fill(GraphicsContext g, int from, int to, double base, double height) {
    double h = Math.max(1, Math.rint(height));
    g.fillRect(from, base - h, Math.max(1, to - from), h);
  }

  private void paintTimes(GraphicsContext g, double width, double height, Palette palette) {
    double perPixel = state.span() / Math.max(1, width);
    long step = STEPS[STEPS.length - 1];
    for (int i = STEPS.length - 1; i >= 0 && STEPS[i] * SECOND / perPixel >= LABEL_GAP; i--) {
      step = STEPS[i];
    }
    long offset = zoneOffset();
    long first = Math.floorDiv(state.fromNanos() + offset, step * SECOND) + 1;
    for (long at = first * step * SECOND - offset; at < state.toNanos(); at += step * SECOND) {
      double px = x(at, width);
      Ink.vertical(g, px, height - FOOT, height - FOOT + 3, palette.axis());
      String text = Figures.clock(at, zone);
      if (px > 24 && px < width - 24) {
        Ink.text(
            g,
            step >= 60 ? text.substring(0, 5) : text,
            px,
            height - FOOT / 2 + 1,
            TextAlignment.CENTER,
            FONT,
            palette.faint());
      }
    }
  }

  private long zoneOffset() {
    java.time.Instant at = java.time.Instant.ofEpochSecond(state.toNanos() / SECOND);
    return zone.getRules().getOffset(at).getTotalSeconds() * SECOND;
  }

  private void paintMark(GraphicsContext g, double width, double base, Palette palette, Mark mark) {
    double left = x(mark.fromNanos(), width);
    double right = x(mark.end(state.toNanos()), width);
    if (right < 0 || left > width) {
      return;
    }
    Color colour = colour(mark, palette);
    switch (mark.shape()) {
      case BAR -> {
        double from = Math.max(0, left);
        double to = Math.min(width, Math.max(right, left + 3));
        g.setFill(Palette.faded(colour, 0.16));
        g.fillRect(Math.rint(from), LANE, Math.max(1, Math.rint(to - from)), base - LANE);
        g.setFill(colour);
        g.fillRect(Math.rint(from), 4, Math.max(3, Math.rint(to - from)), 5);
      }
      case TRIANGLE -> {
        Ink.vertical(g, left, 10, base, Palette.faded(colour, 0.5));
        g.setFill(colour);
        g.fillPolygon(new double[] {left - 4, left + 4, left}, new double[] {3, 3, 10}, 3);
      }
      case DIAMOND -> {
        Ink.vertical(g, left, 10, base, Palette.faded(colour, 0.5));
        g.setFill(colour);
        g.fillPolygon(new double[] {left, left + 4, left, left - 4}, new double[] {2, 6, 10, 6}, 4);
      }
    }
  }

  private static Color colour(Mark mark, Palette palette) {
    return switch (mark.shape()) {
      case BAR -> palette.crit();
      case TRIANGLE -> palette.accent();
      case DIAMOND -> palette.token("-ops-modelled");
    };
  }

  private void paintCursor(GraphicsContext g, double width, double height, Palette palette) {
    double shown =
        state.isLive() ? width - 1 : Math.clamp(x(state.shownNanos(), width), 0, width - 1);
    Color colour = state.isLive() ? palette.ok() : palette.warn();
    if (!state.samples().isEmpty()) {
      g.setFill(colour);
      g.fillRect(Math.rint(shown) - (state.isLive() ? 1 : 0), 0, 2, height - FOOT + 1);
      if (!state.isLive()) {
        g.fillPolygon(new double[] {shown - 4, shown + 6, shown + 1}, new double[] {0, 0, 7}, 3);
      }
    }
    if (hoverX >= 0 && hoverX <= width && !state.samples().isEmpty()) {
      Ink.dashedVertical(g, hoverX, 0, height - FOOT, palette.token("-ops-crosshair"));
      say(g, width, palette, words(hoverX, width));
    }
  }

  private String words(double atX, double width) {
    long at = moment(atX);
    StringBuilder text = new StringBuilder(Figures.clock(at, zone));
    under(atX, width).forEach(mark -> text.append("   ").append(said(mark)));
    return text.toString();
  }

  /// The marks at a position, at most three.
  private List<Mark> under(double atX, double width) {
    return state.marks().stream()
        .filter(mark ->
            x(mark.fromNanos(), width) - REACH <= atX
                && x(mark.end(state.toNanos()), width) + REACH >= atX)
        .limit(3)
        .toList();
  }

  private static String said(Mark mark) {
    String sign =
        switch (mark.shape()) {
          case BAR -> "■ ";
          case TRIANGLE -> "▼ ";
          case DIAMOND -> "◆ ";
        };
    long lasting = mark.untilNanos().orElse(mark.fromNanos()) - mark.fromNanos();
    return sign
        + mark.text()
        + (mark.untilNanos().isEmpty()
            ? " (still)"
            : lasting > 0 ? " (" + Figures.age(lasting) + ")" : "");
  }

  private void say(GraphicsContext g, double width, Palette palette, String text) {
    String fitting = Ink.fitting(text, STRONG, width - 24);
    double w = Ink.width(fitting, STRONG) + 12;
    double left = Math.clamp(hoverX + 8, 0, Math.max(0, width - w));
    g.setFill(palette.token("-ops-raised"));
    g.fillRect(Math.rint(left), LANE + 1, Math.rint(w), 17);
    Ink.frame(g, left, LANE + 1, w, 17, palette.axis());
    Ink.text(g, fitting, left + 6, LANE + 10, TextAlignment.LEFT, STRONG, palette.text());
  }

  @Override
  protected String summary() {
    StringBuilder text = new StringBuilder(state.isLive() ? "Live" : "Not live: ");
    if (!state.isLive()) {
      text.append(Figures.clock(state.shownNanos(), zone));
    }
    state.marks().forEach(mark -> text.append(". ").append(said(mark)));
    return text.toString();
  }

  @Override
  protected Optional<String> csv() {
    StringBuilder text = new StringBuilder("kind,text,from_nanos,until_nanos\n");
    for (Mark mark : state.marks()) {
      text.append(mark.shape().name().toLowerCase(java.util.Locale.ROOT))
          .append(",\"")
          .append(mark.text().replace("\"", "\"\""))
          .append("\",")
          .append(mark.fromNanos())
          .append(',')
          .append(mark.untilNanos().map(String::valueOf).orElse(""))
          .append('\n');
    }
    return Optional.of(text.toString());
  }
}
