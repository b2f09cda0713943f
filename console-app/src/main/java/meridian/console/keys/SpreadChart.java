package meridian.console.keys;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import meridian.console.chart.CanvasChart;
import meridian.console.chart.Ink;
import meridian.console.format.Figures;
import meridian.console.theme.Fonts;
import meridian.console.theme.Palette;
import meridian.telemetry.KeyFigures;

/// The revocation clock: a bar for each PoP from the revocation to its first refusal, with the
/// requests served meanwhile; the bar of a PoP that has refused nobody grows. Toolkit thread only.
final class SpreadChart extends CanvasChart {
  private static final double ROW = 20;
  private static final double NAMES = 40;
  private static final double FIGURES = 130;
  private static final long LEAST_SCALE_NANOS = 10_000_000_000L;

  private final Layer layer;
  private Optional<KeysModel.Spread> spread = Optional.empty();

  SpreadChart() {
    super("Revocation clock");
    layer = layer(this::paint);
    setMinHeight(60);
  }

  void show(Optional<KeysModel.Spread> next) {
    if (!next.equals(spread)) {
      spread = next;
      layer.repaint();
    }
  }

  /// Those still waiting first, then the slowest.
  private static List<KeyFigures.AtPop> rows(KeysModel.Spread shown) {
    return shown.revocation().pops().stream()
        .sorted(
            Comparator.comparingLong(
                    (KeyFigures.AtPop pop) -> -pop.refusedAfterNanos().orElse(Long.MAX_VALUE))
                .thenComparing(KeyFigures.AtPop::pop))
        .toList();
  }

  private void paint(GraphicsContext g, double width, double height, Palette palette) {
    if (spread.isEmpty()) {
      return;
    }
    KeysModel.Spread shown = spread.get();
    long sinceNanos = Math.max(0, shown.nowNanos() - shown.revocation().atNanos());
    long scale =
        Math.max(
            LEAST_SCALE_NANOS,
            shown.waiting() > 0 ? sinceNanos : shown.slowestNanos().orElse(sinceNanos));
    double y = 0;
    for (KeyFigures.AtPop pop : rows(shown)) {
      if (y + ROW > height) {
        break;
      }
      row(g, y, width, palette, pop, sinceNanos, scale);
      y += ROW;
    }
  }

  private static void row(
      GraphicsContext g,
      double y,
      double width,
      Palette palette,
      KeyFigures.AtPop pop,
      long sinceNanos,
      long scaleNanos) {
    boolean isWaiting = pop.refusedAfterNanos().isEmpty();
    long nanos = pop.refusedAfterNanos().orElse(sinceNanos);
    double room = Math.max(10, width - NAMES - FIGURES);
    double length = Math.max(2, Math.min(1, (double) nanos / scaleNanos) * room);
    Color colour = isWaiting ? palette.crit() : palette.ok();
    g.setTextBaseline(VPos.CENTER);
    g.setTextAlign(TextAlignment.LEFT);
    g.setFont(Fonts.mono(11));
    g.setFill(palette.text());
    g.fillText(pop.pop().code(), 0, y + ROW / 2);
    g.setFill(palette.grid());
    g.fillRect(NAMES, Math.rint(y + ROW / 2), room, 1);
    g.setFill(colour);
    g.fillRect(NAMES, Math.rint(y + ROW / 2) - 4, Math.rint(length), 8);
    g.setFill(isWaiting ? palette.crit() : palette.muted());
    String text =
        (isWaiting ? "waiting, " : Figures.duration(nanos) + ", ") + pop.served() + " served";
    g.setFont(Fonts.text(11));
    g.fillText(Ink.fitting(text, Fonts.text(11), FIGURES - 10), NAMES + room + 10, y + ROW / 2);
  }

  @Override
  protected String summary() {
    return spread
        .map(shown ->
            "Key mk_%s, %d points of presence, %d still waiting, %d requests served since"
                .formatted(
                    shown.revocation().key(),
                    shown.revocation().pops().size(),
                    shown.waiting(),
                    shown.served()))
        .orElse("Nothing was revoked");
  }

  @Override
  protected Optional<String> csv() {
    return spread.map(shown -> {
      StringBuilder text = new StringBuilder("pop,first_refusal_seconds,served\n");
      for (KeyFigures.AtPop pop : rows(shown)) {
        text.append(pop.pop())
            .append(',')
            .append(pop.refusedAfterNanos().map(nanos -> nanos / 1e9 + "").orElse(""))
            .append(',')
            .append(pop.served())
            .append('\n');
      }
      return text.toString();
    });
  }
}
