package meridian.console.shell;

import javafx.animation.FadeTransition;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import meridian.console.session.Desk.Tone;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Short messages in the corner that leave by themselves; at most four, the oldest gives way.
final class Toasts extends VBox {
  private static final int MOST = 4;
  private static final double WIDTH = 380;

  Toasts() {
    super(8);
    setAlignment(Pos.BOTTOM_RIGHT);
    setPickOnBounds(false);
    setMouseTransparent(true);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
  }

  void tell(Tone tone, String text) {
    FontIcon sign =
        Icons.of(
            switch (tone) {
              case PLAIN -> Feather.INFO;
              case OK -> Feather.CHECK_CIRCLE;
              case WARN -> Feather.ALERT_TRIANGLE;
              case CRIT -> Feather.ALERT_OCTAGON;
            });
    sign.getStyleClass().add("tone-" + tone.name().toLowerCase(java.util.Locale.ROOT));
    Label words = new Label(text);
    words.setWrapText(true);
    HBox toast = new HBox(sign, words);
    toast.getStyleClass().add("toast");
    toast.setMaxWidth(WIDTH);
    getChildren().add(toast);
    if (getChildren().size() > MOST) {
      getChildren().removeFirst();
    }
    PauseTransition stay = new PauseTransition(Duration.seconds(tone == Tone.CRIT ? 12 : 4.5));
    stay.setOnFinished(_ -> {
      FadeTransition leave = new FadeTransition(Duration.millis(180), toast);
      leave.setToValue(0);
      leave.setOnFinished(_ -> getChildren().remove(toast));
      leave.play();
    });
    stay.play();
  }
}
