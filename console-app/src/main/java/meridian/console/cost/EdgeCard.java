package meridian.console.cost;

import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import meridian.console.format.Figures;
import meridian.console.theme.Parts;
import meridian.cost.EdgeBill;
import meridian.cost.Usd;

/// The edge's bill so far, line by line, and how near writes are to their cap.
final class EdgeCard {
  private final CostModel model;
  private final GridPane lines = new GridPane(8, 4);
  private final ProgressBar cap = new ProgressBar(0);
  private final Label capText = Parts.label("", "caption");
  private final Label month = Parts.wrapped("", "caption");
  private final VBox card;

  EdgeCard(CostModel model) {
    this.model = model;
    ColumnConstraints first = new ColumnConstraints();
    first.setHgrow(Priority.ALWAYS);
    lines.getColumnConstraints().add(first);
    for (int i = 0; i < 3; i++) {
      ColumnConstraints right = new ColumnConstraints();
      right.setHalignment(HPos.RIGHT);
      lines.getColumnConstraints().add(right);
    }
    cap.setMaxWidth(Double.MAX_VALUE);
    cap.setMinHeight(6);
    cap.setPrefHeight(6);
    cap.setAccessibleText("KV writes a day against their cap");
    card =
        new VBox(
            7,
            Parts.line(
                8,
                Parts.label("KV and edge", "heading"),
                Parts.label("quoted " + model.prices().taken(), "badge"),
                Parts.spacer()),
            Parts.wrapped(CostWords.EDGE, "caption"),
            lines,
            capText,
            cap,
            month);
    card.getStyleClass().add("card");
  }

  VBox node() {
    return card;
  }

  /// A figure is never cut short.
  private static Label figure(String text, String style) {
    Label label = Parts.label(text, style);
    label.setMinWidth(Label.USE_PREF_SIZE);
    return label;
  }

  void show(CostModel.Seen now) {
    lines.getChildren().clear();
    int row = 0;
    for (EdgeBill.Line line : now.report().edgeUse().lines()) {
      lines.add(Parts.label(line.item(), "muted"), 0, row);
      lines.add(figure(Figures.count(Math.round(line.count())), "mono"), 1, row);
      String rate = Figures.plain(Usd.of(line.rate().perMillion()).text());
      lines.add(figure("× " + rate + "/M", "caption"), 2, row);
      lines.add(figure(line.amount().text(), "mono"), 3, row++);
    }
    lines.add(Parts.label("together", "section"), 0, row);
    lines.add(figure(now.report().edgeUse().total().text(), "mono"), 3, row);
    double perDay = CostTiles.writesPerDay(now.figures());
    long most = model.situation().writesPerDay();
    boolean isOver = perDay > most;
    capText.setText(
        "KV writes: "
            + Figures.count(Math.round(perDay))
            + " a day at this rate, cap "
            + Figures.count(most)
            + (now.figures().edge().writesRefused() > 0
                ? " · " + Figures.count(now.figures().edge().writesRefused()) + " refused"
                : ""));
    Parts.mark(capText, "problem", isOver);
    cap.setProgress(most == 0 ? 1 : Math.min(1, perDay / most));
    month.setText(
        now.report()
            .forecast()
            .map(of ->
                "A month like this: "
                    + new Usd(of.edge().value()).text()
                    + " ("
                    + CostTiles.month(of)
                    + "), less what is included")
            .orElse("A month like this: " + CostWords.NO_MONTH));
  }
}
