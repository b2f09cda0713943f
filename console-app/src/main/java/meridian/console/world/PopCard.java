package meridian.console.world;

import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import meridian.PopId;
import meridian.console.format.Figure;
import meridian.console.format.Figures;
import meridian.console.theme.Parts;
import meridian.telemetry.Percentiles;
import meridian.telemetry.Snapshot;

/// What the map says of one PoP, beside its dot.
final class PopCard {
  private static final double GAP = 20;

  private final WorldModel model;
  private final VBox card = new VBox();
  private final Label name = Parts.label("", "heading");
  private final GridPane figures = new GridPane(14, 3);
  private final Label foot = Parts.label("", "caption");

  PopCard(WorldModel model) {
    this.model = model;
    card.getStyleClass().add("hover-card");
    card.getChildren().addAll(name, figures, foot);
    card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    card.setMouseTransparent(true);
    card.setVisible(false);
    StackPane.setAlignment(card, Pos.TOP_LEFT);
  }

  VBox node() {
    return card;
  }

  void show(PopId pop, boolean isPinned) {
    model
        .line(pop)
        .ifPresent(line -> {
          Snapshot.PopRow row = row(pop, line);
          name.setText(pop + "  " + line.site().place().city());
          figures.getChildren().clear();
          add("Requests", new Figure(Figures.count(row.requests()), Figures.ENOUGH));
          add("Hit rate", new Figure(Figures.percent(row.hitRate()), row.requests()));
          add("Edge hit p95", Figures.percentile(row.edgeHit(), Percentiles::p95));
          add("p50", Figures.percentile(row.total(), Percentiles::p50));
          add("p95", Figures.percentile(row.total(), Percentiles::p95));
          add("Under way", underway(pop));
          add("To the origin", new Figure(roundTrip(pop), Figures.ENOUGH));
          foot.setText(isPinned ? "Enter: its requests · Esc: let go" : "Click to pin");
        });
  }

  /// Beside `point`, on the side that has room.
  void placeBeside(Point2D point, double width, double height) {
    card.applyCss();
    double w = card.prefWidth(-1);
    double h = card.prefHeight(-1);
    double x = point.getX() + GAP + w < width ? point.getX() + GAP : point.getX() - GAP - w;
    double y = Math.clamp(point.getY() - h / 2, 6, Math.max(6, height - h - 6));
    card.setTranslateX(Math.rint(Math.max(6, x)));
    card.setTranslateY(Math.rint(y));
  }

  private Snapshot.PopRow row(PopId pop, PopLine line) {
    return model.snapshotProperty().get().stream()
        .flatMap(now -> now.pops().stream())
        .filter(row -> row.pop().equals(pop))
        .findFirst()
        .orElse(line.row());
  }

  private void add(String title, Figure figure) {
    Label value = Parts.label(figure.text(), "mono");
    if (figure.isThin()) {
      value.getStyleClass().add("thin-figures");
    }
    int row = figures.getRowCount();
    figures.add(Parts.label(title, "caption"), 0, row);
    figures.add(value, 1, row);
    figures.add(Parts.label(figure.note(), "caption"), 2, row);
  }

  /// How many requests the PoP has, and for how long the oldest.
  private Figure underway(PopId pop) {
    long count = 0;
    long oldestNanos = 0;
    for (Underway way : model.underway()) {
      if (way.pop().equals(pop)) {
        count += way.count();
        oldestNanos = Math.max(oldestNanos, way.oldestNanos());
      }
    }
    String age = count == 0 ? "" : ", oldest " + Figures.duration(oldestNanos);
    return new Figure(Figures.count(count) + age, Figures.ENOUGH);
  }

  /// The modelled round trip, said as such.
  private String roundTrip(PopId pop) {
    String origin = model.about().origin().place();
    Double millis = model.about().roundTripMillis().get(pop.code() + "-" + origin);
    if (millis == null) {
      millis = model.about().roundTripMillis().get(origin + "-" + pop.code());
    }
    return millis == null
        ? Figures.NONE
        : Figures.duration(Math.round(millis * 1e6)) + " round trip";
  }
}
