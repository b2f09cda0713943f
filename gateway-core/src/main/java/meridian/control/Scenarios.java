package meridian.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meridian.atlas.Atlas;
import meridian.control.Gateways.CannotStart;
import meridian.control.config.ConfigSource;
import meridian.control.config.ScenarioReader;
import meridian.scenario.Scenario;

/// Scenarios by file, or by the name of one that is part of the program.
public final class Scenarios {
  /// The scenarios of the program, in the order that a list shows them.
  static final List<String> NAMES =
      List.of(
          "calm-day",
          "link-cut",
          "kv-lag-spike",
          "revocation-under-lag",
          "revocation-in-session",
          "provider-region-out",
          "origin-loss",
          "origin-loss-single-region",
          "standby-promotion",
          "naive-quota",
          "flash-crowd",
          "cold-morning",
          "fingerprint-skew",
          "campaign-base",
          "benchmark");

  private Scenarios() {}

  /// Every scenario that is part of the program.
  public static List<Scenario> samples() {
    Atlas atlas = Atlas.load();
    List<Scenario> all = new ArrayList<>();
    for (String name : NAMES) {
      try {
        all.add(sample(name, List.of(), atlas));
      } catch (CannotStart broken) {
        throw new IllegalStateException("the program was built with a broken scenario", broken);
      }
    }
    return List.copyOf(all);
  }

  /// The scenario called `nameOrFile`: one of the program, or else the file of that path.
  ///
  /// @param sets fields that differ, `path.to.field=value` each
  static Scenario load(String nameOrFile, List<String> sets, Atlas atlas) throws CannotStart {
    if (NAMES.contains(nameOrFile)) {
      return sample(nameOrFile, sets, atlas);
    }
    Path file = Path.of(nameOrFile);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(ConfigSource.MAX_BYTES + 1);
      if (content.length > ConfigSource.MAX_BYTES) {
        throw new CannotStart(
            List.of(
                nameOrFile
                    + ": expected at most "
                    + ConfigSource.MAX_BYTES
                    + " bytes, found more; is this the right file?"));
      }
      return sound(file, new String(content, StandardCharsets.UTF_8), sets, atlas);
    } catch (IOException unreadable) {
      throw new CannotStart(
          List.of(
              nameOrFile
                  + ": expected a readable scenario file or one of "
                  + String.join(", ", NAMES)
                  + "; found neither"));
    }
  }

  private static Scenario sample(String name, List<String> sets, Atlas atlas) throws CannotStart {
    String resource = "/meridian/samples/scenarios/" + name + ".yaml";
    try (InputStream in = Scenarios.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + resource);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return sound(Path.of(name + ".yaml"), text, sets, atlas);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Scenario sound(Path file, String text, List<String> sets, Atlas atlas)
      throws CannotStart {
    return switch (new ScenarioReader(atlas).read(file, text, sets)) {
      case ScenarioReader.Result.Valid valid -> valid.scenario();
      case ScenarioReader.Result.Invalid invalid -> throw new CannotStart(invalid.problems());
    };
  }
}
