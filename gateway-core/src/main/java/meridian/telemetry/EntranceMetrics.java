package meridian.telemetry;

import meridian.PopId;

/// The metrics of what was kept from being a served request, and of what PoPs found amiss with
/// themselves. Confined to the meter's one writer.
final class EntranceMetrics {
  final Family<Family.Tally> limitRefusals =
      Family.counter(
          "meridian_limit_refusals_total",
          "Requests refused with 429, by the limit that was reached.",
          Family.FEW,
          "limit");
  final Family<Family.Tally> skews =
      Family.counter(
          "meridian_clock_skew_total",
          "How often a PoP's clock was found more than a second off the origin's.",
          Family.BY_POP,
          "pop");
  final Family<Family.Tally> mismatches =
      Family.counter(
          "meridian_fingerprint_mismatch_total",
          "Requests that edge and origin fingerprinted differently.",
          1);
  final Family<Family.Tally> cuts =
      Family.counter(
          "meridian_connections_cut_total",
          "Connections refused or cut before they made a request.",
          Family.FEW,
          "reason");
  final Family<Family.Tally> left =
      Family.counter(
          "meridian_clients_left_total", "Clients that left before their answer ended.", 1);
  final Family<Buckets> revocations =
      Family.histogram(
          "meridian_key_revocation_lag_seconds",
          "From a key's revocation to its first refusal at a PoP.",
          BucketBounds.LAG,
          Family.BY_POP,
          "pop");

  void limitReached(String limit) {
    limitRefusals.of(limit).add(1);
  }

  void skewed(PopId pop) {
    skews.of(pop.code()).add(1);
  }

  void mismatched() {
    mismatches.of().add(1);
  }

  void cut(String reason) {
    cuts.of(reason).add(1);
  }

  void left() {
    left.of().add(1);
  }

  void revocationSeen(Event.RevocationSeen seen) {
    revocations.of(seen.pop().code()).observe(seen.lagNanos());
  }
}
