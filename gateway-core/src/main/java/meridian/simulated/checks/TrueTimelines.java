package meridian.simulated.checks;

import meridian.Refusal;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.telemetry.Event;

/// What the gateway tells of a request is what its client saw: status, cache, layer, moments,
/// bytes; and all of its time is accounted for: stages and residual make the total within
/// [#PRECISION], no stage is negative, the residual is small.
final class TrueTimelines implements Checker {
  /// 1 ms.
  private static final long PRECISION = 1_000_000;

  /// A residual above 5 % of the total is a defect, as [RequestTimeline] has it.
  private static final int RESIDUAL_PARTS = 20;

  private static final Stage[] STAGES = Stage.values();

  private final Facts facts;
  private final Asks asks;
  private final Violations violations;

  TrueTimelines(Facts facts, Asks asks, Violations violations) {
    this.facts = facts;
    this.asks = asks;
    this.violations = violations;
  }

  @Override
  public String name() {
    return "true timelines";
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.RequestFinished finished -> {
        RequestTimeline timeline = finished.timeline();
        Ask ask = asks.find(timeline.id());
        if (ask == null || ask.timeline != null) {
          say(timeline.id() + " finished " + (ask == null ? "and was not in flight" : "twice"));
        } else {
          ask.timeline = timeline;
          account(timeline);
        }
      }
      case Event.ClientLeft left -> {
        Ask ask = asks.find(left.id());
        if (ask != null) {
          ask.hasLeft = true;
        }
      }
      default -> {
        // not about the end of a request
      }
    }
  }

  private void account(RequestTimeline timeline) {
    long sum = 0;
    for (Stage stage : STAGES) {
      long nanos = timeline.stages().nanos(stage);
      if (nanos < 0) {
        say(timeline.id() + " spent less than nothing in " + stage.label());
      }
      sum += nanos;
    }
    long residual = timeline.totalNanos() - sum;
    if (Math.abs(residual) > PRECISION
        && (residual < 0 || residual > timeline.totalNanos() / RESIDUAL_PARTS)) {
      say(
          "%s took %.3f ms, its stages %.3f ms: %s"
              .formatted(timeline.id(), timeline.totalNanos() / 1e6, sum / 1e6, timeline.stages()));
    }
  }

  @Override
  public void answered(Sent request, Answer answer) {
    Ask ask = asks.find(request.id());
    if (ask == null) {
      return;
    }
    RequestTimeline timeline = ask.timeline;
    if (timeline == null) {
      say(request.id() + " was answered, and the gateway does not say that it finished");
      return;
    }
    int status = answer.refusal().map(Refusal::status).orElse(200);
    compare(request, "status", timeline.status(), status);
    compare(request, "PoP", timeline.pop(), answer.head().pop());
    if (answer.refusal().isEmpty()) {
      compare(request, "cache", timeline.cache(), answer.head().cache());
      compare(request, "layer", timeline.layer(), answer.head().layer());
    }
    compare(
        request,
        "project",
        timeline.project().orElse(facts.project(ask.tenant())),
        facts.project(ask.tenant()));
    compare(request, "bytes", timeline.responseBytes(), answer.bytes());
    near(request, "total", timeline.totalNanos(), answer.lastByteNanos() - request.sentNanos());
    near(
        request,
        "first token",
        timeline.firstTokenNanos(),
        answer.firstByteNanos() - request.sentNanos());
  }

  @Override
  public void abandoned(Sent request, long atNanos) {
    Ask ask = asks.find(request.id());
    if (ask != null && ask.timeline == null && !ask.hasLeft) {
      say(request.id() + " broke off, and the gateway does not say so");
    }
  }

  private void compare(Sent request, String what, Object said, Object seen) {
    if (!said.equals(seen)) {
      say(
          "%s: the gateway says %s %s, its client saw %s"
              .formatted(request.id(), what, said, seen));
    }
  }

  private void near(Sent request, String what, long saidNanos, long seenNanos) {
    if (Math.abs(saidNanos - seenNanos) > PRECISION) {
      say(
          "%s: the gateway says %s %.3f ms, its client saw %.3f ms"
              .formatted(request.id(), what, saidNanos / 1e6, seenNanos / 1e6));
    }
  }

  private void say(String text) {
    violations.add(name(), facts.now(), text);
  }
}
