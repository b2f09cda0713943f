package meridian.control;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import meridian.Json;
import meridian.ProjectId;
import meridian.control.config.GatewayConfig;
import meridian.live.Secrets;
import meridian.live.keys.KeyFile;
import meridian.live.keys.KeyFileBroken;
import meridian.live.time.SystemWorld;
import meridian.wire.JsonWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What the `keys` commands have in common: a configuration that names a keys file, and how to
/// fail.
abstract class OnKeys implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int REFUSED = 2;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandSpec command;

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public final Integer call() {
    try {
      GatewayConfig config = options.config();
      run(config, new KeyFile(config.keys().file().orElseThrow(OnKeys::noFile)), out());
      out().flush();
      return DONE;
    } catch (KeyFileBroken | Refused e) {
      command.commandLine().getErr().println(String.valueOf(e.getMessage()));
      command.commandLine().getErr().flush();
      return REFUSED;
    }
  }

  abstract void run(GatewayConfig config, KeyFile file, PrintWriter out)
      throws KeyFileBroken, Refused;

  private static Refused noFile() {
    return new Refused(
        "keys: expected keys.file in the configuration, found none; add it, such as 'keys: {file:"
            + " keys.json}'");
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }

  /// Prints a whole key, the only time it is seen.
  void printOnce(Secrets.NewKey fresh, ProjectId owner, PrintWriter out) {
    if (json) {
      out.println(
          JsonWriter.text(
              Json.Obj.empty()
                  .with("key", fresh.text())
                  .with("id", fresh.kept().id().text())
                  .with("project", owner.name())));
    } else {
      out.println(fresh.text());
    }
  }

  boolean isJson() {
    return json;
  }

  static Instant now() {
    try (SystemWorld world = new SystemWorld(1)) {
      return world.instant().truncatedTo(ChronoUnit.SECONDS);
    }
  }
}
