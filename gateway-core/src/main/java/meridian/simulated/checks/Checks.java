package meridian.simulated.checks;

import java.util.List;
import meridian.simulated.Witness;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;

/// All checkers of one run. Guarded by the baton.
///
/// Memory stays flat however long a run is: requests in flight, the newest 100,000 answers and the
/// newest 50,000 booked requests are remembered, about 60 MB at most.
public final class Checks implements Witness, EventSink {
  private final Violations violations = new Violations();
  private final Asks asks;
  private final List<Checker> checkers;

  /// Checkers that have seen nothing yet.
  ///
  /// @param estate what the gateway holds; may be filled later, before the end
  public Checks(Facts facts, Estate estate) {
    this.asks = new Asks(facts);
    Answers answers = new Answers();
    this.checkers =
        List.of(
            new TrueTimelines(facts, asks, violations),
            new HonestLabels(facts, asks, answers, violations),
            new TenantsApart(facts, answers, violations),
            new RevokedKeys(facts, estate, violations),
            new ResidencyHolds(facts, asks, estate, violations),
            new Staleness(facts, asks, answers, violations),
            new SingleFlight(facts, asks, estate, violations),
            new RequestsEnd(facts, asks, violations),
            new LedgerConserves(facts, asks, estate, violations),
            new UsageComplete(facts, asks, estate, violations),
            new LimitsHold(facts, asks, violations),
            new KvConverges(facts, estate, violations));
  }

  /// Their names.
  public List<String> names() {
    return checkers.stream().map(Checker::name).toList();
  }

  @Override
  public void accept(Event event) {
    for (Checker each : checkers) {
      each.accept(event);
    }
  }

  @Override
  public void sent(Sent request) {
    asks.begin(request);
    for (Checker each : checkers) {
      each.sent(request);
    }
  }

  @Override
  public void answered(Sent request, Answer answer) {
    for (Checker each : checkers) {
      each.answered(request, answer);
    }
    asks.end(request.id());
  }

  @Override
  public void abandoned(Sent request, long atNanos) {
    for (Checker each : checkers) {
      each.abandoned(request, atNanos);
    }
    asks.end(request.id());
  }

  /// Looks at what is left, at the end of a run.
  public void finish(long nowNanos) {
    checkers.forEach(each -> each.finish(nowNanos));
  }

  /// What was found so far.
  public Violations violations() {
    return violations;
  }
}
