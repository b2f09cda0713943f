package meridian.simulated.checks;

import java.util.LinkedHashMap;
import java.util.Map;
import meridian.CacheResult;
import meridian.RequestId;
import meridian.ledger.UsageLog;
import meridian.telemetry.Event;

/// Every served request has exactly one usage record once everything has healed, and it says what
/// the client saw; a request that was refused by its own fault has none. An answer that was lost on
/// its way from the origin is recorded there all the same. A record that a full spool refused is
/// told as lost and not missed here.
///
/// What waits for its record is bounded by the PoPs' spools; of the records that were kept the
/// newest [#KEPT] are remembered.
final class UsageComplete implements Checker {
  private static final int KEPT = 50_000;

  private final Facts facts;
  private final Asks asks;
  private final Estate estate;
  private final Violations violations;
  private final Map<RequestId, CacheResult> awaited = new LinkedHashMap<>();
  private final Recent<RequestId, Boolean> kept = new Recent<>(KEPT);
  private long recorded;

  UsageComplete(Facts facts, Asks asks, Estate estate, Violations violations) {
    this.facts = facts;
    this.asks = asks;
    this.estate = estate;
    this.violations = violations;
  }

  @Override
  public String name() {
    return "usage records";
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.UsageRecorded usage -> {
        RequestId request = usage.usage().id();
        if (usage.result().equals("recorded")) {
          recorded(request, usage.usage().cache());
        }
      }
      case Event.UsageLost lost -> {
        awaited.remove(lost.request());
        kept.put(lost.request(), true);
      }
      default -> {
        // not about usage
      }
    }
  }

  private void recorded(RequestId request, CacheResult cache) {
    recorded++;
    if (kept.put(request, true) != null) {
      say(request + " has a second usage record");
      return;
    }
    CacheResult seen = awaited.remove(request);
    if (seen != null && seen != cache) {
      say(request + " was answered as " + seen + " and recorded as " + cache);
    }
    Ask ask = asks.find(request);
    if (ask != null) {
      ask.isRecorded = true;
    }
  }

  @Override
  public void answered(Sent request, Answer answer) {
    Ask ask = asks.find(request.id());
    if (ask != null
        && answer.refusal().isEmpty()
        && !ask.isRecorded
        && !kept.containsKey(request.id())) {
      awaited.put(request.id(), answer.head().cache());
    }
    if (ask != null
        && ask.isRecorded
        && answer.refusal().filter(refusal -> refusal.status() < 500).isPresent()
        && answer.answerId().isEmpty()
        && ask.settledMicroUsd == 0) {
      say(request.id() + " was refused, cost nothing, and has a usage record");
    }
  }

  @Override
  public void finish(long nowNanos) {
    awaited.forEach((request, cache) ->
        violations.add(
            name(), nowNanos, request + " was answered (" + cache + ") and has no usage record"));
    long held = estate.usageLogs().stream().mapToLong(UsageLog::recorded).sum();
    if (held < recorded) {
      violations.add(
          name(),
          nowNanos,
          "%d usage records were kept, and the logs know of %d".formatted(recorded, held));
    }
  }

  private void say(String text) {
    violations.add(name(), facts.now(), text);
  }
}
