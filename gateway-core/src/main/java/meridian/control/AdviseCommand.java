package meridian.control;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
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
import meridian.scenario.Traces;
import meridian.telemetry.CostFigures;
import meridian.telemetry.CostMeter;
import meridian.telemetry.Event;
import meridian.time.Pace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandOutput output;

  @Parameters(
      paramLabel = "SCENARIO",
      description = "A scenario file, or the name of a built-in one.")
  private String scenario = "";

  @Mixin private RunOptions run = new RunOptions();

  @Mixin private AssumptionOptions inputs = new AssumptionOptions();

  @Override
  public Integer call() {
    return output.play(this::advise);
  }

  private int advise() throws CannotStart {
    Assumptions assumptions = inputs.assumptions();
    Atlas atlas = Atlas.load();
    Staged staged = run.staged(scenario, atlas);
    Situation situation = Advising.situation(staged.config(), atlas);
    CostFigures figures = play(staged, atlas);
    EdgePrices prices = EdgePrices.published();
    CostReport report = CostReport.of(figures, situation.hasEdge(), prices);
    List<Advice> advice = new Advising(atlas).advise(figures, situation, assumptions);
    if (output.isJson()) {
      output.print(AdviceJson.of(staged, run.seed(), figures, report, advice));
    } else {
      PrintWriter out = output.out();
      out.println(
          String.format(
              Locale.ROOT,
              "%s on %s (pattern %s), seed %d · traffic and times are modelled%n",
              staged.scenario().name(),
              staged.config().name(),
              situation.pattern(),
              run.seed()));
      out.println(CostText.of(report, figures, prices));
      out.print(AdviceText.of(advice));
      out.flush();
    }
    return DONE;
  }

  private CostFigures play(Staged staged, Atlas atlas) throws CannotStart {
    Scenario played = staged.scenario();
    Traces traces = RunOptions.traces(scenario, played);
    CostWatch watch = new CostWatch(played.startNanos());
    try (SystemWorld outside = new SystemWorld();
        RunProgress progress = RunProgress.open(played, run.requests(), outside, output.err())) {
      new Simulation(
              staged.config(),
              atlas,
              played,
              traces,
              run.seed(),
              Pace.UNBOUND,
              Simulation.Spectator.all(List.of(watch, progress)))
          .run(run.most());
    }
    return watch.figures();
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
