package meridian.control;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import meridian.AnswerHead;
import meridian.atlas.Atlas;
import meridian.control.Gateway.Reaction;
import meridian.scenario.Planned;
import meridian.scenario.Workload;
import meridian.scenario.WorkloadPlan;
import meridian.simulated.Kernel;
import meridian.simulated.Viewer;
import meridian.time.Dice;
import meridian.wire.Headers;
import meridian.wire.ResponseHeaders;

/// The operator's own requests in a simulated world: traffic beside the scenario's, and single ones
/// sent by hand, all as the first tenant.
///
/// Guarded by the baton: its methods are called in tasks of the world.
final class SimulatedOperator {
  private final Kernel kernel;
  private final SimulatedWorld world;
  private final Atlas atlas;
  private final Dice dice;
  private final long endNanos;
  private Optional<WorkloadPlan> wanted = Optional.empty();
  private boolean isRunning;

  /// @param endNanos when the scenario's traffic ends, and with it the operator's
  SimulatedOperator(Kernel kernel, SimulatedWorld world, Atlas atlas, Dice dice, long endNanos) {
    this.endNanos = endNanos;
    this.kernel = kernel;
    this.world = world;
    this.atlas = atlas;
    this.dice = dice.fork("traffic");
  }

  /// Why `plan` cannot be played; empty when it can.
  Optional<Reaction.Rejected> obstacle(TrafficPlan plan) {
    for (Map.Entry<String, Double> share : plan.sharesByPlace().entrySet()) {
      if (share.getValue() > 0 && atlas.findPlace(share.getKey()).isEmpty()) {
        return Optional.of(
            new Reaction.Rejected(
                "expected codes of places such as SIN, found '" + share.getKey() + "'"));
      }
    }
    return Optional.empty();
  }

  /// Plays `plan` until [#stop] or the scenario's end, in the calling task.
  void run(TrafficPlan plan) {
    WorkloadPlan workload =
        new WorkloadPlan(
            plan.requestsPerSecond(),
            plan.sharesByPlace(),
            plan.repeatShare(),
            plan.streamShare(),
            plan.model(),
            WorkloadPlan.MODEST_PROMPT_TOKENS);
    wanted = Optional.of(workload);
    if (isRunning) {
      return;
    }
    isRunning = true;
    Workload played = new Workload(workload, dice, kernel.nanos());
    WorkloadPlan current = workload;
    while (wanted.isPresent()) {
      if (!wanted.get().equals(current)) {
        current = wanted.get();
        played.change(current, kernel.nanos());
      }
      Planned next = played.next().orElseThrow();
      if (next.atNanos() >= endNanos) {
        break;
      }
      kernel.sleepUntil(next.atNanos());
      kernel.start("operator's traffic", () -> world.population().send(next));
    }
    isRunning = false;
  }

  void stop() {
    wanted = Optional.empty();
  }

  /// Sends a trial in the calling task.
  void send(Trial trial, TrialListener listener) {
    long sentNanos = kernel.nanos();
    byte[] body = trial.body().getBytes(StandardCharsets.UTF_8);
    Planned planned = new Planned(sentNanos, trial.client(), 0, body, false);
    Optional<String> cacheControl =
        trial.cacheControl().isEmpty() ? Optional.empty() : Optional.of(trial.cacheControl());
    boolean isAnswered =
        world.population().send(planned, trial.pop(), cacheControl, new Passing(listener));
    if (isAnswered) {
      listener.done(kernel.nanos() - sentNanos);
    } else {
      listener.failed("the answer broke off");
    }
  }

  /// Passes an answer on as a client of HTTP would see it.
  private record Passing(TrialListener listener) implements Viewer {
    @Override
    public void head(int status, AnswerHead head) {
      Map<String, String> headers = new LinkedHashMap<>();
      Headers written = ResponseHeaders.of(head);
      for (int i = 0; i < written.size(); i++) {
        headers.put(written.name(i), written.value(i));
      }
      listener.head(status, headers);
    }

    @Override
    public void body(byte[] piece) {
      listener.body(new String(piece, StandardCharsets.UTF_8));
    }
  }
}
