package meridian.console.shell;

import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/// The one sheet that may lie over the frame: search, keys, alarms. A click beside it closes it.
final class Overlay {
  private static final Insets FROM_TOP = new Insets(90, 0, 0, 0);

  private final StackPane root;
  private final Runnable onClosed;
  private Optional<Node> scrim = Optional.empty();

  /// @param root what it lies over
  /// @param onClosed gives the keys back to the frame
  Overlay(StackPane root, Runnable onClosed) {
    this.root = root;
    this.onClosed = onClosed;
  }

  boolean isOpen() {
    return scrim.isPresent();
  }

  /// Puts `sheet` on screen, in place of another.
  ///
  /// @param isAtTop whether it hangs from the top, so that it may grow; otherwise it is centred
  void open(Node sheet, boolean isAtTop) {
    close();
    StackPane fresh = new StackPane(sheet);
    fresh.getStyleClass().add("scrim");
    StackPane.setAlignment(sheet, isAtTop ? Pos.TOP_CENTER : Pos.CENTER);
    StackPane.setMargin(sheet, isAtTop ? FROM_TOP : Insets.EMPTY);
    fresh.setOnMousePressed(event -> {
      if (event.getTarget().equals(fresh)) {
        close();
      }
    });
    scrim = Optional.of(fresh);
    root.getChildren().add(fresh);
    fresh.setFocusTraversable(true);
    fresh.requestFocus();
  }

  /// Takes away what is open.
  void close() {
    scrim.ifPresent(node -> {
      root.getChildren().remove(node);
      onClosed.run();
    });
    scrim = Optional.empty();
  }
}
