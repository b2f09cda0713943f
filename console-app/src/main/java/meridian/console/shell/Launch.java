package meridian.console.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.application.Application;
import meridian.console.session.ConsoleArgs;
import meridian.console.session.GatewayStarter;
import meridian.console.session.SimulationStarter;
import meridian.control.Gateway;
import meridian.control.Gateways;
import meridian.control.Scenarios;
import meridian.scenario.Scenario;

/// Where the console starts.
///
/// JavaFX reads its platform once, before the first window, so a machine without a display is
/// recognised here and not in [ConsoleApp]. Only Linux can lack a display this way; a platform that
/// the caller chose with `-Dglass.platform` is kept.
///
/// Exit codes: 0 done, 1 failed, 2 the command line was wrong.
public final class Launch {
  /// How the console gets its gateway.
  static final GatewayStarter STARTER = args -> Gateways.start(args.config(), settings(args));

  /// How the console gets a gateway in virtual time.
  static final SimulationStarter SIMULATOR =
      new SimulationStarter() {
        @Override
        public List<Scenario> scenarios() {
          return Scenarios.samples();
        }

        @Override
        public Gateway open(Scenario scenario, long seed, double speed)
            throws Gateways.CannotStart {
          return Gateways.simulate(scenario, seed, speed, List.of());
        }
      };

  private static volatile int exitCode;

  /// Traffic for pictures stays out of the operator's books.
  private static List<String> settings(ConsoleArgs args) {
    List<String> settings = new ArrayList<>();
    if (args.screenshots().isPresent()) {
      settings.add("storage.kind=memory");
    }
    settings.addAll(args.settings());
    return settings;
  }

  private Launch() {}

  public static void main(String[] arguments) {
    try {
      if (ConsoleArgs.parse(List.of(arguments)).wantsHelp()) {
        System.out.print(ConsoleArgs.USAGE);
        return;
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(ConsoleArgs.USAGE);
      System.exit(2);
    }
    boolean chosen = System.getProperty("glass.platform") != null;
    if (!chosen && isWithoutDisplay(System.getProperty("os.name", ""), System.getenv())) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
      System.out.println(
          "No display found (DISPLAY and WAYLAND_DISPLAY are empty): the console runs headless.");
    }
    Application.launch(ConsoleApp.class, arguments);
    System.exit(exitCode);
  }

  /// Whether windows are only in memory.
  static boolean isHeadless() {
    return "Headless".equals(System.getProperty("glass.platform"));
  }

  /// What the process says when it ends.
  static void exitCode(int code) {
    exitCode = code;
  }

  /// Whether an operating system of this name, with this environment, offers no place for a window.
  static boolean isWithoutDisplay(String system, Map<String, String> environment) {
    return system.toLowerCase(Locale.ROOT).contains("linux")
        && environment.getOrDefault("DISPLAY", "").isBlank()
        && environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
  }
}
