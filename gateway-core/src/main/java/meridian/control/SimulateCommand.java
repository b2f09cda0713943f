package meridian.control;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import meridian.atlas.Atlas;
import meridian.control.Gateways.CannotStart;
import meridian.control.config.GatewayConfig;
import meridian.live.time.SystemWorld;
import meridian.scenario.Scenario;
import meridian.scenario.TraceProblem;
import meridian.scenario.Traces;
import meridian.time.Pace;
import meridian.wire.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
  private static final int WRONG = 2;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandSpec command;

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

  @Option(names = "--json", description = "Print the result as one line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    if (scenario.equals("list")) {
      Scenarios.samples().forEach(each -> out.println(each.name() + "  " + each.title()));
      out.flush();
      return MET;
    }
    if (requests.isPresent() && requests.get() < 1) {
      return wrong(
          List.of(
              "--requests: expected 1 or more, found "
                  + requests.get()
                  + "; leave it out to play the whole scenario"));
    }
    SingleCarrier.use();
    try {
      return play(out);
    } catch (CannotStart cannot) {
      return wrong(cannot.problems());
    } catch (IllegalArgumentException cannot) {
      return wrong(List.of(String.valueOf(cannot.getMessage())));
    } catch (IOException unwritable) {
      return wrong(List.of(String.valueOf(unwritable.getMessage())));
    }
  }

  private int wrong(List<String> problems) {
    PrintWriter err = command.commandLine().getErr();
    problems.forEach(err::println);
    err.flush();
    return WRONG;
  }

  private int play(PrintWriter out) throws CannotStart, IOException {
    Atlas atlas = Atlas.load();
    Scenario whole = limited(Scenarios.load(scenario, List.of(), atlas));
    Staged staged = Staged.of(whole, pattern, sets, atlas);
    Scenario played = staged.scenario();
    GatewayConfig config = staged.config();
    Traces traces = traces(played);
    try (SystemWorld outside = new SystemWorld();
        RunFiles files = RunFiles.open(trace, history);
        RunProgress progress =
            RunProgress.open(played, requests, outside, command.commandLine().getErr())) {
      long begun = outside.nanos();
      RunReport report =
          new Simulation(config, atlas, played, traces, seed, Pace.UNBOUND, files.and(progress))
              .run(requests.orElse(Long.MAX_VALUE));
      double wallSeconds = (outside.nanos() - begun) / 1e9;
      if (json) {
        out.println(JsonWriter.text(RunJson.of(report, config, wallSeconds)));
      } else {
        RunText.print(report, config, wallSeconds, out);
      }
      out.flush();
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
