package meridian.console.shell;

import java.time.ZoneId;
import java.util.Arrays;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import meridian.console.chart.TimeAxis;
import meridian.console.feed.Feed;
import meridian.console.format.Figures;
import meridian.console.theme.Parts;
import org.kordamp.ikonli.feather.Feather;

/// The line of time under the rooms, with what moves along it: pause, a step back, a step forward,
/// live, and how much of it is shown.
final class AxisBar extends HBox {
  /// How far a long step goes, in the gateway's time.
  static final long LONG_STEP_NANOS = 10_000_000_000L;

  private final Feed feed;
  private final TimeAxis axis;
  private final Button pause = button("Pause or go on   Space");
  private final Tooltip kept = new Tooltip();
  private final ObjectProperty<AxisRange> range = new SimpleObjectProperty<>(AxisRange.TEN_MINUTES);

  AxisBar(Feed feed, ZoneId zone) {
    this.feed = feed;
    this.axis = new TimeAxis(zone);
    getStyleClass().add("axis-bar");
    axis.onChoose(feed::rewindTo);
    axis.onPresent(feed::goLive);
    HBox.setHgrow(axis, Priority.ALWAYS);
    HBox.setMargin(axis, new Insets(0, 10, 0, 10));
    pause.setOnAction(_ -> feed.pausedProperty().set(!feed.pausedProperty().get()));
    Button back = button("A moment back   ←, ten seconds Shift ←");
    back.setGraphic(Icons.of(Feather.CHEVRON_LEFT));
    back.setOnAction(_ -> feed.step(-1));
    Button forward = button("A moment forward   →, ten seconds Shift →");
    forward.setGraphic(Icons.of(Feather.CHEVRON_RIGHT));
    forward.setOnAction(_ -> feed.step(1));
    Button live = button("To the present   End");
    live.setGraphic(Icons.of(Feather.SKIP_FORWARD));
    live.setOnAction(_ -> feed.goLive());
    live.disableProperty().bind(feed.pausedProperty().not());
    var choice =
        Parts.choice(
            range,
            Arrays.stream(AxisRange.values())
                .map(one -> new Parts.Choice<>(one, one.title(), ""))
                .toList());
    Tooltip.install(choice, kept);
    getChildren().addAll(back, pause, forward, live, axis, choice);
    range.addListener((_, _, _) -> beat());
    feed.pausedProperty().addListener((_, _, _) -> beat());
    feed.shownProperty().addListener((_, _, _) -> move());
    beat();
  }

  /// Brings the line up to date.
  void beat() {
    boolean isPaused = feed.pausedProperty().get();
    pause.setGraphic(Icons.of(isPaused ? Feather.PLAY : Feather.PAUSE));
    var moments = feed.moments();
    kept.setText(
        moments.isEmpty()
            ? "Nothing recorded yet"
            : Figures.age(moments.getLast().takenNanos() - moments.getFirst().takenNanos())
                + " recorded in "
                + Figures.bytes(feed.recordedBytes())
                + ": ten moments a second for a minute, then one a second, half an hour in all");
    axis.show(range.get().of(moments, feed.newest(), feed.shown(), !isPaused));
  }

  /// A stopped picture moves its cursor at once; a live one waits for the beat.
  private void move() {
    if (feed.pausedProperty().get()) {
      beat();
    }
  }

  private static Button button(String meaning) {
    Button button = new Button();
    button.getStyleClass().setAll("button", "quiet-button", "axis-button");
    button.setFocusTraversable(false);
    button.setTooltip(new Tooltip(meaning));
    button.setAccessibleText(meaning);
    return button;
  }
}
