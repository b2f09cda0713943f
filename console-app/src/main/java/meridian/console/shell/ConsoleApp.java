package meridian.console.shell;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.util.Duration;
import meridian.console.feed.Feed;
import meridian.console.session.ConsoleArgs;
import meridian.console.session.Desk;
import meridian.console.session.GatewayStarter;
import meridian.console.session.MemorySettings;
import meridian.console.session.Room;
import meridian.console.session.Settings;
import meridian.console.session.Settings.WindowSize;
import meridian.console.session.StoredSettings;
import meridian.console.theme.Theme;
import meridian.console.theme.Themes;
import meridian.control.Gateway;

/// The console's window, from start to close: it starts the gateway beside the toolkit thread,
/// shows it, and closes it at the end.
public final class ConsoleApp extends Application {
  private static final System.Logger LOG = System.getLogger(ConsoleApp.class.getName());
  private static final WindowSize FIRST_SIZE = new WindowSize(1440, 900);

  /// A headless window may not be larger.
  private static final WindowSize HEADLESS_SIZE = new WindowSize(960, 640);

  private static final Duration WARM_UP = Duration.seconds(14);

  private final GatewayStarter starter;
  private final Settings settings;
  private final Function<Desk, List<Room>> furnish;
  private final StartPage page = new StartPage();
  private Optional<Gateway> gateway = Optional.empty();
  private Optional<Shell> shell = Optional.empty();
  private Optional<Worlds> worlds = Optional.empty();

  /// JavaFX creates the application itself.
  public ConsoleApp() {
    this(Launch.STARTER, StoredSettings.ofUser(), Rooms::all);
  }

  /// An application of other parts, for tests.
  ConsoleApp(GatewayStarter starter, Settings settings, Function<Desk, List<Room>> furnish) {
    this.starter = starter;
    this.settings = settings;
    this.furnish = furnish;
  }

  @Override
  public void start(Stage stage) {
    open(stage, ConsoleArgs.parse(getParameters().getRaw()));
  }

  /// Opens the window and starts the gateway.
  void open(Stage stage, ConsoleArgs args) {
    Themes.use(args.theme().or(settings::theme).orElse(Theme.DARK));
    Thread.currentThread().setUncaughtExceptionHandler((_, problem) -> tellProblem(problem));
    if (args.screenshots().isPresent()) {
      Platform.setImplicitExit(false);
    } else {
      showWindow(stage);
    }
    startGateway(stage, args);
  }

  @Override
  public void stop() {
    worlds.ifPresent(Worlds::close);
    shell.ifPresent(Shell::stop);
    gateway.ifPresent(Gateway::close);
  }

  private void showWindow(Stage stage) {
    WindowSize size =
        Launch.isHeadless() ? HEADLESS_SIZE : settings.windowSize().orElse(FIRST_SIZE);
    stage.setTitle("Meridian");
    stage.setMinWidth(900);
    stage.setMinHeight(560);
    stage.setScene(new Scene(page, size.width(), size.height()));
    stage.setOnHidden(_ -> {
      if (!Launch.isHeadless()) {
        settings.keepWindowSize(
            new WindowSize(stage.getScene().getWidth(), stage.getScene().getHeight()));
      }
    });
    stage.show();
  }

  private void startGateway(Stage stage, ConsoleArgs args) {
    page.starting();
    Thread.ofPlatform()
        .name("console-start")
        .daemon()
        .start(() -> {
          try {
            Gateway started = starter.start(args);
            Feed.later(() -> show(stage, args, started));
          } catch (Exception e) {
            Feed.later(() -> tellFailure(stage, args, e));
          }
        });
  }

  private void show(Stage stage, ConsoleArgs args, Gateway started) {
    gateway = Optional.of(started);
    // Taking pictures visits every room in both themes: that is nobody's choice to remember.
    Settings kept = args.screenshots().isPresent() ? new MemorySettings() : settings;
    Shell fresh =
        new Shell(started, args.isReadOnly(), kept, Clock.system(ZoneId.systemDefault()), furnish);
    shell = Optional.of(fresh);
    System.out.println(
        "Meridian serves at "
            + started.description().frontDoor()
            + " ("
            + started.description()
            + ")");
    if (args.screenshots().isPresent()) {
      new Screenshots(fresh, args.screenshots().get(), WARM_UP).run(this::leave);
      return;
    }
    Scene scene = stage.getScene();
    scene.setRoot(fresh.root());
    fresh.start(scene);
    // Without a display nobody looks: the gateway serves, and nothing is drawn.
    worlds = Optional.of(new Worlds(scene, fresh, Launch.SIMULATOR, kept, furnish));
    if (Launch.isHeadless()) {
      fresh.rest(true);
    } else {
      stage
          .iconifiedProperty()
          .addListener((_, _, isSmall) -> worlds.ifPresent(all -> all.rest(isSmall)));
    }
  }

  private void tellFailure(Stage stage, ConsoleArgs args, Exception problem) {
    String reason = Optional.ofNullable(problem.getMessage()).orElse(problem.toString());
    System.err.println("The gateway did not start: " + reason);
    LOG.log(Level.DEBUG, "The gateway did not start", problem);
    if (Launch.isHeadless() || args.screenshots().isPresent()) {
      Launch.exitCode(1);
      Platform.exit();
      return;
    }
    page.failed(reason, () -> startGateway(stage, args), Platform::exit);
  }

  /// Ends the process: with code 0, or with 1 and why.
  private void leave(Optional<String> problem) {
    problem.ifPresent(System.err::println);
    Launch.exitCode(problem.isPresent() ? 1 : 0);
    Platform.exit();
  }

  private void tellProblem(Throwable problem) {
    LOG.log(Level.ERROR, "Something broke in the console", problem);
    shell.ifPresent(open ->
        open.tellProblem(
            "Something broke in the console and was logged; the gateway serves on: " + problem));
  }
}
