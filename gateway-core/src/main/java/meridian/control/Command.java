package meridian.control;

import meridian.KeyId;

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

  /// Revoke a key; the PoPs learn it through the KV.
  ///
  /// @param key which
  record RevokeKey(KeyId key) implements Command {}
}
