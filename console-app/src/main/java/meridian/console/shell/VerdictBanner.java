package meridian.console.shell;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import meridian.console.format.Figures;
import meridian.console.theme.Parts;
import meridian.control.Checked;
import org.kordamp.ikonli.feather.Feather;

/// One line for what a simulated run must never show, and did; takes no room while there is
/// nothing. It does not go away: a run with a violation has one for good.
final class VerdictBanner extends HBox {
  private final Label title = Icons.label("", "alarm-title");
  private final Label words = Icons.label("", "muted");

  VerdictBanner(Runnable open) {
    getStyleClass().addAll("banner", "crit", "verdict-banner");
    setId("verdict-banner");
    Button look = Parts.quiet("Show all", Feather.LIST, open);
    look.setId("verdict-look");
    look.setFocusTraversable(false);
    title.setMinWidth(USE_PREF_SIZE);
    words.setMinWidth(0);
    getChildren().addAll(Icons.label("■", "sign", "crit"), title, words, Icons.spring(), look);
    show(Checked.NOTHING);
  }

  void show(Checked checked) {
    setVisible(!checked.isClean());
    setManaged(!checked.isClean());
    if (!checked.isClean()) {
      Checked.Violation first = checked.first().getFirst();
      title.setText(
          checked.count() == 1
              ? "A violation: " + first.checker()
              : Figures.count(checked.count()) + " violations, the first: " + first.checker());
      words.setText(VerdictWords.moment(first) + " · " + first.text());
    }
  }
}
