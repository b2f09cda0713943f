package meridian.console.alarms;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import meridian.console.format.Figures;
import meridian.console.theme.Parts;
import org.kordamp.ikonli.feather.Feather;

/// One line below the top bar for the most severe alarm that nobody knows of yet.
final class AlarmBanner extends HBox {
  private final AlarmModel model;
  private final Label sign = Parts.label("", "sign");
  private final Label title = Parts.label("", "alarm-title");
  private final Label words = Parts.label("", "muted");
  private final Button others;
  private final Button look = Parts.quiet("Look", Feather.ARROW_RIGHT, this::look);
  private final Button acknowledge = Parts.quiet("Acknowledge", Feather.CHECK, this::acknowledge);

  AlarmBanner(AlarmModel model, Runnable open) {
    this.model = model;
    getStyleClass().addAll("banner", "alarm-banner");
    others = Parts.quiet("", Feather.BELL, open);
    title.setMinWidth(USE_PREF_SIZE);
    words.setMinWidth(0);
    look.setId("alarm-look");
    acknowledge.setId("alarm-acknowledge");
    acknowledge.setVisible(model.mayAct());
    acknowledge.setManaged(model.mayAct());
    for (Button button : new Button[] {others, look, acknowledge}) {
      button.setFocusTraversable(false);
    }
    getChildren().addAll(sign, title, words, Parts.spacer(), others, look, acknowledge);
    show();
  }

  void show() {
    Optional<AlarmLine> loudest = model.loudest();
    setVisible(loudest.isPresent());
    setManaged(loudest.isPresent());
    loudest.ifPresent(line -> {
      String style = AlarmWords.style(line.alarm().rule().severity());
      sign.setText(AlarmWords.sign(line.alarm().rule().severity()));
      for (String each : new String[] {"warn", "crit"}) {
        Parts.mark(this, each, each.equals(style));
        Parts.mark(sign, each, each.equals(style));
      }
      title.setText(AlarmWords.title(line.alarm()));
      words.setText(AlarmWords.figure(line.alarm()) + " · " + line.since());
      look.setText(line.room());
      long more = model.loud() - 1;
      others.setText("+" + Figures.count(more) + " more");
      others.setVisible(more > 0);
      others.setManaged(more > 0);
    });
  }

  private void look() {
    model.loudest().ifPresent(model::look);
  }

  private void acknowledge() {
    model.loudest().ifPresent(model::acknowledge);
  }
}
