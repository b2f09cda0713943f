package meridian.console.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import meridian.KeyId;
import meridian.ProjectId;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import meridian.control.Command;
import meridian.control.Tenants;

/// Asks for what is about to be done, in place: nothing happens before its button is pressed. Esc
/// gives up.
final class PendingBar {
  private static final Optional<Duration> NEVER = Optional.empty();

  private final Desk desk;
  private final KeysModel model;
  private final HBox bar = Parts.line(10);

  PendingBar(Desk desk, KeysModel model) {
    this.desk = desk;
    this.model = model;
    bar.getStyleClass().addAll("card", "pending-bar");
    bar.setId("pending-bar");
    model.pendingProperty().addListener((_, _, pending) -> fill(pending));
    fill(model.pendingProperty().get());
  }

  HBox node() {
    return bar;
  }

  private void fill(Pending pending) {
    boolean isShown = !(pending instanceof Pending.Nothing);
    bar.setVisible(isShown);
    bar.setManaged(isShown);
    switch (pending) {
      case Pending.Nothing _ -> bar.getChildren().clear();
      case Pending.Create _ -> create();
      case Pending.Rotate rotate -> rotate(rotate.key());
      case Pending.Expire expire -> expire(expire.key());
      case Pending.Revoke revoke -> revoke(revoke.key());
    }
  }

  private void create() {
    ComboBox<String> project = new ComboBox<>();
    project.setId("project-choice");
    project.setAccessibleText("Project of the new key");
    for (Tenants.Project each : model.projects()) {
      project.getItems().add(each.id().name());
    }
    project.getSelectionModel().selectFirst();
    ObjectProperty<Optional<Duration>> ttl = new SimpleObjectProperty<>(NEVER);
    ask(
        "New key of",
        project,
        "expires",
        lives(ttl),
        "Create",
        () -> {
          String chosen = project.getValue();
          if (chosen != null) {
            issue("Create key", new Command.CreateKey(new ProjectId(chosen), ttl.get()));
          }
        });
  }

  private void rotate(KeyId key) {
    ObjectProperty<Duration> overlap = new SimpleObjectProperty<>(Duration.ofHours(24));
    Node choice =
        Parts.choice(
            overlap,
            List.of(
                new Parts.Choice<>(Duration.ZERO, "not at all", ""),
                new Parts.Choice<>(Duration.ofHours(1), "1 h", ""),
                new Parts.Choice<>(Duration.ofHours(24), "24 h", ""),
                new Parts.Choice<>(Duration.ofDays(7), "7 d", "")));
    ask(
        "Rotate mk_" + key + "_…, keep the old secret",
        choice,
        "",
        Parts.label(""),
        "Rotate",
        () -> issue("Rotate key", new Command.RotateKey(key, overlap.get())));
  }

  private void expire(KeyId key) {
    ObjectProperty<Optional<Duration>> ttl = new SimpleObjectProperty<>(NEVER);
    ask(
        "mk_" + key + "_… expires",
        lives(ttl),
        "",
        Parts.label(""),
        "Change expiry",
        () -> {
          Instant now = Instant.ofEpochSecond(0, desk.gateway().snapshot().takenNanos());
          if (desk.perform("Change expiry", new Command.ExpireKey(key, ttl.get().map(now::plus)))) {
            model.giveUp();
          }
        });
  }

  private void revoke(KeyId key) {
    ask(
        "Revoke mk_" + key + "_…? Its requests are refused from then on, for good.",
        Parts.label(""),
        "",
        Parts.label(""),
        "Revoke for good",
        () -> {
          if (desk.perform("Revoke key", new Command.RevokeKey(key))) {
            model.giveUp();
          }
        });
  }

  private static Node lives(ObjectProperty<Optional<Duration>> ttl) {
    return Parts.choice(
        ttl,
        List.of(
            new Parts.Choice<>(NEVER, "never", ""),
            new Parts.Choice<>(Optional.of(Duration.ofDays(1)), "in 1 d", ""),
            new Parts.Choice<>(Optional.of(Duration.ofDays(7)), "7 d", ""),
            new Parts.Choice<>(Optional.of(Duration.ofDays(30)), "30 d", ""),
            new Parts.Choice<>(Optional.of(Duration.ofDays(90)), "90 d", "")));
  }

  private void issue(String name, Command command) {
    desk.issue(name, command).ifPresent(secret -> model.issued(name, secret));
  }

  private void ask(
      String before, Node first, String between, Node second, String verb, Runnable body) {
    Button go = new Button(verb);
    go.setId("pending-go");
    go.getStyleClass().add("accent-button");
    go.setMinWidth(Button.USE_PREF_SIZE);
    go.setDefaultButton(false);
    go.setOnAction(_ -> body.run());
    Button stop = new Button("Cancel");
    stop.setId("pending-stop");
    stop.getStyleClass().add("quiet-button");
    stop.setMinWidth(Button.USE_PREF_SIZE);
    stop.setOnAction(_ -> model.giveUp());
    bar.getChildren()
        .setAll(Parts.label(before), first, Parts.label(between), second, Parts.spacer(), stop, go);
    go.requestFocus();
  }
}
