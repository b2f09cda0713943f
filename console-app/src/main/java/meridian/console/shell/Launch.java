package meridian.console.shell;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
    if (System.getProperty("glass.platform") == null) {
      obstacle(System.getProperty("os.name", ""), System.getenv(), Launch::hasGtk)
          .ifPresent(Launch::runHeadless);
    }
    Application.launch(ConsoleApp.class, arguments);
    System.exit(exitCode);
  }

  private static void runHeadless(String obstacle) {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.out.println(obstacle + ": the console runs headless.");
  }

  /// Windows on Linux are GTK's. Looked up as JavaFX is about to, and kept.
  @SuppressWarnings("restricted") // loads GTK
  private static boolean hasGtk() {
    try {
      SymbolLookup.libraryLookup("libgtk-3.so.0", Arena.global());
      return true;
    } catch (IllegalArgumentException missing) {
      return false;
    }
  }

  /// Whether windows are only in memory.
  static boolean isHeadless() {
    return "Headless".equals(System.getProperty("glass.platform"));
  }

  /// What the process says when it ends.
  static void exitCode(int code) {
    exitCode = code;
  }

  /// Why an operating system of this name, with this environment, can show no window; empty when it
  /// can.
  static Optional<String> obstacle(
      String system, Map<String, String> environment, BooleanSupplier hasGtk) {
    if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.empty();
    }
    if (environment.getOrDefault("DISPLAY", "").isBlank()
        && environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank()) {
      return Optional.of("No display found (DISPLAY and WAYLAND_DISPLAY are empty)");
    }
    return hasGtk.getAsBoolean()
        ? Optional.empty()
        : Optional.of("A display but no GTK 3 to draw on it (Debian: apt-get install libgtk-3-0)");
  }
}
