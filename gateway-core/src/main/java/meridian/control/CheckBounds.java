package meridian.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import meridian.control.config.GatewayConfig;
import meridian.control.config.ServingPattern;
import meridian.kv.KvSettings;
import meridian.network.Link;
import meridian.network.Links;
import meridian.scenario.Fault;
import meridian.scenario.Incident;
import meridian.scenario.Scenario;
import meridian.simulated.checks.Allowances;
import meridian.simulated.checks.Facts;
import meridian.simulated.checks.Outages;

/// How long things may take in a simulated gateway, from its configuration, from what its scenario
/// does to its clocks and to the ways between its origins, and from the faults that somebody
/// injected by hand.
///
/// A fault by hand has no end yet, so it is taken to hold until the run is over; when it is healed,
/// until then. What was allowed once stays allowed, for a request may have begun under it. Guarded
/// by the baton; remembers [#MOST_BY_HAND] faults by hand, all that one run may have.
final class CheckBounds implements Allowances {
  /// At most this many faults may be injected by hand in one run.
  static final int MOST_BY_HAND = 1_000;

  /// A PoP's question to the origin about a key, cold start, and the ways.
  private static final Duration BESIDE_DEADLINE = Duration.ofSeconds(30);

  /// Two rounds of the usage drain: 30 s until the next batch, 10 s for an answer.
  private static final Duration USAGE_DRAIN = Duration.ofSeconds(80);

  /// A batch into an outage is given up after 5 s; 2 s for the ways of the next.
  private static final Duration SHIP_AGAIN = Duration.ofSeconds(7);

  /// A primary that heard nothing for 10 s asks before it serves, for a second.
  private static final Duration UNASKED = Duration.ofSeconds(11);

  /// One-way trips of a request and its answer beside its deadline: two round trips to connect, and
  /// six for windows that open slowly either way.
  private static final int TRIPS = 16;

  /// The same where packets get lost: a window that loses one starts small again, and a timer that
  /// runs out twice waits four times as long. Seed 13164 took 131.
  private static final int LOSSY_TRIPS = 256;

  /// One way around the world, for windows that lose packets without a delay beside.
  private static final Duration FARTHEST = Duration.ofMillis(150);

  private static final Duration AFTER_REPLICATION = Duration.ofSeconds(10);

  private final GatewayConfig config;
  private final long startNanos;
  private final Duration most;
  private final List<Incident> incidents;
  private final List<ByHand> holding = new ArrayList<>();
  private int byHand;
  private Facts.Bounds bounds;
  private Outages outages;

  /// @param most how long after the scenario's end a fault may still hold
  CheckBounds(GatewayConfig config, Scenario scenario, Duration most) {
    this.config = config;
    this.startNanos = scenario.startNanos();
    this.most = scenario.duration().plus(most);
    this.incidents = new ArrayList<>(scenario.incidents());
    this.bounds = bounds(incidents);
    this.outages = outages(incidents);
  }

  /// A fault by hand that holds, and where it stands among the incidents.
  private record ByHand(Fault fault, int index) {}

  @Override
  public Facts.Bounds bounds() {
    return bounds;
  }

  @Override
  public Outages outages() {
    return outages;
  }

  /// Whether another fault may be injected by hand.
  boolean hasRoom() {
    return byHand < MOST_BY_HAND;
  }

  /// Allows for a fault that is injected by hand at `nowNanos`.
  void begins(Fault fault, long nowNanos) {
    Duration at = Duration.ofNanos(nowNanos - startNanos);
    byHand++;
    if (!fault.isMomentary()) {
      holding.add(new ByHand(fault, incidents.size()));
      incidents.add(new Incident(fault, at, atLeastOne(most.minus(at))));
      reckon();
    }
  }

  /// A fault was healed by hand; one that the scenario began stays allowed for as long as it says.
  void ends(Fault fault, long nowNanos) {
    for (ByHand one : holding) {
      if (one.fault().equals(fault)) {
        Duration at = incidents.get(one.index()).at();
        Duration lasted = Duration.ofNanos(nowNanos - startNanos).minus(at);
        incidents.set(one.index(), new Incident(fault, at, atLeastOne(lasted)));
        holding.remove(one);
        reckon();
        return;
      }
    }
  }

  private static Duration atLeastOne(Duration lasting) {
    return lasting.isPositive() ? lasting : Duration.ofNanos(1);
  }

  private void reckon() {
    bounds = bounds(incidents);
    outages = outages(incidents);
  }

  private Facts.Bounds bounds(List<Incident> incidents) {
    return new Facts.Bounds(
        config.edge().longestTrust(),
        config.edge().requestDeadline().plus(BESIDE_DEADLINE).plus(slowWays(incidents)),
        replication(config),
        clockError(incidents),
        config.origin().settings().maxFollowers());
  }

  /// How long one origin may not know what another does when nothing is in the way: what happened
  /// waits for company, the batch that was sent into an outage is given up, and the next one
  /// travels. A primary may not know for longer that another took over: until it has heard nothing
  /// for a while and asks.
  private static Duration replication(GatewayConfig config) {
    if (config.replication().regions().isEmpty()) {
      return Duration.ZERO;
    }
    Duration shipped = config.replication().every().plus(SHIP_AGAIN);
    return config.pattern() == ServingPattern.TWO_FIVE ? shipped.plus(UNASKED) : shipped;
  }

  /// When origins could not tell each other what changed.
  private Outages outages(List<Incident> incidents) {
    List<Outages.Span> spans = new ArrayList<>();
    for (Incident incident : incidents) {
      if (separates(config, BrokenLinks.of(List.of(incident.fault())))) {
        spans.add(
            new Outages.Span(
                startNanos + incident.at().toNanos(), startNanos + incident.end().toNanos()));
      }
    }
    return new Outages(spans);
  }

  private static boolean separates(GatewayConfig config, Links links) {
    List<String> places = new ArrayList<>(List.of(config.origin().region().place()));
    config.replication().regions().forEach(region -> places.add(region.place()));
    for (String from : places) {
      for (String to : places) {
        if (!from.equals(to) && !links.link(from, to).equals(Link.CLEAR)) {
          return true;
        }
      }
    }
    return config.originNodes().stream().anyMatch(links::isDown);
  }

  /// How long after the last fault everything that replicates or is delivered later is where it
  /// belongs.
  static Duration healing(GatewayConfig config) {
    KvSettings kv = config.kv().settings();
    Duration seen = kv.lagBound().compareTo(kv.cacheTtl()) > 0 ? kv.lagBound() : kv.cacheTtl();
    Duration replicated = seen.plus(kv.flushEvery()).plus(AFTER_REPLICATION);
    Duration shipped = USAGE_DRAIN.plus(replication(config)).plus(AFTER_REPLICATION);
    Duration expired =
        config.pattern() == ServingPattern.TWO_FIVE
            ? config.origin().ledger().reserveFor().plus(AFTER_REPLICATION)
            : Duration.ZERO;
    return Collections.max(List.of(replicated, shipped, expired));
  }

  /// What delayed and lossy links add to a request's own way from its client and back.
  private static Duration slowWays(List<Incident> incidents) {
    List<Fault> faults = incidents.stream().map(Incident::fault).toList();
    boolean isLossy = faults.stream().anyMatch(Fault.LinkLossy.class::isInstance);
    Duration slower = isLossy ? FARTHEST.multipliedBy(LOSSY_TRIPS) : Duration.ZERO;
    for (Fault fault : faults) {
      if (fault instanceof Fault.LinkDelayed delayed) {
        slower = slower.plus(delayed.extra().multipliedBy(isLossy ? LOSSY_TRIPS : TRIPS));
      }
    }
    return slower;
  }

  /// The most that two nodes' clocks can differ by: all that was set wrong.
  private static Duration clockError(List<Incident> incidents) {
    Duration error = Duration.ZERO;
    for (Incident incident : incidents) {
      if (incident.fault() instanceof Fault.ClockDrifting drifting) {
        double drifted = Math.abs(drifting.ppm()) * 1e-6 * (double) incident.lasting().toNanos();
        error = error.plus(drifting.offset().abs()).plusNanos((long) Math.ceil(drifted));
      }
    }
    return error;
  }
}
