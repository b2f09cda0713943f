package meridian.console.alarms;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import meridian.console.theme.Parts;

/// How many alarms there are and how bad, in the top bar; opens the list.
final class AlarmBadge extends Button {
  private static final String CALM = "◌";

  private final AlarmModel model;
  private final Label sign = Parts.label(CALM, "sign");

  AlarmBadge(AlarmModel model, Runnable open) {
    this.model = model;
    getStyleClass().setAll("button", "quiet-button", "alarm-badge");
    setId("alarms");
    setGraphic(sign);
    setMinWidth(USE_PREF_SIZE);
    setMnemonicParsing(false);
    setTooltip(new Tooltip("Alarms   Alt+A"));
    setOnAction(_ -> open.run());
    show();
  }

  void show() {
    setText(model.badge());
    setAccessibleText(
        model
            .loudest()
            .map(line -> model.badge() + ", most severe: " + AlarmWords.title(line.alarm()))
            .orElse(model.badge()));
    sign.setText(model.severity().map(AlarmWords::sign).orElse(CALM));
    String style = model.severity().map(AlarmWords::style).orElse("");
    Parts.mark(this, "warn", style.equals("warn"));
    Parts.mark(this, "crit", style.equals("crit"));
  }
}
