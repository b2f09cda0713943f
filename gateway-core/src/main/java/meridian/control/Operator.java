package meridian.control;

import java.util.Map;
import java.util.Optional;
import meridian.control.Gateway.Reaction;
import meridian.live.traffic.TrafficGenerator;
import meridian.live.traffic.TrialRequest;
import meridian.live.traffic.TrialSender;
import meridian.live.traffic.TrialWatcher;
import meridian.scenario.WorkloadPlan;
import meridian.time.Dice;
import meridian.time.Tasks;
import meridian.time.WorldClock;

/// The operator's own requests: generated traffic, and single ones sent by hand.
///
/// They are real HTTP requests to the gateway's own ports, under a key that lives as long as this
/// process and is never shown. HTTP clients are made when first needed, in a task of their own:
/// loading trusted certificates takes a moment that no console should wait for.
final class Operator implements AutoCloseable {
  private final Gateway gateway;
  private final String apiKey;
  private final WorldClock clock;
  private final Tasks tasks;
  private final Dice dice;
  private volatile Optional<WorkloadPlan> wanted = Optional.empty();
  private Optional<TrafficGenerator> generator = Optional.empty();
  private Optional<TrialSender> sender = Optional.empty();

  Operator(Gateway gateway, String apiKey, WorldClock clock, Tasks tasks, Dice dice) {
    this.gateway = gateway;
    this.apiKey = apiKey;
    this.clock = clock;
    this.tasks = tasks;
    this.dice = dice.fork("traffic");
  }

  Reaction start(TrafficPlan plan) {
    Description description = gateway.description();
    if (!description.models().contains(plan.model())) {
      return new Reaction.Rejected(
          "expected one of the models %s, found '%s'"
              .formatted(description.models(), plan.model()));
    }
    Map<String, String> baseUrls = Describing.baseUrlByPlace(description);
    for (Map.Entry<String, Double> share : plan.sharesByPlace().entrySet()) {
      if (share.getValue() > 0 && !baseUrls.containsKey(share.getKey())) {
        return new Reaction.Rejected(
            "expected codes of places such as SIN, found '" + share.getKey() + "'");
      }
    }
    WorkloadPlan workload =
        new WorkloadPlan(
            plan.requestsPerSecond(),
            plan.sharesByPlace(),
            plan.repeatShare(),
            plan.streamShare(),
            plan.model(),
            WorkloadPlan.MODEST_PROMPT_TOKENS);
    wanted = Optional.of(workload);
    tasks.start("operator starts traffic", this::apply);
    return new Reaction.Taken(
        "traffic runs at " + plan.requestsPerSecond() + " requests per second");
  }

  Reaction stop() {
    wanted = Optional.empty();
    tasks.start("operator stops traffic", this::apply);
    return new Reaction.Taken("generated traffic is stopped");
  }

  /// Makes what runs what is wanted now, whichever of two commands got here first.
  private synchronized void apply() {
    Optional<WorkloadPlan> plan = wanted;
    if (plan.isEmpty()) {
      generator.ifPresent(TrafficGenerator::stop);
      return;
    }
    TrafficGenerator open =
        generator.orElseGet(() ->
            new TrafficGenerator(
                clock, dice, Describing.baseUrlByPlace(gateway.description()), apiKey));
    generator = Optional.of(open);
    open.run(plan.get());
  }

  void send(Trial trial, TrialListener listener) {
    Optional<Description.Site> site =
        gateway.description().pops().stream()
            .filter(pop -> pop.pop().equals(trial.pop()))
            .findFirst();
    if (site.isEmpty()) {
      listener.failed("expected a PoP of this gateway, found " + trial.pop());
      return;
    }
    TrialRequest request =
        new TrialRequest(site.get().baseUrl(), trial.client(), trial.body(), trial.cacheControl());
    tasks.start("operator sends a trial", () -> sender().send(request, new Passing(listener)));
  }

  private synchronized TrialSender sender() {
    TrialSender open = sender.orElseGet(() -> new TrialSender(apiKey));
    sender = Optional.of(open);
    return open;
  }

  /// Passes a trial's progress on to the console's listener.
  private record Passing(TrialListener listener) implements TrialWatcher {
    @Override
    public void head(int status, Map<String, String> headers) {
      listener.head(status, headers);
    }

    @Override
    public void body(String text) {
      listener.body(text);
    }

    @Override
    public void done(long totalNanos) {
      listener.done(totalNanos);
    }

    @Override
    public void failed(String reason) {
      listener.failed(reason);
    }
  }

  @Override
  public synchronized void close() {
    generator.ifPresent(TrafficGenerator::close);
    sender.ifPresent(TrialSender::close);
  }
}
