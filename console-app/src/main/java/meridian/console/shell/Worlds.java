package meridian.console.shell;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import meridian.console.feed.Feed;
import meridian.console.session.Action;
import meridian.console.session.Desk;
import meridian.console.session.Room;
import meridian.console.session.Settings;
import meridian.console.session.SimulationStarter;
import meridian.control.Checked;
import meridian.control.Gateway;
import meridian.scenario.Scenario;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.feather.Feather;

/// The two worlds of the console, one switch between them: the live gateway, and one that plays a
/// scenario in virtual time. Each has a frame and rooms of its own, so that no figure of one can
/// stand beside a figure of the other. The one that is not on screen goes on, undrawn.
///
/// Toolkit thread only; simulations are opened and closed on threads of their own.
final class Worlds {
  /// What plays when nobody has chosen: a fault that everybody knows.
  private static final String FIRST = "kv-lag-spike";

  private static final long FIRST_SEED = 7;

  private final Scene scene;
  private final Shell live;
  private final SimulationStarter starter;
  private final Settings settings;
  private final Function<Desk, List<Room>> furnish;
  private final BooleanProperty simulatedShown = new SimpleBooleanProperty();
  private final BooleanProperty opening = new SimpleBooleanProperty();
  private Optional<Played> played = Optional.empty();
  private List<Scenario> scenarios = List.of();
  private boolean isClosed;

  /// @param scene shows the live shell already, or will
  /// @param live the frame of the live gateway
  Worlds(
      Scene scene,
      Shell live,
      SimulationStarter starter,
      Settings settings,
      Function<Desk, List<Room>> furnish) {
    this.scene = scene;
    this.live = live;
    this.starter = starter;
    this.settings = settings;
    this.furnish = furnish;
    live.place(choice());
    live.offer(this::actions);
  }

  /// A simulated gateway with its frame.
  private record Played(Gateway gateway, Shell shell, PlaybackBar bar) {}

  /// Whether the simulated world is on screen.
  BooleanProperty simulatedShownProperty() {
    return simulatedShown;
  }

  /// The frame of the simulated world, once one was opened.
  Optional<Shell> simulated() {
    return played.map(Played::shell);
  }

  /// Shows the live world.
  void goLive() {
    show(live);
    simulatedShown.set(false);
  }

  /// Shows the simulated world; opens one when there is none.
  void goSimulated() {
    if (played.isPresent()) {
      show(played.get().shell());
      simulatedShown.set(true);
    } else {
      open(Optional.empty(), FIRST_SEED, Speed.SIXTYFOLD.factor());
    }
  }

  /// Plays `scenario` in place of what plays, and shows it.
  void play(Scenario scenario, long seed, double speed) {
    open(Optional.of(scenario), seed, speed);
  }

  /// Whether the window is out of sight.
  void rest(boolean isResting) {
    current().rest(isResting);
  }

  /// Ends the simulated world for good.
  void close() {
    isClosed = true;
    played.ifPresent(Worlds::end);
    played = Optional.empty();
  }

  private void open(Optional<Scenario> wanted, long seed, double speed) {
    if (opening.get()) {
      return;
    }
    opening.set(true);
    Thread.ofPlatform()
        .name("console-simulate")
        .daemon()
        .start(() -> {
          try {
            List<Scenario> all = scenarios.isEmpty() ? starter.scenarios() : scenarios;
            Scenario scenario = wanted.orElseGet(() -> first(all));
            Gateway gateway = starter.open(scenario, seed, speed);
            Feed.later(() -> opened(gateway, all));
          } catch (Exception e) {
            Feed.later(() -> failed(e));
          }
        });
  }

  private static Scenario first(List<Scenario> all) {
    return all.stream()
        .filter(scenario -> scenario.name().equals(FIRST))
        .findFirst()
        .orElse(all.getFirst());
  }

  private void opened(Gateway gateway, List<Scenario> all) {
    opening.set(false);
    if (isClosed) {
      Thread.ofPlatform().daemon().start(gateway::close);
      return;
    }
    scenarios = all;
    String room = current().room();
    played.ifPresent(Worlds::end);
    Shell shell = new Shell(gateway, false, settings, Clock.systemUTC(), furnish);
    PlaybackBar bar =
        new PlaybackBar(
            gateway,
            all,
            new PlaybackBar.Stage() {
              @Override
              public void play(Scenario wanted, long seed, double speed) {
                Worlds.this.play(wanted, seed, speed);
              }

              @Override
              public void showVerdict(Checked checked) {
                shell.openVerdict(checked);
              }
            });
    shell.place(choice());
    shell.placeBelow(bar.banner());
    shell.placeBelow(bar);
    shell.feed().onBeat(bar::beat);
    shell.offer(this::actions);
    shell.skipWelcome();
    shell.goTo(room);
    played = Optional.of(new Played(gateway, shell, bar));
    show(shell);
    shell.start(scene);
    simulatedShown.set(true);
  }

  private void failed(Exception problem) {
    opening.set(false);
    played.ifPresent(one -> one.bar().stay());
    current()
        .desk()
        .tell(
            Desk.Tone.CRIT,
            "The simulation did not start: "
                + Optional.ofNullable(problem.getMessage()).orElse(problem.toString()));
  }

  private Shell current() {
    return simulatedShown.get() && played.isPresent() ? played.get().shell() : live;
  }

  private void show(Shell shell) {
    Shell before = current();
    if (!before.equals(shell)) {
      shell.goTo(before.room());
      before.rest(true);
    }
    scene.setRoot(shell.root());
    shell.listen(scene);
    shell.rest(false);
  }

  private static void end(Played played) {
    played.shell().stop();
    Thread.ofPlatform().name("console-simulate-end").daemon().start(played.gateway()::close);
  }

  /// The switch; each frame has one of its own.
  private Node choice() {
    ToggleButton toLive = new ToggleButton("Live");
    toLive.setTooltip(new Tooltip("The gateway that serves"));
    ToggleButton toSimulated = new ToggleButton("Simulated");
    toSimulated.setTooltip(
        new Tooltip("The same gateway code in virtual time: scenarios, faults, any speed"));
    toLive.setId("world-live");
    toSimulated.setId("world-simulated");
    Runnable follow =
        () -> {
          toLive.setSelected(!simulatedShown.get());
          toSimulated.setSelected(simulatedShown.get());
          toSimulated.setText(opening.get() && played.isEmpty() ? "Opening…" : "Simulated");
        };
    toLive.setOnAction(_ -> {
      goLive();
      follow.run();
    });
    toSimulated.setOnAction(_ -> {
      goSimulated();
      follow.run();
    });
    simulatedShown.addListener((_, _, _) -> follow.run());
    opening.addListener((_, _, _) -> follow.run());
    follow.run();
    SegmentedButton segmented = new SegmentedButton(toLive, toSimulated);
    segmented.getStyleClass().add("choice");
    segmented.setMinWidth(SegmentedButton.USE_PREF_SIZE);
    return segmented;
  }

  private List<Action> actions() {
    List<Action> all = new java.util.ArrayList<>();
    if (simulatedShown.get()) {
      played.ifPresent(one ->
          all.add(
              new Action(
                  "What the checkers found",
                  "",
                  Feather.SHIELD,
                  () ->
                      one.gateway()
                          .playback()
                          .ifPresent(now -> one.shell().openVerdict(now.checked())))));
    }
    all.add(
        simulatedShown.get()
            ? new Action("Go to the live gateway", "", Feather.RADIO, this::goLive)
            : new Action("Go to the simulated world", "", Feather.FAST_FORWARD, this::goSimulated));
    for (Scenario scenario : scenarios) {
      all.add(
          new Action(
              "Simulate: " + scenario.title(),
              "",
              Feather.FAST_FORWARD,
              () -> play(scenario, FIRST_SEED, Speed.SIXTYFOLD.factor())));
    }
    return all;
  }
}
