package meridian.console.world;

import java.util.OptionalDouble;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import meridian.Layer;
import meridian.console.chart.Hue;
import meridian.console.chart.Sparkline;
import meridian.console.chart.Values;
import meridian.console.format.Figures;
import meridian.console.theme.Palette;
import meridian.console.theme.Parts;
import meridian.telemetry.AlarmRule;
import meridian.telemetry.Snapshot;

/// One headline figure: name and target, number and trend, what else belongs to it.
final class TileCard {
  private final Tile.Kind kind;
  private final VBox card = new VBox();
  private final Label sign = Parts.label("", "sign");
  private final Label target = Parts.label("", "caption");
  private final Label figure = Parts.label(Figures.NONE, "figure");
  private final Label change = Parts.label("", "caption");
  private final Label note = Parts.label("", "caption");
  private final Sparkline trend;
  private final ShareBar shares = new ShareBar();

  TileCard(Tile.Kind kind) {
    this.kind = kind;
    this.trend = new Sparkline(kind.title() + ", last two minutes", hue(kind), TileCard::format);
    trend.setMinWidth(30);
    trend.setPrefSize(80, 34);
    HBox.setHgrow(trend, Priority.ALWAYS);
    figure.setMinWidth(Region.USE_PREF_SIZE);
    sign.setMinWidth(Region.USE_PREF_SIZE);
    Label title = Parts.label(kind.title(), "section");
    title.setMinWidth(Region.USE_PREF_SIZE);
    HBox head = Parts.line(5, title, Parts.spacer(), target, sign);
    HBox body = Parts.line(10, figure, trend);
    HBox foot = Parts.line(6, note, Parts.spacer(), change);
    change.setMinWidth(Region.USE_PREF_SIZE);
    card.getStyleClass().addAll("card", "tile");
    card.getChildren().addAll(head, body, foot);
    if (kind == Tile.Kind.HIT_RATE) {
      card.getChildren().add(2, shares);
    }
    // In a narrow room the target gives way, never the title.
    target
        .visibleProperty()
        .bind(card.widthProperty().greaterThan(kind == Tile.Kind.BLIND ? 262 : 212));
    target.managedProperty().bind(target.visibleProperty());
    card.setFocusTraversable(false);
    HBox.setHgrow(card, Priority.ALWAYS);
    card.setPrefWidth(180);
    card.setMaxWidth(Double.MAX_VALUE);
  }

  VBox node() {
    return card;
  }

  void show(Tile tile, Snapshot snapshot) {
    figure.setText(tile.figure().text());
    Parts.mark(figure, "thin-figures", tile.figure().isThin());
    sign.setText(tile.severity() == Severity.NONE ? "" : tile.severity().sign());
    sign.setManaged(tile.severity() != Severity.NONE);
    for (Severity severity : Severity.values()) {
      Parts.mark(sign, severity.style(), severity == tile.severity());
    }
    target.setText(tile.target());
    boolean isThin = tile.figure().isThin() && !tile.figure().note().isEmpty();
    note.setText(isThin ? "few samples · " + tile.note() : tile.note());
    change.setText(tile.change());
    Parts.mark(change, "warn", tile.worse());
    Parts.mark(card, "warn", tile.severity() == Severity.WARN);
    Parts.mark(card, "crit", tile.severity() == Severity.CRIT);
    trend.show(Values.of(Tiles.trend(kind, snapshot.history())), limit());
    shares.show(snapshot.headline().recentByLayer());
    card.setAccessibleText(
        kind.title() + " " + tile.figure().text() + ", " + tile.target() + ", " + tile.note());
  }

  private OptionalDouble limit() {
    return switch (kind) {
      case EDGE_HIT -> OptionalDouble.of(100);
      case BLIND -> OptionalDouble.of(AlarmRule.KV_PROPAGATION.threshold());
      case REQUESTS, HIT_RATE, MISS, MONEY -> OptionalDouble.empty();
    };
  }

  private static Hue hue(Tile.Kind kind) {
    return switch (kind) {
      case EDGE_HIT, HIT_RATE -> palette -> palette.layer(Layer.EDGE);
      case MISS -> palette -> palette.layer(Layer.PROVIDER);
      case BLIND -> palette -> palette.layer(Layer.ORIGIN);
      case REQUESTS, MONEY -> Palette::accent;
    };
  }

  private static String format(double value) {
    return Figures.number(value);
  }
}
