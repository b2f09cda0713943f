package meridian.console.cost;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import meridian.console.chart.CanvasChart;
import meridian.console.chart.Ink;
import meridian.console.chart.Ticks;
import meridian.console.format.Figures;
import meridian.console.theme.Fonts;
import meridian.console.theme.Palette;
import meridian.cost.BreakEven;
import meridian.cost.CostReport;
import meridian.cost.Estimate;
import meridian.cost.Usd;

/// What a million requests leave against the exact-hit rate: a straight line through break-even,
/// the observed rate with its interval on it.
final class BreakEvenChart extends CanvasChart {
  private static final double LEFT = 62;
  private static final double TOP = 10;
  private static final double RIGHT = 14;
  private static final double BOTTOM = 30;

  private final Layer plot;
  private Optional<CostReport.Model> model = Optional.empty();

  BreakEvenChart() {
    super("Break-even hit rate");
    setMinSize(160, 110);
    setPrefSize(360, 170);
    plot = layer(this::paint);
  }

  void show(Optional<CostReport.Model> newModel) {
    if (!model.equals(newModel)) {
      model = newModel;
      plot.repaint();
    }
  }

  /// The highest rate drawn: twice the observed one and more than break-even.
  private static double most(CostReport.Model of, BreakEven even) {
    double rate = Math.max(2 * of.hitShare(), 1.6 * even.hitRate().orElse(0.25));
    return Math.min(1, Math.max(0.05, rate));
  }

  private void paint(GraphicsContext g, double width, double height, Palette palette) {
    Optional<BreakEven> known = model.flatMap(CostReport.Model::breakEven);
    if (known.isEmpty()) {
      Ink.text(
          g,
          "no priced answer yet",
          width / 2,
          height / 2,
          TextAlignment.CENTER,
          Fonts.text(12),
          palette.faint());
      return;
    }
    BreakEven even = known.get();
    CostReport.Model of = model.orElseThrow();
    double most = most(of, even);
    double right = width - RIGHT;
    double bottom = height - BOTTOM;
    double low = Math.min(0, even.netPerMillion(0).amount());
    double high = Math.max(0, even.netPerMillion(most).amount());
    Scale x = new Scale(0, most, LEFT, right);
    Scale y = new Scale(low - (high - low) * 0.16, high + (high - low) * 0.14, bottom, TOP);
    double step = Ticks.step(high - low, 4);
    for (double tick = Math.ceil(low / step) * step; tick <= high + step / 1e6; tick += step) {
      double at = Math.abs(tick) < step / 1e6 ? 0 : tick;
      Ink.horizontal(g, LEFT, right, y.at(at), at == 0 ? palette.axis() : palette.grid());
      Ink.text(
          g,
          Figures.plain(new Usd(at).text()),
          LEFT - 7,
          y.at(at),
          TextAlignment.RIGHT,
          Fonts.text(10.5),
          palette.faint());
    }
    for (double tick : Ticks.upTo(most, 5)) {
      Ink.vertical(g, x.at(tick), bottom, bottom + 4, palette.axis());
      Ink.text(
          g,
          Figures.plain(Figures.percent(tick)),
          x.at(tick),
          bottom + 12,
          TextAlignment.CENTER,
          Fonts.text(10.5),
          palette.faint());
    }
    observed(g, palette, of, x, bottom);
    g.setStroke(palette.accent());
    g.setLineWidth(1.8);
    g.strokeLine(
        x.at(0),
        y.at(even.netPerMillion(0).amount()),
        x.at(most),
        y.at(even.netPerMillion(most).amount()));
    even.hitRate()
        .ifPresent(rate -> {
          if (rate <= most) {
            g.setFill(palette.surface());
            g.fillOval(x.at(rate) - 5, y.at(0) - 5, 10, 10);
            g.setFill(palette.accent());
            g.fillOval(x.at(rate) - 4, y.at(0) - 4, 8, 8);
            Ink.text(
                g,
                "break-even " + Figures.percent(rate),
                x.at(rate) + 9,
                y.at(0) + 11,
                TextAlignment.LEFT,
                Fonts.text(11),
                palette.text());
          }
        });
  }

  private static void observed(
      GraphicsContext g, Palette palette, CostReport.Model of, Scale x, double bottom) {
    if (of.requests() == 0) {
      return;
    }
    Estimate rate = of.hitEstimate();
    g.setFill(Palette.faded(palette.layer(meridian.Layer.EDGE), 0.18));
    g.fillRect(x.at(rate.low()), TOP, x.at(rate.high()) - x.at(rate.low()), bottom - TOP);
    Ink.vertical(g, x.at(rate.value()), TOP, bottom, palette.layer(meridian.Layer.EDGE));
    String text =
        "observed " + Figures.percent(rate.value()) + ", n " + Figures.count(of.requests());
    double wide = Ink.width(text, Fonts.text(11));
    boolean isRight = x.at(rate.high()) + 6 + wide <= x.last();
    double left = Math.max(x.at(rate.low()) - 6, LEFT + wide);
    if (!isRight) {
      g.setFill(palette.surface());
      g.fillRect(left - wide - 2, TOP - 2, wide + 4, 16);
    }
    Ink.text(
        g,
        text,
        isRight ? x.at(rate.high()) + 6 : left,
        TOP + 6,
        isRight ? TextAlignment.LEFT : TextAlignment.RIGHT,
        Fonts.text(11),
        of.requests() < Figures.ENOUGH ? palette.faint() : palette.text());
  }

  /// From values to pixels.
  private record Scale(double from, double to, double first, double last) {
    double at(double value) {
      double share = (value - from) / (to - from);
      return first + Math.max(0, Math.min(1, share)) * (last - first);
    }
  }

  @Override
  protected String summary() {
    return model
        .flatMap(of ->
            of.breakEven()
                .map(even ->
                    of.model()
                        + ": "
                        + (even.hitRate().isPresent()
                            ? "break-even at " + Figures.percent(even.hitRate().getAsDouble())
                            : "never breaks even")
                        + ", observed "
                        + Figures.percent(of.hitShare())))
        .orElse("No priced answer yet");
  }

  @Override
  protected Optional<String> csv() {
    return model.flatMap(CostReport.Model::breakEven).map(BreakEvenChart::csv);
  }

  private static String csv(BreakEven even) {
    StringBuilder text = new StringBuilder("hit_rate,net_usd_per_million,edge_usd_per_million\n");
    for (int percent = 0; percent <= 100; percent++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%.2f,%.6f,%.6f%n",
              percent / 100.0,
              even.netPerMillion(percent / 100.0).amount(),
              even.edgePerMillion(percent / 100.0).amount()));
    }
    return text.toString();
  }
}
