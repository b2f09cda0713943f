package meridian.control;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meridian.atlas.Atlas;
import meridian.control.Gateways.CannotStart;
import meridian.scenario.Scenario;
import meridian.scenario.TraceProblem;
import meridian.scenario.Traces;
import picocli.CommandLine.Option;

/// What to play once, and how much of it: the options of commands that play one scenario.
final class RunOptions {
  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all chance; ${DEFAULT-VALUE} unless given.")
  private long seed = 1;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = {
        "Send exactly this many requests, however long the scenario lasts; what goes wrong in it",
        "still happens at its time."
      })
  private Optional<Long> requests = Optional.empty();

  @Option(
      names = "--duration",
      paramLabel = "D",
      converter = DurationArgument.class,
      description = "End the traffic after this time of the scenario: 90s, 30m, 24h, 7d.")
  private Optional<Duration> duration = Optional.empty();

  @Option(
      names = "--pattern",
      paramLabel = "P",
      description = "Deploy the gateway by another pattern: 1, 2, 2.5 or 3.")
  private Optional<String> pattern = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Override a field of the gateway's configuration, as for 'serve'.")
  private List<String> sets = List.of();

  long seed() {
    return seed;
  }

  /// How many requests are wanted; empty leaves it to the scenario.
  Optional<Long> requests() {
    return requests;
  }

  /// How many requests there may be.
  long most() {
    return requests.orElse(Long.MAX_VALUE);
  }

  /// The scenario in a file or of a built-in name, as long as is wanted, on its configuration.
  ///
  /// @throws CannotStart when one of them is wrong
  /// @throws IllegalArgumentException when no request is wanted
  Staged staged(String scenario, Atlas atlas) throws CannotStart {
    if (requests.isPresent() && requests.get() < 1) {
      throw new IllegalArgumentException(
          "--requests: expected 1 or more, found "
              + requests.get()
              + "; leave it out to play the whole scenario");
    }
    Scenario whole = Scenarios.load(scenario, List.of(), atlas);
    Scenario limited =
        duration
            .map(whole::lasting)
            .orElseGet(() -> requests.isPresent() ? whole.lasting(Scenario.LONGEST) : whole);
    return Staged.of(limited, pattern, sets, atlas);
  }

  /// What `played` replays, from beside the file of `scenario`.
  ///
  /// @throws CannotStart when a trace cannot be read
  static Traces traces(String scenario, Scenario played) throws CannotStart {
    Path folder =
        Optional.ofNullable(Path.of(scenario).toAbsolutePath().getParent()).orElse(Path.of(""));
    try {
      return TraceFiles.read(played, folder);
    } catch (TraceProblem unreadable) {
      throw new CannotStart(List.of(String.valueOf(unreadable.getMessage())));
    }
  }
}
