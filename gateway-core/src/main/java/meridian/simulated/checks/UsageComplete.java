package meridian.simulated.checks;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import meridian.CacheResult;
import meridian.Change;
import meridian.RequestId;
import meridian.UsageRecord;
import meridian.ledger.UsageLog;
import meridian.telemetry.Event;
import org.jspecify.annotations.Nullable;

/// Every served request has exactly one usage record once everything has healed, in the log of each
/// region that serves, and it says what the client saw; a request that was refused by its own fault
/// has none. An answer that was lost on its way from the origin is recorded there all the same. A
/// record that a full spool refused, or that a promotion lost, is told as lost and not missed here.
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
  private final Recent<RequestId, Kept> kept = new Recent<>(KEPT);
  private final Recent<RequestId, Boolean> lost = new Recent<>(KEPT);
  private final Set<String> superseded = new LinkedHashSet<>();

  UsageComplete(Facts facts, Asks asks, Estate estate, Violations violations) {
    this.facts = facts;
    this.asks = asks;
    this.estate = estate;
    this.violations = violations;
  }

  /// In which region a request has a record; with several origins it may have one in each at first.
  private record Kept(String region, @Nullable Kept before) {
    boolean isIn(String other) {
      return region.equals(other) || (before != null && before.isIn(other));
    }

    /// The same without `other`; null when nothing is left.
    @Nullable Kept without(String other) {
      Kept rest = before == null ? null : before.without(other);
      return region.equals(other) ? rest : new Kept(region, rest);
    }
  }

  @Override
  public String name() {
    return "usage records";
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.UsageRecorded usage -> {
        if (usage.result().equals("recorded")) {
          recorded(usage.usage().id(), usage.usage().cache(), usage.region());
        }
      }
      case Event.UsageLost full -> lost(full.request());
      case Event.ChangesLost changes -> {
        for (Change change : changes.changes()) {
          if (change instanceof Change.Used used) {
            lost(used.usage().id(), changes.region());
          }
        }
      }
      case Event.Promoted promoted -> superseded.add(promoted.from());
      default -> {
        // not about usage
      }
    }
  }

  private void recorded(RequestId request, CacheResult cache, String region) {
    Kept before = kept.get(request);
    if (before != null && before.isIn(region)) {
      say(request + " has a second usage record");
      return;
    }
    kept.put(request, new Kept(region, before));
    CacheResult seen = awaited.remove(request);
    if (seen != null && seen != cache && facts.isOriginAlone()) {
      say(request + " was answered as " + seen + " and recorded as " + cache);
    }
    Ask ask = asks.find(request);
    if (ask != null) {
      ask.isRecorded = true;
    }
  }

  private void lost(RequestId request) {
    awaited.remove(request);
    lost.put(request, true);
  }

  /// The record that `region` kept is lost; another region's is not.
  private void lost(RequestId request, String region) {
    Kept before = kept.get(request);
    Kept rest = before == null ? null : before.without(region);
    if (rest == null) {
      kept.remove(request);
      lost(request);
    } else {
      kept.put(request, rest);
    }
  }

  @Override
  public void answered(Sent request, Answer answer) {
    Ask ask = asks.find(request.id());
    if (ask != null
        && answer.refusal().isEmpty()
        && !ask.isRecorded
        && !kept.containsKey(request.id())
        && !lost.containsKey(request.id())) {
      awaited.put(request.id(), answer.head().cache());
    }
    if (ask != null
        && ask.isRecorded
        && answer.refusal().filter(refusal -> refusal.status() < 500).isPresent()
        && answer.answerId().isEmpty()
        && facts.isOriginAlone()
        && !ask.hasCost()) {
      say(request.id() + " was refused, cost nothing, and has a usage record");
    }
  }

  @Override
  public void finish(long nowNanos) {
    awaited.forEach(
        (request, cache) -> say(request + " was answered (" + cache + ") and has no usage record"));
    estate
        .usageLogs()
        .forEach((region, log) -> {
          if (!superseded.contains(region)) {
            compare(region, log);
          }
        });
  }

  private void compare(String region, UsageLog log) {
    Set<RequestId> held = new LinkedHashSet<>();
    for (UsageRecord record : log.newest(KEPT)) {
      if (!held.add(record.id())) {
        say(record.id() + " is held twice in the log of " + region);
      }
      if (!kept.containsKey(record.id()) && !kept.hasForgotten() && !lost.hasForgotten()) {
        say(record.id() + " is held in the log of " + region + " and was never told as recorded");
      }
    }
    boolean isWhole = log.recorded() == held.size() && !kept.hasForgotten();
    if (!isWhole && held.size() < KEPT && log.recorded() <= KEPT) {
      say(
          "the log of %s says it recorded %d requests, and holds %d"
              .formatted(region, log.recorded(), held.size()));
    }
    if (isWhole) {
      for (RequestId request : kept.keySet()) {
        if (!held.contains(request)) {
          say(request + " was recorded and is not in the log of " + region);
        }
      }
    }
  }

  private void say(String text) {
    violations.add(name(), facts.now(), text);
  }
}
