package meridian.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.atlas.Atlas;
import meridian.control.config.ConfigReader;
import meridian.control.config.ConfigSource;
import meridian.control.config.GatewayConfig;
import meridian.control.config.ServingPattern;
import meridian.live.files.OwnerOnly;
import meridian.live.sql.CannotOpen;
import meridian.scenario.Scenario;
import meridian.scenario.Setup;

/// Starts gateways: the one door for command line and console.
public final class Gateways {
  private static final String OTHER_REGIONS = "replication.regions=";

  /// The standby of `standby.yaml`, and one for an origin that is there itself.
  private static final List<String> STANDBY = List.of("ap-southeast-1", "ap-south-1");

  /// Those beside Mumbai in `active-active.yaml`.
  private static final List<String> ACTIVE = List.of("us-east-1", "eu-central-1");

  private static final String SAMPLE = "prism-mumbai.yaml";

  private Gateways() {}

  /// Starts the gateway that a configuration file describes, in this process, and watches the file.
  ///
  /// @param file path of the YAML file; the built-in sample when absent, which keeps its files in
  ///   `.meridian` in the user's home
  /// @param sets overrides, `path.to.field=value` each, in order
  /// @throws CannotStart when the configuration is wrong or a port is taken; each problem says what
  ///   was expected, what was found and what to do
  public static Gateway start(Optional<Path> file, List<String> sets) throws CannotStart {
    if (file.isPresent()) {
      return start(new ConfigSource(file.get(), sets));
    }
    Atlas atlas = Atlas.load();
    Path place = Path.of(System.getProperty("user.home"), ".meridian", SAMPLE);
    GatewayConfig config = sound(new ConfigReader(atlas).read(place, sample(SAMPLE), sets));
    makeFolderOf(place);
    return start(config, atlas);
  }

  /// Keys are written there also when nothing else is.
  private static void makeFolderOf(Path place) throws CannotStart {
    Path folder = Optional.ofNullable(place.getParent()).orElse(place);
    try {
      OwnerOnly.folder(folder);
    } catch (IOException cannot) {
      throw new CannotStart(
          List.of(
              "%s: expected a folder that can be made, found %s; check its permissions, or name a"
                      .formatted(folder, cannot)
                  + " configuration with --config"));
    }
  }

  /// Starts the gateway that `source` describes, lets in the keys of its keys file, and watches
  /// both.
  static EmbeddedGateway start(ConfigSource source) throws CannotStart {
    Atlas atlas = Atlas.load();
    ConfigReader reader = new ConfigReader(atlas);
    EmbeddedGateway gateway = start(sound(source.read(reader)), atlas);
    gateway.watch(source, reader);
    return gateway;
  }

  /// Begins to play `scenario` in virtual time, in this process, on the configuration that it
  /// names.
  ///
  /// @param seed of all chance: the same seed, the same run
  /// @param speed virtual seconds for each real one: 0 paused, [Double#POSITIVE_INFINITY] as fast
  ///   as the machine can
  /// @param sets overrides of the configuration beside the scenario's own
  /// @throws CannotStart when the configuration is wrong or cannot be simulated
  public static Gateway simulate(Scenario scenario, long seed, double speed, List<String> sets)
      throws CannotStart {
    Atlas atlas = Atlas.load();
    try {
      Staged staged = Staged.of(scenario, Optional.empty(), sets, atlas);
      return SimulatedGateway.start(staged.config(), atlas, staged.scenario(), seed, speed);
    } catch (IllegalArgumentException cannot) {
      throw new CannotStart(List.of(String.valueOf(cannot.getMessage())));
    }
  }

  /// The built-in configuration that a scenario names, with its overrides and then `sets`.
  static GatewayConfig configOf(Setup setup, List<String> sets, Atlas atlas) throws CannotStart {
    List<String> all = new ArrayList<>(setup.sets());
    all.addAll(sets);
    String file = setup.config() + ".yaml";
    return sound(new ConfigReader(atlas).read(Path.of(file), sample(file), all));
  }

  /// The overrides that deploy a setup by another pattern. Pattern 1 has no points of presence but
  /// the origin's own place, whatever the configuration lists. Other regions stay as they are when
  /// the pattern can use them; otherwise they are those of the samples of that pattern, or none.
  ///
  /// @param pattern its label, such as `2.5`
  /// @param sets the user's own overrides; other regions that they name are not touched
  static List<String> patternSets(Setup setup, String pattern, List<String> sets, Atlas atlas)
      throws CannotStart {
    List<String> labels = ServingPattern.labels();
    if (!labels.contains(pattern)) {
      throw new CannotStart(
          List.of("pattern: expected one of " + labels + ", found '" + pattern + "'"));
    }
    List<String> all = new ArrayList<>(List.of("pattern=" + pattern));
    if (sets.stream().anyMatch(set -> set.startsWith(OTHER_REGIONS))) {
      return all;
    }
    GatewayConfig before = configOf(setup, sets, atlas);
    if (pattern.equals("1")) {
      all.add("pops=[" + before.origin().region().place() + "]");
    }
    int others = before.replication().regions().size();
    String origin = before.origin().region().name();
    switch (pattern) {
      case "2.5" -> {
        if (others != 1) {
          all.add(regions(STANDBY, origin, 1));
        }
      }
      case "3" -> {
        if (others == 0) {
          all.add(regions(ACTIVE, origin, ACTIVE.size()));
        }
      }
      default -> {
        if (others > 0) {
          all.add(OTHER_REGIONS + "[]");
        }
      }
    }
    return all;
  }

  private static String regions(List<String> candidates, String origin, int most) {
    return OTHER_REGIONS
        + candidates.stream().filter(region -> !region.equals(origin)).limit(most).toList();
  }

  private static GatewayConfig sound(ConfigReader.Result read) throws CannotStart {
    return switch (read) {
      case ConfigReader.Result.Invalid invalid -> throw new CannotStart(invalid.problems());
      case ConfigReader.Result.Valid valid -> valid.config();
    };
  }

  private static EmbeddedGateway start(GatewayConfig config, Atlas atlas) throws CannotStart {
    try {
      return EmbeddedGateway.start(config, atlas);
    } catch (CannotOpen storage) {
      throw new CannotStart(List.of(String.valueOf(storage.getMessage())));
    } catch (IOException port) {
      throw new CannotStart(
          List.of(
              port.getMessage()
                  + "; ports are listen.port, listen.popPorts and management.port, such as --set"
                  + " listen.port=8081, or 0 for any free one"));
    } catch (IllegalArgumentException cannot) {
      throw new CannotStart(List.of(String.valueOf(cannot.getMessage())));
    }
  }

  /// The text of a sample that is part of the program, such as `prism-mumbai.yaml`.
  private static String sample(String file) throws CannotStart {
    try (InputStream in = Gateways.class.getResourceAsStream("/meridian/samples/" + file)) {
      if (in == null) {
        throw new CannotStart(
            List.of(
                "configuration of a scenario: expected the name of a sample configuration such as"
                    + " prism-mumbai, found '"
                    + file
                    + "'"));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
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
