package meridian.control;

import java.time.Duration;
import meridian.control.config.GatewayConfig;
import meridian.kv.KvSettings;
import meridian.scenario.Fault;
import meridian.scenario.Incident;
import meridian.scenario.Scenario;
import meridian.simulated.checks.Facts;

/// How long things may take in a simulated gateway, from its configuration and what its scenario
/// does to its clocks.
final class CheckBounds {
  /// A PoP's question to the origin about a key, cold start, and the ways.
  private static final Duration BESIDE_DEADLINE = Duration.ofSeconds(30);

  /// Two rounds of the usage drain: 30 s until the next batch, 10 s for an answer.
  private static final Duration USAGE_DRAIN = Duration.ofSeconds(80);

  private static final Duration AFTER_REPLICATION = Duration.ofSeconds(10);

  private CheckBounds() {}

  static Facts.Bounds of(GatewayConfig config, Scenario scenario) {
    return new Facts.Bounds(
        config.edge().keyLease(),
        config.edge().requestDeadline().plus(BESIDE_DEADLINE),
        Duration.ZERO,
        clockError(scenario),
        config.origin().settings().maxFollowers());
  }

  /// How long after the last fault everything that replicates or is delivered later is where it
  /// belongs.
  static Duration healing(GatewayConfig config) {
    KvSettings kv = config.kv().settings();
    Duration seen = kv.lagBound().compareTo(kv.cacheTtl()) > 0 ? kv.lagBound() : kv.cacheTtl();
    Duration replicated = seen.plus(kv.flushEvery()).plus(AFTER_REPLICATION);
    return replicated.compareTo(USAGE_DRAIN) > 0 ? replicated : USAGE_DRAIN;
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
