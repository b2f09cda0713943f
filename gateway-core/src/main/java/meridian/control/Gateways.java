package meridian.control;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import meridian.atlas.Atlas;
import meridian.control.config.ConfigReader;
import meridian.control.config.ConfigSource;
import meridian.control.config.GatewayConfig;

/// Starts gateways: the one door for command line and console.
public final class Gateways {
  private Gateways() {}

  /// Starts the gateway that a configuration file describes, in this process, and keeps watching
  /// the file.
  ///
  /// @param file path of the YAML file
  /// @param sets overrides, `path.to.field=value` each
  /// @throws CannotStart when the configuration is wrong or a port is taken; each problem says what
  ///   was expected, what was found and what to do
  public static Gateway start(String file, List<String> sets) throws CannotStart {
    return start(new ConfigSource(java.nio.file.Path.of(file), sets));
  }

  /// Starts the gateway that `source` describes and keeps watching it.
  static EmbeddedGateway start(ConfigSource source) throws CannotStart {
    Atlas atlas = Atlas.load();
    return switch (source.read(new ConfigReader(atlas))) {
      case ConfigReader.Result.Invalid invalid -> throw new CannotStart(invalid.problems());
      case ConfigReader.Result.Valid valid -> start(valid.config(), Optional.of(source), atlas);
    };
  }

  /// Starts the gateway of a configuration that is checked already.
  static EmbeddedGateway start(GatewayConfig config, Optional<ConfigSource> source, Atlas atlas)
      throws CannotStart {
    try {
      return EmbeddedGateway.start(config, atlas);
    } catch (IOException portTaken) {
      throw new CannotStart(List.of(String.valueOf(portTaken.getMessage())));
    }
  }

  /// A gateway could not be started.
  public static final class CannotStart extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    CannotStart(List<String> problems) {
      super(String.join("\n", problems));
      this.problems = List.copyOf(problems);
    }

    /// One line for each problem.
    public List<String> problems() {
      return problems;
    }
  }
}
