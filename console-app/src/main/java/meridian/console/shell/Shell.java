package meridian.console.shell;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import meridian.console.alarms.AlarmBoard;
import meridian.console.feed.Feed;
import meridian.console.session.Action;
import meridian.console.session.Desk;
import meridian.console.session.Room;
import meridian.console.session.Selection;
import meridian.console.session.Settings;
import meridian.console.theme.Theme;
import meridian.console.theme.Themes;
import meridian.control.Checked;
import meridian.control.Gateway;
import meridian.telemetry.Snapshot;

/// The frame around the rooms: rail, top bar, status line, and what lies over them. Exactly one
/// room is in the scene at a time; only it is shown snapshots. Toolkit thread only.
public final class Shell {
  private final Gateway gateway;
  private final Settings settings;
  private final Clock clock;
  private final Feed feed;
  private final List<Room> rooms;
  private final StackPane root = new StackPane();
  private final StackPane stage = new StackPane();
  private final Banner banner = new Banner();
  private final Toasts toasts = new Toasts();
  private final Rail rail;
  private final TopBar topBar;
  private final StatusLine statusLine;
  private final AxisBar axis;
  private final StillBanner still;
  private final Overlay overlay = new Overlay(root, stage::requestFocus);
  private final SearchPalette palette = new SearchPalette(this::actions, overlay::close);
  private final HelpSheet help = new HelpSheet();
  private final ConsoleDesk desk;
  private final AlarmBoard alarms;

  private final VBox head = new VBox();
  private final List<Supplier<List<Action>>> offers = new ArrayList<>();
  private final BooleanProperty resting = new SimpleBooleanProperty();

  private Optional<Room> current = Optional.empty();
  private boolean isWelcomeOver;

  /// @param gateway what is shown; the caller closes it
  /// @param isReadOnly whether commands are refused
  /// @param settings where choices are kept
  /// @param clock for the age of what is shown, and the zone of times of day
  /// @param furnish makes the rooms, at least one
  public Shell(
      Gateway gateway,
      boolean isReadOnly,
      Settings settings,
      Clock clock,
      Function<Desk, List<Room>> furnish) {
    this.gateway = gateway;
    this.settings = settings;
    this.feed = new Feed(gateway::snapshot);
    this.clock = clock;
    this.desk =
        new ConsoleDesk(gateway, feed, clock.getZone(), isReadOnly, this::visit, toasts::tell);
    this.alarms = new AlarmBoard(desk, this::openAlarms, overlay::close);
    this.rooms = List.copyOf(furnish.apply(desk));
    this.rail = new Rail(rooms, this::goTo);
    this.topBar =
        new TopBar(
            gateway.description(),
            gateway.playback().isPresent(),
            isReadOnly,
            feed,
            new TopBar.Doings() {
              @Override
              public void search() {
                openPalette();
              }

              @Override
              public void help() {
                overlay.open(help, false);
              }

              @Override
              public void switchTheme() {
                Shell.this.switchTheme();
              }
            });
    this.statusLine = new StatusLine(feed, clock.getZone(), gateway.description().name());
    this.axis = new AxisBar(feed, clock.getZone());
    this.still = new StillBanner(feed, clock.getZone());
    assemble();
    feed.onJump(() -> {
      alarms.onJump();
      current.ifPresent(Room::onJump);
    });
    feed.onSnapshot(this::show);
    feed.onBeat(this::beat);
    feed.asleepProperty().bind(resting);
    goTo(
        settings
            .room()
            .filter(title -> rooms.stream().anyMatch(room -> room.title().equals(title)))
            .orElse(rooms.getFirst().title()));
    beat();
  }

  /// Everything, to be the root of a scene.
  public Parent root() {
    return root;
  }

  /// What brings the snapshots.
  public Feed feed() {
    return feed;
  }

  /// The rooms, in the order of the rail.
  public List<Room> rooms() {
    return rooms;
  }

  /// What the rooms are given.
  public Desk desk() {
    return desk;
  }

  /// Begins to show what happens, in a window whose scene is `scene`.
  public void start(Scene scene) {
    listen(scene);
    feed.start(scene);
  }

  /// Ends for good. Any thread.
  public void stop() {
    feed.stop();
  }

  /// Title of the room on screen.
  String room() {
    return current.map(Room::title).orElse("");
  }

  /// Puts `part` into the top bar, beside the name of the room.
  void place(Node part) {
    topBar.place(part);
  }

  /// Puts `bar` below the top bar.
  void placeBelow(Node bar) {
    head.getChildren().add(1, bar);
  }

  /// Puts what the checkers of a simulated run have found over the room.
  void openVerdict(Checked checked) {
    VerdictList list =
        new VerdictList(
            checked,
            desk,
            moment -> {
              overlay.close();
              feed.rewindTo(moment);
            });
    overlay.open(list, true);
    list.opened();
  }

  /// Has the search palette offer more.
  void offer(Supplier<List<Action>> more) {
    offers.add(more);
  }

  /// Whether nobody looks: nothing is drawn, and what the gateway says is only recorded.
  void rest(boolean isResting) {
    resting.set(isResting);
  }

  /// Brings the room called `title` on screen; an unknown title changes nothing.
  public void goTo(String title) {
    rooms.stream().filter(room -> room.title().equals(title)).findFirst().ifPresent(this::enter);
  }

  /// Says that something broke, and goes on.
  public void tellProblem(String text) {
    banner.say(text);
  }

  /// Changes between light and dark and remembers it.
  void switchTheme() {
    Theme next = Themes.current().opposite();
    Themes.use(next);
    settings.keepTheme(next);
  }

  /// Leaves the page of the first run.
  void skipWelcome() {
    isWelcomeOver = true;
    place();
  }

  private void assemble() {
    BorderPane frame = new BorderPane();
    frame.getStyleClass().add("console");
    frame.setLeft(rail);
    BorderPane right = new BorderPane(stage);
    head.getChildren().addAll(topBar, still, alarms.banner(), banner);
    topBar.placeAlarms(alarms.badge());
    right.setTop(head);
    right.setBottom(new VBox(axis, statusLine));
    frame.setCenter(right);
    stage.setMinSize(0, 0);
    StackPane.setAlignment(toasts, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(toasts, new Insets(0, 20, 40, 0));
    root.getStyleClass().add("console");
    root.getChildren().addAll(frame, toasts);
    root.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    root.addEventHandler(
        KeyEvent.KEY_TYPED,
        event -> {
          if ("?".equals(event.getCharacter()) && !overlay.isOpen()) {
            overlay.open(help, false);
            event.consume();
          }
        });
  }

  /// Makes the keys of `scene` those of this frame.
  void listen(Scene scene) {
    scene
        .getAccelerators()
        .put(new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN), this::openPalette);
    scene
        .getAccelerators()
        .put(new KeyCodeCombination(KeyCode.A, KeyCombination.ALT_DOWN), this::openAlarms);
    for (int number = 1; number <= Math.min(9, rooms.size()); number++) {
      Room room = rooms.get(number - 1);
      scene
          .getAccelerators()
          .put(
              new KeyCodeCombination(KeyCode.valueOf("DIGIT" + number), KeyCombination.ALT_DOWN),
              () -> enter(room));
    }
  }

  private void onKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && overlay.isOpen()) {
      overlay.close();
      event.consume();
    } else if (!overlay.isOpen()
        && !(event.getTarget() instanceof TextInputControl)
        && AxisKeys.moves(feed, event)) {
      event.consume();
    }
  }

  private void visit(String title, Optional<Selection> selection) {
    goTo(title);
    current
        .filter(room -> room.title().equals(title))
        .ifPresent(room -> selection.ifPresent(room::open));
  }

  private void enter(Room room) {
    if (current.isPresent() && current.get().equals(room)) {
      return;
    }
    current.ifPresent(Room::onHidden);
    current = Optional.of(room);
    rail.select(room.title());
    topBar.name(room.title());
    settings.keepRoom(room.title());
    place();
    room.onShown();
    room.show(feed.shown());
  }

  private void show(Snapshot snapshot) {
    if (!isWelcomeOver && snapshot.headline().requestsTotal() > 0) {
      isWelcomeOver = true;
      place();
    }
    alarms.show(snapshot);
    current.ifPresent(room -> room.show(snapshot));
  }

  /// Puts the right page on the stage: the first room gives way to the welcome while there is
  /// nothing to see.
  private void place() {
    boolean isFirst = current.isPresent() && current.get().equals(rooms.getFirst());
    boolean isQuiet = feed.shown().headline().requestsTotal() == 0;
    if (isFirst && isQuiet && !isWelcomeOver) {
      stage.getChildren().setAll(welcome());
    } else {
      current.ifPresent(room -> stage.getChildren().setAll(room.node()));
    }
  }

  private Node welcome() {
    return new Welcome(
        gateway.description(),
        desk.isReadOnly(),
        desk::copy,
        new Welcome.Doings() {
          @Override
          public void startTraffic() {
            DemoTraffic.start(desk);
          }

          @Override
          public void sendOne() {
            goTo("Traffic");
          }

          @Override
          public void skip() {
            skipWelcome();
          }
        });
  }

  private void beat() {
    topBar.beat();
    axis.beat();
    still.beat();
    alarms.show(feed.shown());
    boolean isStale = statusLine.beat(nowNanos(), gateway.playback());
    stage.setOpacity(isStale ? 0.55 : 1);
  }

  private long nowNanos() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  private List<Action> actions() {
    List<Action> all = new ArrayList<>();
    int number = 1;
    for (Room room : rooms) {
      String keys = number <= 9 ? "Alt+" + number : "";
      number++;
      all.add(new Action("Go to " + room.title(), keys, room.icon(), () -> enter(room)));
    }
    rooms.forEach(room -> all.addAll(room.actions()));
    all.addAll(
        new FrameActions(desk, this::switchTheme, () -> overlay.open(help, false), this::openAlarms)
            .list());
    offers.forEach(offer -> all.addAll(offer.get()));
    return all;
  }

  private void openPalette() {
    if (!overlay.isOpen()) {
      overlay.open(palette, true);
      palette.open();
    }
  }

  private void openAlarms() {
    overlay.open(alarms.list(), true);
    alarms.opened();
  }
}
