package meridian.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import meridian.KeyId;
import meridian.ProjectId;
import meridian.scenario.Fault;
import meridian.telemetry.AlarmRule;

/// Something an operator wants done. Its effects are seen again only as events and snapshots.
public sealed interface Command {

  /// Start generated traffic, or change the plan of traffic that runs.
  ///
  /// @param plan what to send
  record StartTraffic(TrafficPlan plan) implements Command {}

  /// Stop generated traffic.
  record StopTraffic() implements Command {}

  /// Forget every cached answer, at the PoPs and at the origin.
  record PurgeCaches() implements Command {}

  /// Make the standby region the one that serves (pattern 2.5). What replication had not brought
  /// there is lost, and counted.
  record PromoteStandby() implements Command {}

  /// Revoke a key; the PoPs learn it through the KV.
  ///
  /// @param key which
  record RevokeKey(KeyId key) implements Command {}

  /// Make a key. What comes of it is [Gateway.Reaction.Issued].
  ///
  /// @param project whose
  /// @param ttl from now until it is refused; never when absent
  record CreateKey(ProjectId project, Optional<Duration> ttl) implements Command {}

  /// Give a key another secret. What comes of it is [Gateway.Reaction.Issued].
  ///
  /// @param key which
  /// @param overlap how long the present secret is accepted beside the new one
  record RotateKey(KeyId key, Duration overlap) implements Command {}

  /// Change when a key expires.
  ///
  /// @param key which
  /// @param at from when on it is refused; never when absent
  record ExpireKey(KeyId key, Optional<Instant> at) implements Command {}

  /// Have a project use the semantic cache otherwise, until the configuration is read again. A
  /// threshold that was wrong more often than the project's false-hit budget allows is refused.
  ///
  /// @param project which
  /// @param mode whether it does
  /// @param threshold the least cosine of a hit, [SemanticUse#LEAST] to 1
  record SetSemantic(ProjectId project, SemanticUse.Mode mode, double threshold)
      implements Command {
    public SetSemantic {
      if (!(threshold >= SemanticUse.LEAST && threshold <= 1)) {
        throw new IllegalArgumentException(
            "threshold: expected a cosine from %s to 1, found %s"
                .formatted(SemanticUse.LEAST, threshold));
      }
    }
  }

  /// Let a simulated clock go at another speed; real time cannot be changed.
  ///
  /// @param factor virtual seconds for each real one: 0 pauses, [Double#POSITIVE_INFINITY] is as
  ///   fast as the machine can
  record SetSpeed(double factor) implements Command {
    public SetSpeed {
      if (!(factor >= 0)) {
        throw new IllegalArgumentException(
            "speed: expected 0 or more virtual seconds for each real one, found " + factor);
      }
    }
  }

  /// Let some virtual time pass as fast as the machine can, and pause.
  ///
  /// @param time how much, above 0
  record Step(Duration time) implements Command {
    public Step {
      if (!time.isPositive()) {
        throw new IllegalArgumentException("step: expected a time above 0, found " + time);
      }
    }
  }

  /// Make something go wrong, on purpose, until it is healed.
  ///
  /// @param fault what
  record Inject(Fault fault) implements Command {}

  /// End a fault that was injected; of several equal ones the oldest.
  ///
  /// @param fault what
  record Heal(Fault fault) implements Command {}

  /// Let a raised alarm be quiet: somebody knows of it. It calls again when it was cleared and is
  /// raised anew, or when the time is over.
  ///
  /// @param rule which
  /// @param subject the PoP's code, or empty for an alarm of the whole gateway
  /// @param snooze for how long, above 0; empty for as long as it is raised
  record QuietAlarm(AlarmRule rule, String subject, Optional<Duration> snooze) implements Command {
    public QuietAlarm {
      if (snooze.isPresent() && !snooze.get().isPositive()) {
        throw new IllegalArgumentException(
            "snooze: expected a time above 0, found " + snooze.get());
      }
    }
  }
}
