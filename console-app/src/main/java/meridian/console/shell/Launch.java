package meridian.console.shell;

import java.util.Locale;
import java.util.Map;
import javafx.application.Application;

/// Where the console starts.
///
/// JavaFX reads its platform once, before the first window, so a machine without a display is
/// recognised here and not in [ConsoleApp]. Only Linux can lack a display this way; a platform that
/// the caller chose with `-Dglass.platform` is kept.
public final class Launch {
  private Launch() {}

  public static void main(String[] arguments) {
    boolean chosen = System.getProperty("glass.platform") != null;
    if (!chosen && isWithoutDisplay(System.getProperty("os.name", ""), System.getenv())) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
      System.out.println(
          "No display found (DISPLAY and WAYLAND_DISPLAY are empty): the console runs headless.");
    }
    Application.launch(ConsoleApp.class, arguments);
  }

  /// Whether an operating system of this name, with this environment, offers no place for a window.
  static boolean isWithoutDisplay(String system, Map<String, String> environment) {
    return system.toLowerCase(Locale.ROOT).contains("linux")
        && environment.getOrDefault("DISPLAY", "").isBlank()
        && environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
  }
}
