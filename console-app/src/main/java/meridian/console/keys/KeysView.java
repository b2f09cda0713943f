package meridian.console.keys;

import java.util.Optional;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import meridian.KeyId;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;

/// How the room looks: projects above keys, beside them the revocation clock or a project's
/// semantic cache; above the keys what is about to be done, or a secret that was just made.
final class KeysView {
  private final Desk desk;
  private final KeysModel model;
  private final KeysCard keys;
  private final SemanticCard semantic;
  private final SideCard side;
  private final StackPane root;

  KeysView(Desk desk, KeysModel model, SemanticModel similar) {
    this.desk = desk;
    this.model = model;
    this.keys = new KeysCard(desk, model, this::begin);
    this.semantic = new SemanticCard(desk, similar);
    this.side = new SideCard(new RevocationCard(desk, model), semantic);
    model.selectedProperty().addListener((_, _, key) -> key.ifPresent(_ -> side.showRevocation()));
    VBox middle =
        new VBox(
            8, new SecretCard(desk, model).node(), new PendingBar(desk, model).node(), keys.node());
    VBox.setVgrow(keys.node(), Priority.ALWAYS);
    SplitPane bottom = new SplitPane(middle, side.node());
    bottom.setDividerPositions(0.66);
    VBox all =
        new VBox(
            8,
            new ProjectsCard(
                    model,
                    project -> {
                      similar.chosenProperty().set(Optional.of(project));
                      side.showSemantic();
                    })
                .node(),
            bottom);
    VBox.setVgrow(bottom, Priority.ALWAYS);
    HBox.setHgrow(all, Priority.ALWAYS);
    root = Parts.room(new StackPane(all));
    root.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /// What can be done.
  enum Deed {
    CREATE,
    ROTATE,
    EXPIRE,
    REVOKE
  }

  StackPane node() {
    return root;
  }

  /// Brings the semantic cache on screen, and the keyboard to its threshold.
  void showSemantic() {
    side.showSemantic();
    semantic.focus();
  }

  void copyCurve() {
    semantic.copyCsv();
  }

  /// Asks for what `deed` needs, or says why it cannot be done.
  void begin(Deed deed) {
    Optional<String> obstacle = obstacle(deed);
    if (obstacle.isPresent()) {
      desk.tell(Desk.Tone.WARN, obstacle.get());
      return;
    }
    Optional<KeyId> key = model.selectedLine().map(line -> line.key().id());
    switch (deed) {
      case CREATE -> model.begin(new Pending.Create());
      case ROTATE -> model.begin(new Pending.Rotate(key.orElseThrow()));
      case EXPIRE -> model.begin(new Pending.Expire(key.orElseThrow()));
      case REVOKE -> model.begin(new Pending.Revoke(key.orElseThrow()));
    }
  }

  private Optional<String> obstacle(Deed deed) {
    if (desk.isReadOnly()) {
      return Optional.of(KeysWords.READ_ONLY);
    }
    if (deed != Deed.REVOKE && !model.tenantsProperty().get().isIssuing()) {
      return Optional.of(KeysWords.NOT_ISSUING);
    }
    if (deed == Deed.CREATE) {
      return Optional.empty();
    }
    Optional<KeyLine> line = model.selectedLine();
    if (line.isEmpty()) {
      return Optional.of("Choose a key first");
    }
    return line.get().isRevoked()
        ? Optional.of(line.get().name() + " is revoked for good")
        : Optional.empty();
  }

  private void onKey(KeyEvent event) {
    if (event.getTarget() instanceof TextInputControl || event.isShortcutDown()) {
      return;
    }
    if (event.getCode() == KeyCode.SLASH || "/".equals(event.getText())) {
      keys.focusFilter();
    } else if (event.getCode() == KeyCode.N) {
      begin(Deed.CREATE);
    } else if (event.getCode() == KeyCode.R) {
      begin(Deed.ROTATE);
    } else if (event.getCode() == KeyCode.E) {
      begin(Deed.EXPIRE);
    } else if (event.getCode() == KeyCode.S) {
      showSemantic();
    } else if (event.getCode() == KeyCode.DELETE) {
      begin(Deed.REVOKE);
    } else if (event.getCode() == KeyCode.ESCAPE) {
      model.giveUp();
    } else {
      return;
    }
    event.consume();
  }
}
