package meridian.console.cost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import meridian.console.theme.Parts;
import meridian.cost.Assumptions;

/// The inputs of the advisor that no traffic shows. What makes no sense is said below, and the
/// advice keeps what it had.
final class AssumptionsForm {
  private static final double HOUR_NANOS = 3.6e12;

  private final CostModel model;
  private final GridPane grid = new GridPane();
  private final List<TextField> fields = new ArrayList<>();
  private final CheckBox existential = new CheckBox("Losing one region would end the business");
  private final Label problem = Parts.wrapped("", "problem");
  private final VBox node = new VBox(8, grid, existential, problem);

  AssumptionsForm(CostModel model) {
    this.model = model;
    grid.getStyleClass().add("form");
    field("Availability needed, %", of -> 100 * of.availabilityNeed());
    field("Availability of one region, %", of -> 100 * of.regionAvailability());
    field("Answers may be so old, hours", of -> of.freshFor().toNanos() / HOUR_NANOS);
    field("Running an edge, hours a month", Assumptions::hoursPerMonth);
    field("Building it, hours", Assumptions::buildHours);
    field("spread over months", Assumptions::buildMonths);
    field("An hour costs, $", Assumptions::hourlyUsd);
    field("Managed gateway's mark-up, %", of -> 100 * of.markup());
    field("and for a million requests, $", Assumptions::managedUsdPerMillion);
    field("A change is worth, $ a month", Assumptions::worthUsdPerMonth);
    existential.setSelected(model.assumptionsProperty().get().isRegionLossExistential());
    existential.setOnAction(_ -> read());
    problem.setManaged(false);
    problem.setVisible(false);
  }

  VBox node() {
    return node;
  }

  private void field(String name, ToDoubleFunction<Assumptions> what) {
    int index = fields.size();
    TextField field = new TextField(text(what.applyAsDouble(model.assumptionsProperty().get())));
    field.setId("assumption-" + index);
    field.setAccessibleText(name);
    field.getStyleClass().add("field-small");
    field.setPrefColumnCount(6);
    field.textProperty().addListener((_, _, _) -> read());
    fields.add(field);
    int column = index % 2 * 2;
    grid.add(Parts.label(name, "field-name"), column, index / 2);
    grid.add(field, column + 1, index / 2);
  }

  private static String text(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.replaceFirst("0+$", "").replaceFirst("\\.$", "");
  }

  private void read() {
    try {
      double hours = value(2);
      model
          .assumptionsProperty()
          .set(
              new Assumptions(
                  value(0) / 100,
                  value(1) / 100,
                  existential.isSelected(),
                  Duration.ofNanos(Math.round(hours * HOUR_NANOS)),
                  value(3),
                  value(4),
                  value(5),
                  value(6),
                  value(7) / 100,
                  value(8),
                  value(9)));
      say("");
    } catch (IllegalArgumentException wrong) {
      say(String.valueOf(wrong.getMessage()));
    }
  }

  private double value(int index) {
    String text = fields.get(index).getText().strip();
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          fields.get(index).getAccessibleText() + ": expected a number, found '" + text + "'", e);
    }
  }

  private void say(String text) {
    problem.setText(text);
    problem.setManaged(!text.isEmpty());
    problem.setVisible(!text.isEmpty());
  }
}
