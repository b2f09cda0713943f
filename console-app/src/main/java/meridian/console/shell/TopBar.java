package meridian.console.shell;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import meridian.console.feed.Feed;
import meridian.console.format.Figures;
import meridian.console.theme.Theme;
import meridian.console.theme.Themes;
import meridian.control.Description;
import org.kordamp.ikonli.feather.Feather;

/// Which room, which gateway, live or paused; search and theme.
final class TopBar extends HBox {
  private final Label title = Icons.label("", "heading");
  private final ToggleButton live = new ToggleButton("Live", light());
  private final Button theme = new Button();
  private final Feed feed;
  private final String liveWord;

  /// What the bar can set off.
  interface Doings {
    /// Opens the search palette.
    void search();

    /// Opens the list of keys.
    void help();

    /// Changes between light and dark.
    void switchTheme();
  }

  /// @param isSimulated whether the present is a virtual one: following it is not being live
  TopBar(Description gateway, boolean isSimulated, boolean isReadOnly, Feed feed, Doings doings) {
    this.feed = feed;
    this.liveWord = isSimulated ? "Following" : "Live";
    getStyleClass().add("top-bar");
    Label source = Icons.label(gateway.source(), "source-badge");
    source.setMinWidth(USE_PREF_SIZE);
    source.setTooltip(
        new Tooltip(
            gateway.name()
                + "\npattern "
                + gateway.pattern()
                + ", KV "
                + gateway.kvModel()
                + "\n"
                + gateway.frontDoor()));
    getChildren().addAll(title, source);
    if (isReadOnly) {
      getChildren().add(Icons.label("read only", "badge", "warn"));
    }
    live.getStyleClass().setAll("toggle-button", "quiet-button", "live-button");
    live.setTooltip(new Tooltip("Pause or go on   Space"));
    live.setMinWidth(USE_PREF_SIZE);
    live.selectedProperty().bindBidirectional(feed.pausedProperty());
    Button search = quiet(new Button("Search", Icons.of(Feather.SEARCH)));
    search.getStyleClass().add("search-button");
    search.setOnAction(_ -> doings.search());
    search.setMinWidth(120);
    Label keys = Icons.label("Ctrl K", "key-cap");
    keys.setMouseTransparent(true);
    StackPane searchBox = new StackPane(search, keys);
    StackPane.setAlignment(keys, Pos.CENTER_RIGHT);
    StackPane.setMargin(keys, new Insets(0, 7, 0, 0));
    quiet(theme).setOnAction(_ -> doings.switchTheme());
    theme.setTooltip(new Tooltip("Light or dark"));
    theme.graphicProperty().bind(Themes.palette().map(palette -> sign(palette.theme())));
    theme.setAccessibleText("Light or dark");
    Button help = quiet(new Button("", Icons.of(Feather.HELP_CIRCLE)));
    help.setTooltip(new Tooltip("Keys   ?"));
    help.setAccessibleText("Keys");
    help.setOnAction(_ -> doings.help());
    getChildren().addAll(Icons.spring(), live, searchBox, theme, help);
  }

  /// Puts `part` between the name of the room and where its figures come from.
  void place(Node part) {
    getChildren().add(1, part);
  }

  /// Puts how many alarms there are before the light that says live.
  void placeAlarms(Node badge) {
    getChildren().add(getChildren().indexOf(live), badge);
  }

  /// Names the room on screen.
  void name(String room) {
    title.setText(room);
    title.setMinWidth(USE_PREF_SIZE);
  }

  /// Says how far the picture is behind.
  void beat() {
    Feed.Behind behind = feed.behind();
    boolean isPaused = feed.pausedProperty().get();
    live.setText(
        isPaused
            ? "Paused "
                + Figures.age(behind.pausedNanos())
                + ", +"
                + Figures.count(behind.events())
                + " events behind"
            : liveWord);
  }

  /// A light that is on while the picture is live.
  private static Node light() {
    Circle light = new Circle(4);
    light.getStyleClass().add("live-light");
    return light;
  }

  private static Node sign(Theme theme) {
    return Icons.of(theme == Theme.DARK ? Feather.SUN : Feather.MOON);
  }

  private static <B extends ButtonBase> B quiet(B button) {
    button.getStyleClass().setAll("button", "quiet-button");
    return button;
  }
}
