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
import meridian.time.WorldClock;

/// The operator's own requests: generated traffic, and single ones sent by hand.
///
/// They are real HTTP requests to the gateway's own ports, under a key that lives as long as this
/// process and is never shown.
final class Operator implements AutoCloseable {
  private final Gateway gateway;
  private final String apiKey;
  private final WorldClock clock;
  private final Dice dice;
  private Optional<TrafficGenerator> generator = Optional.empty();
  private Optional<TrialSender> sender = Optional.empty();

  Operator(Gateway gateway, String apiKey, WorldClock clock, Dice dice) {
    this.gateway = gateway;
    this.apiKey = apiKey;
    this.clock = clock;
    this.dice = dice.fork("traffic");
  }

  synchronized Reaction start(TrafficPlan plan) {
    TrafficGenerator running =
        generator.orElseGet(() -> {
          Map<String, String> baseUrls = Describing.baseUrlByPlace(gateway.description());
          return new TrafficGenerator(clock, dice, baseUrls, apiKey);
        });
    generator = Optional.of(running);
    if (!gateway.description().models().contains(plan.model())) {
      return new Reaction.Rejected(
          "expected one of the models "
              + gateway.description().models()
              + ", found '"
              + plan.model()
              + "'");
    }
    try {
      running.run(
          new WorkloadPlan(
              plan.requestsPerSecond(),
              plan.sharesByPlace(),
              plan.repeatShare(),
              plan.streamShare(),
              plan.model(),
              WorkloadPlan.MODEST_PROMPT_TOKENS));
    } catch (IllegalArgumentException wrong) {
      return new Reaction.Rejected(String.valueOf(wrong.getMessage()));
    }
    return new Reaction.Taken(
        "traffic runs at " + plan.requestsPerSecond() + " requests per second");
  }

  synchronized Reaction stop() {
    generator.ifPresent(TrafficGenerator::stop);
    return new Reaction.Taken("generated traffic is stopped");
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
    sender()
        .send(
            new TrialRequest(
                site.get().baseUrl(), trial.client(), trial.body(), trial.cacheControl()),
            new Passing(listener));
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
