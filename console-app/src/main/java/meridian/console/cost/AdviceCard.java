package meridian.console.cost;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import meridian.console.theme.Parts;
import meridian.cost.Advice;

/// One recommendation: its verdict, and folded in its arithmetic, its tables and what would change
/// it. Stands still while the mouse is inside, so that nobody loses a line while reading.
final class AdviceCard {
  private final Label sign = Parts.label("", "sign");
  private final Label verdict = Parts.wrapped("", "advice-verdict");
  private final Label confidence = Parts.wrapped("", "caption");
  private final VBox arithmetic = new VBox(7);
  private final TitledPane fold = new TitledPane("Arithmetic", arithmetic);
  private final VBox card;
  private Optional<Advice> shown = Optional.empty();

  AdviceCard(Advice.Topic topic) {
    fold.setExpanded(false);
    fold.setAnimated(false);
    fold.setId("advice-" + topic.name().toLowerCase(java.util.Locale.ROOT));
    fold.getStyleClass().add("advice-fold");
    fold.expandedProperty().addListener((_, _, isOpen) -> shown.ifPresent(this::fill));
    arithmetic.getStyleClass().add("advice-arithmetic");
    card =
        new VBox(
            4,
            Parts.line(6, sign, Parts.label(topic.title(), "section"), Parts.spacer()),
            verdict,
            confidence,
            fold);
    card.getStyleClass().addAll("card", "advice");
  }

  VBox node() {
    return card;
  }

  TitledPane fold() {
    return fold;
  }

  void show(Advice advice) {
    if (shown.filter(advice::equals).isPresent() || (card.isHover() && shown.isPresent())) {
      return;
    }
    shown = Optional.of(advice);
    sign.setText(advice.isConclusive() ? "●" : "◌");
    Parts.mark(sign, "ok", advice.isConclusive());
    Parts.mark(sign, "muted", !advice.isConclusive());
    verdict.setText(advice.verdict());
    confidence.setText((advice.isConclusive() ? "" : "inconclusive · ") + advice.confidence());
    card.setAccessibleText(advice.topic().title() + ": " + advice.verdict());
    fill(advice);
  }

  private void fill(Advice advice) {
    arithmetic.getChildren().clear();
    if (!fold.isExpanded()) {
      return;
    }
    for (Advice.Step step : advice.arithmetic()) {
      arithmetic.getChildren().add(step(step));
    }
    advice.tables().forEach(table -> arithmetic.getChildren().add(table(table)));
    arithmetic
        .getChildren()
        .add(Parts.wrapped("What would change it: " + advice.wouldChange(), "advice-change"));
  }

  private static VBox step(Advice.Step step) {
    Label badge = Parts.label(step.basis().label(), "badge", step.basis().label());
    badge.setMinWidth(Region.USE_PREF_SIZE);
    VBox box =
        new VBox(
            1,
            Parts.line(6, Parts.wrapped(step.what(), "muted"), Parts.spacer(), badge),
            Parts.wrapped(
                step.formula().isEmpty() ? step.result() : step.formula() + " = " + step.result(),
                "mono"));
    return box;
  }

  private static VBox table(Advice.Table table) {
    GridPane grid = new GridPane(14, 3);
    for (int column = 0; column < table.columns().size(); column++) {
      grid.add(Parts.label(table.columns().get(column), "caption"), column, 0);
    }
    for (int row = 0; row < table.rows().size(); row++) {
      for (int column = 0; column < table.columns().size(); column++) {
        Label cell = Parts.label(table.rows().get(row).get(column), "mono");
        cell.getStyleClass().add(row == table.marked() ? "advised" : "plain");
        cell.setMinWidth(Region.USE_PREF_SIZE);
        grid.add(cell, column, row + 1);
      }
    }
    return new VBox(3, Parts.label(table.title(), "section"), grid);
  }
}
