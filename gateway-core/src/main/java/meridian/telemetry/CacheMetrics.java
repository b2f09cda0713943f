package meridian.telemetry;

/// The metrics of caches and the KV: what they were asked, what was written to them, and how long
/// it took to be seen. Confined to the meter's one writer.
final class CacheMetrics {
  final Family<Family.Tally> lookups =
      Family.counter(
          "meridian_cache_lookups_total",
          "Cache look-ups by what they found.",
          Family.BY_POP,
          "layer",
          "pop",
          "result");
  final Family<Family.Tally> similar =
      Family.counter(
          "meridian_semantic_lookups_total",
          "Look-ups of the semantic cache by project and what they found.",
          Family.BY_POP,
          "project",
          "result");
  final Family<Family.Tally> kvWrites =
      Family.counter(
          "meridian_kv_writes_total",
          "Writes to the KV by what became of them.",
          Family.FEW,
          "result");
  final Family<Family.Tally> fills =
      Family.counter(
          "meridian_fills_total", "Answers stored at the origin, by why.", Family.FEW, "cause");
  final Family<Family.Tally> cacheWrites =
      Family.counter(
          "meridian_cache_writes_total",
          "Answers for a cache in a server, by what became of them: stored or dropped.",
          Family.FEW,
          "layer",
          "result");
  final Family<Buckets> propagation =
      Family.histogram(
          "meridian_kv_propagation_seconds",
          "From a write to its being visible at a PoP.",
          BucketBounds.LAG,
          Family.BY_POP,
          "pop",
          "kind");

  void asked(Event.CacheAsked asked) {
    lookups.of(asked.layer(), asked.pop().code(), asked.result()).add(1);
  }

  void asked(Event.SemanticAsked asked) {
    similar.of(asked.project().name(), asked.result()).add(1);
  }

  void written(Event.KvWritten written) {
    kvWrites.of(written.result()).add(1);
  }

  void visible(Event.KvVisible visible) {
    propagation.of(visible.pop().code(), visible.kind()).observe(visible.lagNanos());
  }

  void filled(Event.CacheFilled filled) {
    fills.of(filled.cause()).add(1);
  }

  void stored(Event.CacheStored stored) {
    cacheWrites.of(stored.layer(), stored.result()).add(1);
  }
}
