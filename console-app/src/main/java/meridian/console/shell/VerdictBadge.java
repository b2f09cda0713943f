package meridian.console.shell;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import meridian.console.theme.Parts;
import meridian.control.Checked;

/// What the checkers of a simulated run have found, in its bar; opens the list.
final class VerdictBadge extends Button {
  private final Label sign = Icons.label("", "sign");
  private final Tooltip tip = new Tooltip();
  private Checked shown = Checked.NOTHING;

  VerdictBadge(Runnable open) {
    getStyleClass().setAll("button", "quiet-button", "verdict");
    setId("verdict");
    setGraphic(sign);
    setMinWidth(USE_PREF_SIZE);
    setMnemonicParsing(false);
    tip.setWrapText(true);
    tip.setMaxWidth(420);
    setTooltip(tip);
    setOnAction(_ -> open.run());
    setVisible(false);
    setManaged(false);
  }

  /// Shows what was found; nothing while nobody checks.
  void show(Checked checked) {
    if (checked.equals(shown)) {
      return;
    }
    shown = checked;
    setText(VerdictWords.brief(checked));
    setAccessibleText(VerdictWords.brief(checked));
    tip.setText(VerdictWords.explanation(checked));
    sign.setText(checked.isClean() ? "●" : "■");
    Parts.mark(sign, "ok", checked.isClean());
    Parts.mark(sign, "crit", !checked.isClean());
    Parts.mark(this, "crit", !checked.isClean());
    setVisible(!checked.checkers().isEmpty());
    setManaged(!checked.checkers().isEmpty());
  }
}
