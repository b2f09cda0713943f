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
import meridian.simulated.checks.Facts;
import meridian.simulated.checks.Outages;

/// How long things may take in a simulated gateway, from its configuration and what its scenario
/// does to its clocks and to the ways between its origins.
final class CheckBounds {
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

  private CheckBounds() {}

  static Facts.Bounds of(GatewayConfig config, Scenario scenario) {
    return new Facts.Bounds(
        config.edge().keyLease(),
        config.edge().requestDeadline().plus(BESIDE_DEADLINE).plus(slowWays(scenario)),
        replication(config),
        clockError(scenario),
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

  /// When origins could not tell each other what changed, as the scenario has it.
  static Outages outages(GatewayConfig config, Scenario scenario) {
    List<Outages.Span> spans = new ArrayList<>();
    for (Incident incident : scenario.incidents()) {
      if (separates(config, BrokenLinks.of(List.of(incident.fault())))) {
        long start = scenario.startNanos();
        spans.add(
            new Outages.Span(start + incident.at().toNanos(), start + incident.end().toNanos()));
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
  private static Duration slowWays(Scenario scenario) {
    List<Fault> faults = scenario.incidents().stream().map(Incident::fault).toList();
    boolean isLossy = faults.stream().anyMatch(Fault.LinkLossy.class::isInstance);
    Duration slower = isLossy ? FARTHEST.multipliedBy(LOSSY_TRIPS) : Duration.ZERO;
    for (Fault fault : faults) {
      if (fault instanceof Fault.LinkDelayed delayed) {
        slower = slower.plus(delayed.extra().multipliedBy(isLossy ? LOSSY_TRIPS : TRIPS));
      }
    }
    return slower;
  }

  /// The most that two nodes' clocks can differ by: all that the scenario sets wrong.
  private static Duration clockError(Scenario scenario) {
    Duration error = Duration.ZERO;
    for (Incident incident : scenario.incidents()) {
      if (incident.fault() instanceof Fault.ClockDrifting drifting) {
        double drifted = Math.abs(drifting.ppm()) * 1e-6 * (double) incident.lasting().toNanos();
        error = error.plus(drifting.offset().abs()).plusNanos((long) Math.ceil(drifted));
      }
    }
    return error;
  }
}
