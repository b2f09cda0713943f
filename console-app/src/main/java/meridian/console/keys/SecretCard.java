package meridian.console.keys;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import org.kordamp.ikonli.feather.Feather;

/// A key that was just made, whole, until it is put away or the room is left.
final class SecretCard {
  private final TextField text = new TextField();
  private final VBox card = new VBox(8);

  SecretCard(Desk desk, KeysModel model) {
    text.setId("secret");
    text.setEditable(false);
    text.setAccessibleText("The whole key, shown once");
    text.getStyleClass().add("code");
    HBox.setHgrow(text, Priority.ALWAYS);
    Button copy =
        Parts.quiet("Copy key", Feather.COPY, () -> desk.copy(text.getText(), "the whole key"));
    copy.setId("copy-secret");
    Button done = Parts.quiet("Put away", Feather.CHECK, model::putAway);
    done.setId("put-away");
    card.getStyleClass().addAll("card", "secret-card");
    card.getChildren().addAll(Parts.wrapped(KeysWords.ONCE), Parts.line(8, text, copy, done));
    card.setMinHeight(VBox.USE_PREF_SIZE);
    model.secretProperty().addListener((_, _, secret) -> fill(secret));
    fill(model.secretProperty().get());
  }

  VBox node() {
    return card;
  }

  private void fill(Optional<KeysModel.Secret> secret) {
    text.setText(secret.map(KeysModel.Secret::text).orElse(""));
    card.setVisible(secret.isPresent());
    card.setManaged(secret.isPresent());
    if (secret.isPresent()) {
      text.requestFocus();
      text.selectAll();
    }
  }
}
