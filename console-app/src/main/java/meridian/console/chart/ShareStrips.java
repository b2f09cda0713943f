package meridian.console.chart;

import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import meridian.console.format.Figures;
import meridian.console.theme.Fonts;
import meridian.console.theme.Palette;

/// Shares of 0 to 100 % through one stretch of time, one strip for each thing compared, with the
/// times in which something was wrong shaded behind all of them. What falls short of 100 % hangs
/// from the top in red, so that a full strip is quiet; a second share stands from below.
public final class ShareStrips extends CanvasChart {
  private static final Font LABEL = Fonts.text(10.5);
  private static final double LEFT = 108;
  private static final double FOOT = 16;

  private final Layer layer;
  private Shown shown = new Shown(0, 1, List.of(), List.of());

  /// @param name what it shows
  public ShareStrips(String name) {
    super(name);
    setMinSize(220, 90);
    setPrefSize(480, 180);
    layer = layer(this::paint);
  }

  /// What is shown; all times in nanoseconds.
  ///
  /// @param fromNanos left end
  /// @param toNanos right end, after the left
  /// @param strips from top to bottom
  /// @param shades times in which something was wrong
  public record Shown(long fromNanos, long toNanos, List<Strip> strips, List<Shade> shades) {
    public Shown {
      strips = List.copyOf(strips);
      shades = List.copyOf(shades);
    }
  }

  /// One thing compared.
  ///
  /// @param name beside it
  /// @param shares the time in equal parts, oldest first
  public record Strip(String name, List<Share> shares) {
    public Strip {
      shares = List.copyOf(shares);
    }
  }

  /// One part of time.
  ///
  /// @param whole 0 to 1, absent without data
  /// @param second 0 to 1, drawn from below
  public record Share(Optional<Double> whole, Optional<Double> second) {}

  /// A time in which something was wrong.
  ///
  /// @param text what
  /// @param fromNanos when it began
  /// @param untilNanos when it ended
  public record Shade(String text, long fromNanos, long untilNanos) {}

  /// Shows `next` from the next pulse on.
  public void show(Shown next) {
    shown = next;
    layer.repaint();
  }

  private double x(long nanos, double width) {
    double share = (nanos - shown.fromNanos()) / (double) (shown.toNanos() - shown.fromNanos());
    return LEFT + (width - LEFT) * Math.clamp(share, 0, 1);
  }

  private void paint(GraphicsContext g, double width, double height, Palette palette) {
    if (shown.strips().isEmpty()) {
      Ink.text(g, "No data", width / 2, height / 2, TextAlignment.CENTER, LABEL, palette.faint());
      return;
    }
    double base = height - FOOT;
    double pitch = base / shown.strips().size();
    for (int row = 0; row < shown.strips().size(); row++) {
      paintStrip(g, shown.strips().get(row), row * pitch + 3, pitch - 8, width, palette);
    }
    for (Shade shade : shown.shades()) {
      double from = Math.rint(x(shade.fromNanos(), width));
      double to = Math.max(from + 2, Math.rint(x(shade.untilNanos(), width)));
      g.setFill(Palette.faded(palette.crit(), 0.10));
      g.fillRect(from, 0, to - from, base);
      Ink.vertical(g, from, 0, base, Palette.faded(palette.crit(), 0.6));
      Ink.text(
          g,
          Ink.fitting("■ " + shade.text(), LABEL, width - from),
          from,
          height - FOOT / 2,
          TextAlignment.LEFT,
          LABEL,
          palette.crit());
    }
  }

  private void paintStrip(
      GraphicsContext g, Strip strip, double top, double tall, double width, Palette palette) {
    Ink.text(
        g,
        Ink.fitting(strip.name(), LABEL, LEFT - 12),
        0,
        top + tall / 2,
        TextAlignment.LEFT,
        LABEL,
        palette.muted());
    int count = strip.shares().size();
    for (int i = 0; i < count; i++) {
      double from = Math.rint(LEFT + (width - LEFT) * i / count);
      double to = Math.rint(LEFT + (width - LEFT) * (i + 1) / count);
      Share share = strip.shares().get(i);
      g.setFill(share.whole().isEmpty() ? palette.grid() : Palette.faded(palette.ok(), 0.28));
      g.fillRect(from, top, to - from, tall);
      share
          .second()
          .ifPresent(second -> {
            g.setFill(palette.token("-ops-stale"));
            g.fillRect(from, top + tall * (1 - second), to - from, tall * second);
          });
      share
          .whole()
          .filter(whole -> whole < 1)
          .ifPresent(whole -> {
            g.setFill(palette.crit());
            g.fillRect(from, top, to - from, Math.max(2, tall * (1 - whole)));
          });
    }
  }

  @Override
  protected String summary() {
    StringBuilder text = new StringBuilder();
    for (Strip strip : shown.strips()) {
      double lowest =
          strip.shares().stream().mapToDouble(share -> share.whole().orElse(1.0)).min().orElse(1);
      text.append(strip.name()).append(": at worst ").append(Figures.percent(lowest)).append(". ");
    }
    return text.isEmpty() ? "No data" : text.toString();
  }

  @Override
  protected Optional<String> csv() {
    StringBuilder text = new StringBuilder("strip,from_nanos,share,second_share\n");
    for (Strip strip : shown.strips()) {
      int count = strip.shares().size();
      for (int i = 0; i < count; i++) {
        long from = shown.fromNanos() + (shown.toNanos() - shown.fromNanos()) / count * i;
        Share share = strip.shares().get(i);
        text.append('"')
            .append(strip.name())
            .append("\",")
            .append(from)
            .append(',')
            .append(share.whole().map(String::valueOf).orElse(""))
            .append(',')
            .append(share.second().map(String::valueOf).orElse(""))
            .append('\n');
      }
    }
    return Optional.of(text.toString());
  }
}
