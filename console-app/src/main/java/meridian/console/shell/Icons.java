package meridian.console.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Small pieces every part of the frame is made of.
final class Icons {
  private Icons() {}

  /// A sign whose size and colour come from the style sheet.
  static FontIcon of(Ikon icon) {
    FontIcon node = new FontIcon(icon);
    node.setMouseTransparent(true);
    return node;
  }

  /// Text of a style.
  static Label label(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /// What takes all the room that is left in a row.
  static Region spring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  /// The keys of a shortcut, each on a cap of its own: `Ctrl+K`.
  static Node keys(String keys) {
    HBox caps = new HBox(3);
    caps.setAlignment(Pos.CENTER_RIGHT);
    caps.setMouseTransparent(true);
    if (!keys.isEmpty()) {
      for (String key : keys.split("\\+(?!$)", -1)) {
        caps.getChildren().add(label(key, "key-cap"));
      }
    }
    return caps;
  }
}
