package meridian.console.cost;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import meridian.console.format.Figures;
import meridian.console.theme.Parts;

/// One headline figure: name and badge, number, what else belongs to it.
final class CostTileCard {
  private final CostTile.Kind kind;
  private final Label badge = Parts.label("", "badge");
  private final Label figure = Parts.label(Figures.NONE, "figure");
  private final Label note = Parts.label("", "caption");
  private final VBox card;

  CostTileCard(CostTile.Kind kind) {
    this.kind = kind;
    Label title = Parts.label(kind.title(), "section");
    title.setMinWidth(Region.USE_PREF_SIZE);
    card = new VBox(Parts.line(5, title, Parts.spacer(), badge), figure, note);
    card.getStyleClass().addAll("card", "tile");
    card.setPrefWidth(180);
    card.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(card, Priority.ALWAYS);
  }

  VBox node() {
    return card;
  }

  void show(CostTile tile) {
    figure.setText(
        tile.figure().text()
            + (kind == CostTile.Kind.FORECAST && tile.figure().samples() > 0 ? "/mo" : ""));
    Parts.mark(figure, "thin-figures", tile.figure().isThin());
    badge.setText(tile.badge());
    badge.setVisible(!tile.badge().isEmpty() && tile.figure().samples() > 0);
    Parts.mark(badge, "modelled", tile.badge().equals("modelled"));
    Parts.mark(badge, "measured", tile.badge().equals("measured"));
    boolean isFew = tile.figure().isThin() && !tile.figure().note().isEmpty();
    note.setText(isFew ? "few samples, " + tile.figure().note() : tile.note());
    Parts.mark(card, "warn", tile.isWarning());
    card.setAccessibleText(kind.title() + " " + tile.figure().text() + ", " + tile.note());
  }
}
