package meridian.console.theme;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Small pieces that every room is built from, so that they look alike.
public final class Parts {
  private static final String SHEET =
      Objects.requireNonNull(Parts.class.getResource("rooms.css"), "rooms.css").toExternalForm();

  private Parts() {}

  /// Gives a room's root the style sheet of rooms.
  public static <P extends Parent> P room(P root) {
    root.getStyleClass().add("room");
    root.getStylesheets().add(SHEET);
    return root;
  }

  /// Has `node` carry `style` or not. Nothing happens when it already is so: any change of style
  /// classes makes JavaFX look all its styles up anew, which in a table costs more than the text.
  public static void mark(Node node, String style, boolean isOn) {
    if (node.getStyleClass().contains(style) != isOn) {
      if (isOn) {
        node.getStyleClass().add(style);
      } else {
        node.getStyleClass().remove(style);
      }
    }
  }

  /// A label with style classes. A badge and the name of a field are never cut short.
  public static Label label(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    if (label.getStyleClass().contains("badge") || label.getStyleClass().contains("field-name")) {
      label.setMinWidth(Region.USE_PREF_SIZE);
    }
    return label;
  }

  /// A label that wraps.
  public static Label wrapped(String text, String... styles) {
    Label label = label(text, styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /// A line of nodes, centred on each other.
  public static HBox line(double spacing, Node... nodes) {
    HBox line = new HBox(spacing, nodes);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  /// What pushes its neighbours apart.
  public static Region spacer() {
    Region spacer = new Region();
    HBox.setHgrow(spacer, Priority.ALWAYS);
    return spacer;
  }

  /// A quiet button with a sign; `text` is its accessible name, shown as a tooltip when it has no
  /// room.
  public static Button quiet(String text, Ikon icon, Runnable body) {
    Button button = new Button(text, new FontIcon(icon));
    button.setMnemonicParsing(false);
    button.getStyleClass().setAll("button", "quiet-button");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> body.run());
    return button;
  }

  /// A tooltip for `node`, which is also its help for the screen reader.
  public static <N extends Node> N tip(N node, String text) {
    Tooltip.install(node, new Tooltip(text));
    node.setAccessibleHelp(text);
    return node;
  }

  /// One button per choice, of which exactly one is pressed: the value of `chosen`.
  public static <T> SegmentedButton choice(ObjectProperty<T> chosen, List<Choice<T>> choices) {
    List<ToggleButton> buttons = new ArrayList<>();
    for (Choice<T> choice : choices) {
      ToggleButton button = new ToggleButton(choice.text());
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setSelected(choice.value().equals(chosen.get()));
      button.setOnAction(_ -> {
        button.setSelected(true);
        chosen.set(choice.value());
      });
      if (!choice.help().isEmpty()) {
        tip(button, choice.help());
      }
      buttons.add(button);
    }
    SegmentedButton segmented = new SegmentedButton(buttons.toArray(new ToggleButton[0]));
    segmented.getStyleClass().add("choice");
    segmented.setMinWidth(Region.USE_PREF_SIZE);
    chosen.addListener((_, _, now) -> {
      for (int i = 0; i < buttons.size(); i++) {
        buttons.get(i).setSelected(choices.get(i).value().equals(now));
      }
    });
    return segmented;
  }

  /// One of several.
  ///
  /// @param value what it stands for
  /// @param text on its button
  /// @param help what it means, or empty
  public record Choice<T>(T value, String text, String help) {}

  /// What stands where nothing is to be shown: what is missing, and what to do about it.
  public static VBox empty(Ikon icon, String title, String how, Node... actions) {
    FontIcon sign = new FontIcon(icon);
    sign.getStyleClass().add("empty-sign");
    Label head = label(title, "heading");
    Label body = wrapped(how, "muted");
    body.setTextAlignment(TextAlignment.CENTER);
    body.setMaxWidth(380);
    VBox box = new VBox(8, sign, head, body);
    box.getChildren().addAll(actions);
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("empty");
    return box;
  }
}
