package meridian.control;

import java.nio.file.Path;
import java.util.List;
import meridian.atlas.Atlas;
import meridian.control.config.ConfigReader;
import meridian.control.config.ConfigSource;
import meridian.control.config.GatewayConfig;
import picocli.CommandLine.Option;

/// The options of every command that needs a configuration.
final class ConfigOptions {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration, such as sample-configs/prism-mumbai.yaml.")
  private Path file = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = {
        "Override a field: --set edge.burst=10, --set pops=[BOM,SIN],",
        "--set providers[0].baseUrl=http://127.0.0.1:9000/v1. 'meridian config explain' lists them."
      })
  private List<String> sets = List.of();

  ConfigSource source() {
    return new ConfigSource(file, sets);
  }

  /// What it says.
  ///
  /// @throws Refused with every problem of it
  GatewayConfig config() throws Refused {
    return switch (source().read(new ConfigReader(Atlas.load()))) {
      case ConfigReader.Result.Invalid invalid ->
          throw new Refused(String.join("\n", invalid.problems()));
      case ConfigReader.Result.Valid valid -> valid.config();
    };
  }
}
