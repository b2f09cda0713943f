package meridian.telemetry;

import meridian.PopId;

/// The metrics of origin regions among themselves: what they told each other, and what became of it
/// when one took over. Confined to the meter's one writer.
final class RegionMetrics {
  final Family<Family.Tally> replicated =
      Family.counter(
          "meridian_replicated_changes_total",
          "Changes of one origin region that another took in.",
          Family.FEW,
          "from",
          "to");
  final Family<Family.Tally> changesLost =
      Family.counter(
          "meridian_changes_lost_total",
          "Changes that a fail-over lost: never known to the region that took over.",
          Family.FEW,
          "kind");
  final Family<Family.Tally> regionChanges =
      Family.counter(
          "meridian_region_changes_total",
          "Regions that took over or were fenced.",
          Family.FEW,
          "result");
  final Family<Family.Tally> fallOvers =
      Family.counter(
          "meridian_fall_overs_total",
          "Requests that turned from an origin that did not answer to another.",
          Family.BY_POP,
          "pop");
  final Family<Buckets> replicationLags =
      Family.histogram(
          "meridian_replication_lag_seconds",
          "From a change in one origin region to its being known in another; oldest of a batch.",
          BucketBounds.LAG,
          Family.FEW,
          "from",
          "to");

  void replicated(Event.Replicated batch) {
    replicated.of(batch.from(), batch.to()).add(batch.changes());
    replicationLags.of(batch.from(), batch.to()).observe(batch.lagNanos());
  }

  void changesLost(Event.ChangesLost lost) {
    changesLost.of(lost.kind()).add(lost.count());
  }

  void changed(String result) {
    regionChanges.of(result).add(1);
  }

  void fellOver(PopId pop) {
    fallOvers.of(pop.code()).add(1);
  }
}
