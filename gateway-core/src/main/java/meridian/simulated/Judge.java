package meridian.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import meridian.PopId;
import meridian.scenario.Expectation;
import meridian.scenario.Scenario;
import meridian.scenario.Slice;
import meridian.scenario.Span;
import meridian.scenario.Tenant;
import meridian.telemetry.Alarms;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.telemetry.RequestPath;

/// Holds a run against what its scenario expects, from what clients see; the gateway's own events
/// count only where no client can see (writes, mismatches, revocations).
///
/// A request belongs to the part of the run in which it was sent. A slice by way looks at answers
/// only: what was refused took no way. Guarded by the baton; grows with the number of expectations
/// and revoked keys.
public final class Judge implements EventSink, Witness {
  private final Scenario scenario;
  private final List<Tenant> tenants;
  private final Duration revocationBound;
  private final List<Watched> watched = new ArrayList<>();
  private final StopConditions stops;
  private final RaisedAlarms alarms = new RaisedAlarms();
  private final Losses losses = new Losses();
  private final Map<Integer, Long> revokedNanos = new HashMap<>();

  /// @param tenants whose requests come, by index
  /// @param revocationBound how long after its revocation a key may still be answered
  public Judge(Scenario scenario, List<Tenant> tenants, Duration revocationBound) {
    this.scenario = scenario;
    this.tenants = List.copyOf(tenants);
    this.revocationBound = revocationBound;
    this.stops = new StopConditions(scenario);
    scenario.steadyState().forEach(each -> watched.add(new Watched(each, true, new Tally())));
    scenario.hypothesis().forEach(each -> watched.add(new Watched(each, false, new Tally())));
  }

  /// How one expectation came out.
  ///
  /// @param expectation what was expected
  /// @param isSteadyState whether it is about the time before anything goes wrong
  /// @param found the figure, for an alarm 1 or 0; empty when there was nothing to measure
  /// @param isMet whether it holds; a figure that could not be measured does not
  public record Finding(
      Expectation expectation, boolean isSteadyState, OptionalDouble found, boolean isMet) {}

  /// One expectation and what was seen for it; an alarm counts nothing.
  private record Watched(Expectation expectation, boolean isSteadyState, Tally tally) {
    Slice of() {
      return switch (expectation) {
        case Expectation.Figure figure -> figure.of();
        case Expectation.Alarm _ -> Slice.ALL;
      };
    }
  }

  /// The key of the tenant with this index is revoked now.
  public void revoked(int tenant, long atNanos) {
    revokedNanos.putIfAbsent(tenant, atNanos);
  }

  @Override
  public void sent(Sent request) {
    stops.sent(request.sentNanos());
    for (Watched each : watched) {
      if (contains(each.expectation().during(), request.sentNanos())
          && each.of().pops().isEmpty()
          && isOf(each.of(), request)) {
        each.tally().sent();
      }
    }
  }

  @Override
  public void answered(Sent request, Answer answer) {
    boolean isLate = isAfterRevocation(request);
    stops.answered(request, answer, isLate);
    for (Watched each : watched) {
      if (contains(each.expectation().during(), request.sentNanos())
          && covers(each.of(), request, answer)) {
        if (!each.of().pops().isEmpty()) {
          each.tally().sent();
        }
        each.tally().answered(request, answer, isLate);
      }
    }
  }

  @Override
  public void abandoned(Sent request, long atNanos) {
    stops.abandoned(atNanos);
    for (Watched each : watched) {
      if (contains(each.expectation().during(), request.sentNanos())
          && each.of().equals(Slice.ALL)) {
        each.tally().abandoned();
      }
    }
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.KvWritten _ -> happened(event, Optional.empty());
      case Event.RevocationSeen seen -> happened(event, Optional.of(seen.pop()));
      case Event.FingerprintMismatched mismatch -> happened(event, Optional.of(mismatch.pop()));
      case Event.ChangesLost _, Event.Overspent _ ->
          losses.of(event).forEach(loss -> lost(loss, event.atNanos()));
      default -> {
        // no measure looks at it
      }
    }
  }

  private void happened(Event event, Optional<PopId> pop) {
    stops.happened(event);
    for (Watched each : watched) {
      if (contains(each.expectation().during(), event.atNanos()) && isAt(each.of(), pop)) {
        each.tally().happened(event);
      }
    }
  }

  private void lost(Losses.Loss loss, long atNanos) {
    stops.lost(loss, atNanos);
    for (Watched each : watched) {
      if (contains(each.expectation().during(), atNanos)
          && each.of().project().map(loss.project()::equals).orElse(true)) {
        each.tally().lost(loss);
      }
    }
  }

  private static boolean isAt(Slice slice, Optional<PopId> pop) {
    return slice.pops().isEmpty() || pop.map(slice.pops()::contains).orElse(true);
  }

  /// How each expectation came out, steady state first.
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Watched each : watched) {
      findings.add(
          switch (each.expectation()) {
            case Expectation.Figure figure -> finding(figure, each);
            case Expectation.Alarm alarm -> finding(alarm, each.isSteadyState());
          });
    }
    return findings;
  }

  private static Finding finding(Expectation.Figure figure, Watched seen) {
    OptionalDouble found = seen.tally().value(figure.measure());
    boolean isMet = found.isPresent() && figure.bound().holds(found.getAsDouble());
    return new Finding(figure, seen.isSteadyState(), found, isMet);
  }

  private Finding finding(Expectation.Alarm alarm, boolean isSteadyState) {
    Span during = alarm.during();
    boolean wasRaised =
        alarms.wasRaised(alarm.alarm(), moment(during.from()), moment(during.until()));
    return new Finding(
        alarm, isSteadyState, OptionalDouble.of(wasRaised ? 1 : 0), wasRaised == alarm.isRaised());
  }

  private long moment(Duration offset) {
    return scenario.startNanos() + offset.toNanos();
  }

  /// Why the run should end now; empty as long as it should not.
  public Optional<Stopped> stopped() {
    return stops.stopped();
  }

  /// An alarm was raised or cleared.
  public void changed(Alarms.Change alarm) {
    alarms.changed(alarm);
  }

  /// Every alarm that was raised.
  public List<RaisedAlarm> alarms() {
    return alarms.list();
  }

  private boolean contains(Span during, long atNanos) {
    return during.contains(Duration.ofNanos(atNanos - scenario.startNanos()));
  }

  private boolean isOf(Slice slice, Sent request) {
    return slice.project().isEmpty()
        || slice.project().get().equals(tenants.get(request.planned().tenant()).project());
  }

  private boolean covers(Slice slice, Sent request, Answer answer) {
    PopId pop = answer.head().pop();
    return slice.covers(pop, tenants.get(request.planned().tenant()).project())
        && (slice.way().isEmpty() || isWay(slice.way().get(), answer));
  }

  private static boolean isWay(Slice.Way way, Answer answer) {
    if (answer.refusal().isPresent()) {
      return false;
    }
    RequestPath path = RequestPath.of(200, answer.head().cache(), answer.head().layer());
    return switch (way) {
      case EDGE_HIT -> path == RequestPath.EDGE_HIT;
      case ORIGIN_HIT -> path == RequestPath.ORIGIN_HIT;
      case COLLAPSED -> path == RequestPath.COLLAPSED;
      case MISS -> path == RequestPath.MISS;
    };
  }

  private boolean isAfterRevocation(Sent request) {
    Long since = revokedNanos.get(request.planned().tenant());
    return since != null && request.sentNanos() - since > revocationBound.toNanos();
  }
}
