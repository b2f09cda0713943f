package meridian.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import meridian.scenario.Fault;
import meridian.scenario.Incident;
import meridian.scenario.OperatorAction;
import meridian.scenario.Scenario;
import meridian.scenario.Step;
import meridian.time.WorldClock;

/// What a scenario does to a gateway besides its traffic, in order of time: faults end and begin,
/// the operator acts; at one moment in this order, each kind as the scenario names them.
///
/// Occupies the task that runs it until all is done, or until it is told to stop.
final class Script implements Runnable {
  private static final int ENDS = 0;
  private static final int BEGINS = 1;
  private static final int ACTS = 2;

  private final List<Cue> cues = new ArrayList<>();
  private final long startNanos;
  private final WorldClock clock;

  /// Does what the script says.
  interface Actor {
    /// Begins a fault.
    void begin(Fault fault);

    /// Ends a fault that was begun.
    void end(Fault fault);

    /// Does what the operator does.
    void act(OperatorAction action);
  }

  Script(Scenario scenario, WorldClock clock, Actor actor) {
    this.startNanos = scenario.startNanos();
    this.clock = clock;
    for (Incident incident : scenario.incidents()) {
      cues.add(new Cue(incident.at(), BEGINS, () -> actor.begin(incident.fault())));
      if (!incident.fault().isMomentary()) {
        cues.add(new Cue(incident.end(), ENDS, () -> actor.end(incident.fault())));
      }
    }
    for (Step step : scenario.steps()) {
      cues.add(new Cue(step.at(), ACTS, () -> actor.act(step.action())));
    }
    cues.sort(Comparator.comparing(Cue::at).thenComparingInt(Cue::rank));
  }

  /// One thing to do.
  private record Cue(Duration at, int rank, Runnable what) {}

  @Override
  public void run() {
    for (Cue cue : cues) {
      clock.sleepUntil(startNanos + cue.at().toNanos());
      cue.what().run();
    }
  }
}
