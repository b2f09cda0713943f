package meridian.control;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import meridian.atlas.Atlas;
import meridian.control.Gateways.CannotStart;
import meridian.cost.Advice;
import meridian.cost.AdviceText;
import meridian.cost.Assumptions;
import meridian.cost.CostReport;
import meridian.cost.CostText;
import meridian.cost.EdgePrices;
import meridian.cost.Situation;
import meridian.live.time.SystemWorld;
import meridian.scenario.Scenario;
import meridian.scenario.TraceProblem;
import meridian.telemetry.CostFigures;
import meridian.telemetry.CostMeter;
import meridian.telemetry.Event;
import meridian.time.Pace;
import meridian.wire.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `meridian advise`: plays a scenario in virtual time and says what it cost and what that advises.
@Command(
    name = "advise",
    mixinStandardHelpOptions = true,
    description = {
      "Plays a scenario in virtual time, and says what it cost and what its traffic advises: which"
          + " pattern, where the origin should live, what TTL and write admission, build or buy;"
          + " each with its arithmetic. The same scenario, configuration and seed give the same"
          + " advice.",
      "Exit codes: 0 done, 2 scenario, configuration or an assumption is wrong."
    })
final class AdviseCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int WRONG = 2;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandSpec command;

  @Parameters(
      paramLabel = "SCENARIO",
      description = "A scenario file, or the name of a built-in one.")
  private String scenario = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all chance; ${DEFAULT-VALUE} unless given.")
  private long seed = 1;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "Send exactly this many requests, however long the scenario lasts.")
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

  @Mixin private AssumptionOptions inputs = new AssumptionOptions();

  @Option(names = "--json", description = "Print the result as one line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (requests.filter(count -> count < 1).isPresent()) {
      return wrong(List.of("--requests: expected 1 or more, found " + requests.get()));
    }
    SingleCarrier.use();
    try {
      advise(inputs.assumptions(), command.commandLine().getOut());
      return DONE;
    } catch (CannotStart cannot) {
      return wrong(cannot.problems());
    } catch (TraceProblem | IllegalArgumentException cannot) {
      return wrong(List.of(String.valueOf(cannot.getMessage())));
    }
  }

  private void advise(Assumptions assumptions, PrintWriter out) throws CannotStart, TraceProblem {
    Atlas atlas = Atlas.load();
    Scenario whole = Scenarios.load(scenario, List.of(), atlas);
    Scenario limited =
        duration
            .map(whole::lasting)
            .orElseGet(() -> requests.isPresent() ? whole.lasting(Scenario.LONGEST) : whole);
    Staged staged = Staged.of(limited, pattern, sets, atlas);
    Situation situation = Advising.situation(staged.config(), atlas);
    CostFigures figures = play(staged, atlas);
    EdgePrices prices = EdgePrices.published();
    CostReport report = CostReport.of(figures, situation.hasEdge(), prices);
    List<Advice> advice = new Advising(atlas).advise(figures, situation, assumptions);
    if (json) {
      out.println(JsonWriter.text(AdviceJson.of(staged, seed, figures, report, advice)));
    } else {
      out.println(
          String.format(
              Locale.ROOT,
              "%s on %s (pattern %s), seed %d · traffic and times are modelled%n",
              staged.scenario().name(),
              staged.config().name(),
              situation.pattern(),
              seed));
      out.println(CostText.of(report, figures, prices));
      out.print(AdviceText.of(advice));
    }
    out.flush();
  }

  private CostFigures play(Staged staged, Atlas atlas) throws TraceProblem {
    Path folder =
        Optional.ofNullable(Path.of(scenario).toAbsolutePath().getParent()).orElse(Path.of(""));
    CostWatch watch = new CostWatch(staged.scenario().startNanos());
    try (SystemWorld outside = new SystemWorld();
        RunProgress progress =
            RunProgress.open(
                staged.scenario(), requests, outside, command.commandLine().getErr())) {
      new Simulation(
              staged.config(),
              atlas,
              staged.scenario(),
              TraceFiles.read(staged.scenario(), folder),
              seed,
              Pace.UNBOUND,
              Simulation.Spectator.all(List.of(watch, progress)))
          .run(requests.orElse(Long.MAX_VALUE));
    }
    return watch.figures();
  }

  private int wrong(List<String> problems) {
    PrintWriter err = command.commandLine().getErr();
    problems.forEach(err::println);
    err.flush();
    return WRONG;
  }

  /// Counts a run up to its last request: what follows then is no traffic.
  private static final class CostWatch implements Simulation.Spectator {
    private final CostMeter meter;
    private long lastNanos;

    CostWatch(long startNanos) {
      this.meter = new CostMeter(startNanos);
      this.lastNanos = startNanos;
    }

    @Override
    public void accept(Event event) {
      meter.accept(event);
      if (event instanceof Event.RequestFinished) {
        lastNanos = Math.max(lastNanos, event.atNanos());
      }
    }

    CostFigures figures() {
      return meter.figures(lastNanos);
    }
  }
}
