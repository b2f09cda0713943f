package meridian.console.shell;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import meridian.console.format.Figures;
import meridian.console.theme.Parts;
import meridian.control.Checked;
import meridian.control.Command;
import meridian.control.Gateway;
import meridian.control.Playback;
import meridian.scenario.Scenario;
import org.kordamp.ikonli.feather.Feather;

/// What plays in a simulated world, from which seed, how fast, and how far it is.
final class PlaybackBar extends VBox {
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final Duration STEP = Duration.ofSeconds(1);

  private final Gateway gateway;
  private final ComboBox<Scenario> scenarios = new ComboBox<>();
  private final TextField seed = new TextField();
  private final Button play = new Button("Restart", Icons.of(Feather.ROTATE_CCW));
  private final ObjectProperty<Speed> speed = new SimpleObjectProperty<>(Speed.SIXTYFOLD);
  private final Label clock = Icons.label("", "mono", "virtual-clock");
  private final ProgressBar progress = new ProgressBar(0);
  private final Label left = Icons.label("", "mono", "muted");
  private final Label story = Icons.label("", "caption");
  private final VerdictBadge verdict;
  private final VerdictBanner banner;
  private boolean isFollowing;

  /// What the bar can set off.
  interface Stage {
    /// Plays another run in place of this one.
    void play(Scenario scenario, long seed, double speed);

    /// Shows what the checkers have found.
    void showVerdict(Checked checked);
  }

  PlaybackBar(Gateway gateway, List<Scenario> all, Stage stage) {
    this.gateway = gateway;
    Runnable open = () -> gateway.playback().map(Playback::checked).ifPresent(stage::showVerdict);
    this.verdict = new VerdictBadge(open);
    this.banner = new VerdictBanner(open);
    getStyleClass().add("playback-bar");
    Playback now = gateway.playback().orElseThrow();
    scenarios.getItems().setAll(all);
    scenarios.setId("scenario");
    scenarios.setAccessibleText("Scenario");
    scenarios.setCellFactory(_ -> new StoryCell());
    scenarios.setButtonCell(new TitleCell());
    scenarios.setPrefWidth(270);
    scenarios.setMinWidth(130);
    scenarios.setVisibleRowCount(12);
    all.stream()
        .filter(scenario -> scenario.name().equals(now.scenario()))
        .findFirst()
        .ifPresent(scenarios::setValue);
    seed.setText(Long.toString(now.seed()));
    seed.setId("seed");
    seed.setPrefColumnCount(7);
    seed.setMinWidth(64);
    seed.setAccessibleText("Seed");
    seed.getStyleClass().add("field-small");
    seed.setTooltip(new Tooltip("The same seed gives the same run, to the last request"));
    scenarios.valueProperty().addListener((_, _, _) -> name());
    seed.textProperty().addListener((_, _, _) -> name());
    seed.setOnAction(_ -> play(stage));
    play.setId("play");
    play.setMinWidth(USE_PREF_SIZE);
    play.getStyleClass().setAll("button", "quiet-button", "play-button");
    play.setOnAction(_ -> play(stage));
    speed.set(Speed.of(now.speed()).orElse(Speed.SIXTYFOLD));
    speed.addListener((_, _, chosen) -> {
      if (!isFollowing) {
        gateway.perform(new Command.SetSpeed(chosen.factor()));
      }
    });
    var speeds =
        Parts.choice(
            speed,
            Arrays.stream(Speed.values())
                .map(one -> new Parts.Choice<>(one, one.title(), one.meaning()))
                .toList());
    speeds.setId("speed");
    Button step = new Button("Step", Icons.of(Feather.CHEVRONS_RIGHT));
    step.getStyleClass().setAll("button", "quiet-button");
    step.setMinWidth(USE_PREF_SIZE);
    step.setTooltip(new Tooltip("Lets one virtual second pass, and pauses"));
    step.setOnAction(_ -> gateway.perform(new Command.Step(STEP)));
    progress.setPrefWidth(150);
    progress.setMinWidth(60);
    progress.getStyleClass().add("small");
    clock.setMinWidth(USE_PREF_SIZE);
    left.setMinWidth(USE_PREF_SIZE);
    Label simulated = Icons.label("simulated", "badge", "modelled");
    simulated.setMinWidth(USE_PREF_SIZE);
    HBox line =
        new HBox(
            8,
            simulated,
            scenarios,
            Parts.label("seed", "field-name"),
            seed,
            play,
            Icons.spring(),
            speeds,
            step,
            clock,
            progress);
    line.setAlignment(Pos.CENTER_LEFT);
    story.setWrapText(false);
    story.setMinWidth(0);
    HBox below = new HBox(12, story, Icons.spring(), left, verdict);
    below.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(line, below);
    name();
    beat();
  }

  /// Brings clock, progress and speed up to date.
  void beat() {
    Optional<Playback> playing = gateway.playback();
    playing.ifPresent(this::show);
  }

  /// What must not be overlooked of the run; takes no room while there is nothing.
  VerdictBanner banner() {
    return banner;
  }

  private void show(Playback now) {
    verdict.show(now.checked());
    banner.show(now.checked());
    clock.setText(time(now));
    progress.setProgress(now.progress());
    left.setText(state(now));
    if (!now.isOver()) {
      isFollowing = true;
      Speed.of(now.speed()).ifPresent(speed::set);
      isFollowing = false;
    }
  }

  /// The clock of the run, with its day when it lasts longer than one.
  private static String time(Playback now) {
    String time = Figures.clock(now.nowNanos(), ZoneOffset.UTC);
    boolean isLong = now.endNanos() - now.startNanos() > DAY_NANOS;
    return isLong
        ? "day " + (1 + (now.nowNanos() - now.startNanos()) / DAY_NANOS) + "  " + time
        : time;
  }

  private static String state(Playback now) {
    if (now.failure().isPresent()) {
      return "■ broke off: " + now.failure().get();
    }
    String share = Figures.percent(now.progress());
    if (now.isOver()) {
      return "● ended · trace " + now.traceHash();
    }
    return share + now.left().map(time -> " · " + Figures.age(time.toNanos()) + " left").orElse("");
  }

  private void play(Stage stage) {
    OptionalLong number = number();
    Scenario scenario = scenarios.getValue();
    if (number.isPresent() && scenario != null) {
      play.setDisable(true);
      Speed wanted = speed.get() == Speed.PAUSED ? Speed.SIXTYFOLD : speed.get();
      stage.play(scenario, number.getAsLong(), wanted.factor());
    }
  }

  /// The other run could not be opened: this one stays.
  void stay() {
    play.setDisable(false);
  }

  private OptionalLong number() {
    try {
      return OptionalLong.of(Long.parseLong(seed.getText().strip()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /// Says what the button would do, and what the story is.
  private void name() {
    Playback now = gateway.playback().orElseThrow();
    Scenario chosen = scenarios.getValue();
    boolean isSame =
        chosen != null
            && chosen.name().equals(now.scenario())
            && number().equals(OptionalLong.of(now.seed()));
    play.setText(isSame ? "Restart" : "Play");
    play.setGraphic(Icons.of(isSame ? Feather.ROTATE_CCW : Feather.PLAY));
    play.setDisable(number().isEmpty() || chosen == null);
    seed.setTooltip(
        new Tooltip(
            number().isEmpty()
                ? "Expected a whole number, found '" + seed.getText() + "'"
                : "The same seed gives the same run, to the last request"));
    Parts.mark(seed, "problem", number().isEmpty());
    if (chosen != null) {
      story.setText(chosen.description());
      story.setTooltip(wrapped(chosen.description()));
    }
  }

  private static Tooltip wrapped(String text) {
    Tooltip tip = new Tooltip(text);
    tip.setWrapText(true);
    tip.setMaxWidth(520);
    return tip;
  }

  /// A scenario as it is chosen.
  private static final class TitleCell extends ListCell<Scenario> {
    @Override
    protected void updateItem(Scenario scenario, boolean isEmpty) {
      super.updateItem(scenario, isEmpty);
      setText(isEmpty || scenario == null ? "" : scenario.title());
    }
  }

  /// A scenario to choose: its title above what it shows.
  private static final class StoryCell extends ListCell<Scenario> {
    private static final double WIDTH = 560;

    private final Label title = Icons.label("", "story-title");
    private final Label text = Icons.label("", "caption");
    private final VBox box = new VBox(2, title, text);

    StoryCell() {
      text.setWrapText(true);
      text.setMaxWidth(WIDTH);
      text.setMinHeight(USE_PREF_SIZE);
      box.setMaxWidth(WIDTH);
    }

    @Override
    protected void updateItem(Scenario scenario, boolean isEmpty) {
      super.updateItem(scenario, isEmpty);
      if (isEmpty || scenario == null) {
        setGraphic(null);
        return;
      }
      title.setText(scenario.title() + "   " + Figures.age(scenario.duration().toNanos()));
      text.setText(scenario.description());
      setGraphic(box);
    }
  }
}
