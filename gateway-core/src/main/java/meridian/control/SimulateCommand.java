package meridian.control;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import meridian.Json;
import meridian.atlas.Atlas;
import meridian.control.Gateways.CannotStart;
import meridian.control.config.GatewayConfig;
import meridian.live.time.SystemWorld;
import meridian.scenario.Scenario;
import meridian.scenario.TraceProblem;
import meridian.scenario.Traces;
import meridian.time.Pace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `meridian simulate`: plays a scenario in virtual time and says what came of it.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Plays a scenario in virtual time with the same gateway that serves, and prints what came of"
          + " it. The same scenario, configuration and seed give the same run on every machine.",
      "Exit codes: 0 every expectation is met and no checker found a violation, 1 otherwise, 2"
          + " scenario or configuration is wrong."
    })
final class SimulateCommand implements Callable<Integer> {
  private static final int MET = 0;
  private static final int UNMET = 1;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandOutput output;

  @Parameters(
      paramLabel = "SCENARIO",
      description = "A scenario file, or the name of a built-in one; 'list' shows those.")
  private String scenario = "";

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

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Write every finished request there, one JSON object for each line.")
  private Optional<Path> trace = Optional.empty();

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = {
        "Write what happened to the KV, the ledgers and revoked keys there, one JSON object for",
        "each line."
      })
  private Optional<Path> history = Optional.empty();

  @Override
  public Integer call() {
    if (scenario.equals("list")) {
      list();
      return MET;
    }
    return output.play(this::play);
  }

  private void list() {
    if (output.isJson()) {
      output.print(
          new Json.Arr(
              Scenarios.samples().stream()
                  .<Json>map(each ->
                      Json.Obj.of("name", new Json.Text(each.name())).with("title", each.title()))
                  .toList()));
    } else {
      PrintWriter out = output.out();
      Scenarios.samples().forEach(each -> out.println(each.name() + "  " + each.title()));
      out.flush();
    }
  }

  private int play() throws CannotStart, IOException {
    if (requests.isPresent() && requests.get() < 1) {
      throw new IllegalArgumentException(
          "--requests: expected 1 or more, found "
              + requests.get()
              + "; leave it out to play the whole scenario");
    }
    Atlas atlas = Atlas.load();
    Scenario whole = limited(Scenarios.load(scenario, List.of(), atlas));
    Staged staged = Staged.of(whole, pattern, sets, atlas);
    Scenario played = staged.scenario();
    GatewayConfig config = staged.config();
    Traces traces = traces(played);
    try (SystemWorld outside = new SystemWorld();
        RunFiles files = RunFiles.open(trace, history);
        RunProgress progress = RunProgress.open(played, requests, outside, output.err())) {
      long begun = outside.nanos();
      RunReport report =
          new Simulation(config, atlas, played, traces, seed, Pace.UNBOUND, files.and(progress))
              .run(requests.orElse(Long.MAX_VALUE));
      double wallSeconds = (outside.nanos() - begun) / 1e9;
      if (output.isJson()) {
        output.print(RunJson.of(report, config, wallSeconds));
      } else {
        RunText.print(report, config, wallSeconds, output.out());
        output.out().flush();
      }
      return report.isPassed() ? MET : UNMET;
    }
  }

  /// What the scenario replays, from beside its file.
  private Traces traces(Scenario played) throws CannotStart {
    Path folder =
        Optional.ofNullable(Path.of(scenario).toAbsolutePath().getParent()).orElse(Path.of(""));
    try {
      return TraceFiles.read(played, folder);
    } catch (TraceProblem unreadable) {
      throw new CannotStart(List.of(String.valueOf(unreadable.getMessage())));
    }
  }

  private Scenario limited(Scenario whole) {
    if (duration.isPresent()) {
      return whole.lasting(duration.get());
    }
    return requests.isPresent() ? whole.lasting(Scenario.LONGEST) : whole;
  }
}
