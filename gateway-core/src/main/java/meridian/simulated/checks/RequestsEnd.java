package meridian.simulated.checks;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import meridian.telemetry.Event;

/// Every request ends once, within the gateway's deadlines; its client gets exactly one answer,
/// unless a point of presence was down while it waited; nothing is in flight at the end.
final class RequestsEnd implements Checker {
  private static final String POP = "pop:";

  private final Facts facts;
  private final Asks asks;
  private final Violations violations;
  private final Set<String> down = new LinkedHashSet<>();
  private long lastDownNanos = Long.MIN_VALUE;
  private long toldNanos = Long.MIN_VALUE;

  RequestsEnd(Facts facts, Asks asks, Violations violations) {
    this.facts = facts;
    this.asks = asks;
    this.violations = violations;
  }

  @Override
  public String name() {
    return "requests end";
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.NodeCrashed crashed when crashed.node().startsWith(POP) ->
          down.add(crashed.node());
      case Event.NodeRestarted restarted when down.remove(restarted.node()) ->
          lastDownNanos = facts.now();
      default -> {
        // no client's connection broke off
      }
    }
  }

  @Override
  public void sent(Sent request) {
    asks.oldest()
        .filter(oldest -> oldest.sent.sentNanos() > toldNanos && isOverdue(oldest, facts.now()))
        .ifPresent(oldest -> {
          toldNanos = oldest.sent.sentNanos();
          overdue(oldest, facts.now());
        });
  }

  @Override
  public void answered(Sent request, Answer answer) {
    Ask ask = asks.find(request.id());
    if (ask == null) {
      say(request.id() + " was answered although it was not in flight");
      return;
    }
    if (answer.surplus() > 0) {
      say(request.id() + " got " + answer.surplus() + " pieces or answers more after its answer");
    }
    if (answer.lastByteNanos() - request.sentNanos() > facts.bounds().longestRequest().toNanos()) {
      overdue(ask, answer.lastByteNanos());
    }
  }

  @Override
  public void abandoned(Sent request, long atNanos) {
    Ask ask = asks.find(request.id());
    if (ask == null) {
      say(request.id() + " broke off although it was not in flight");
    } else if (down.isEmpty() && lastDownNanos < request.sentNanos()) {
      say(request.id() + " broke off without an answer, and no point of presence was down");
    }
  }

  @Override
  public void finish(long nowNanos) {
    for (Ask ask : asks.all()) {
      say(
          "%s has not ended %s after it was sent"
              .formatted(ask, Duration.ofNanos(nowNanos - ask.sent.sentNanos())));
    }
  }

  private boolean isOverdue(Ask ask, long nowNanos) {
    return nowNanos - ask.sent.sentNanos() > facts.bounds().longestRequest().toNanos();
  }

  private void overdue(Ask ask, long nowNanos) {
    say(
        "%s took %s or more, longer than all deadlines together (%s)"
            .formatted(
                ask,
                Duration.ofNanos(nowNanos - ask.sent.sentNanos()),
                facts.bounds().longestRequest()));
  }

  private void say(String text) {
    violations.add(name(), facts.now(), text);
  }
}
