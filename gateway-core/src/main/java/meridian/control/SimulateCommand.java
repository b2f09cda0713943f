package meridian.control;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import meridian.Json;
import meridian.atlas.Atlas;
import meridian.control.Gateways.CannotStart;
import meridian.control.config.GatewayConfig;
import meridian.live.time.SystemWorld;
import meridian.scenario.Scenario;
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

  @Mixin private RunOptions run = new RunOptions();

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
    Atlas atlas = Atlas.load();
    Staged staged = run.staged(scenario, atlas);
    Scenario played = staged.scenario();
    GatewayConfig config = staged.config();
    Traces traces = RunOptions.traces(scenario, played);
    try (SystemWorld outside = new SystemWorld();
        RunFiles files = RunFiles.open(trace, history);
        RunProgress progress = RunProgress.open(played, run.requests(), outside, output.err())) {
      long begun = outside.nanos();
      RunReport report =
          new Simulation(
                  config, atlas, played, traces, run.seed(), Pace.UNBOUND, files.and(progress))
              .run(run.most());
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
}
