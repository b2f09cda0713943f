/// Cache entries and the pure decisions about them: freshness, admission, scope.
///
/// Moments and completions enter, verdicts leave. It stores nothing globally: the KV replicates
/// entries, the origin keeps its own bounded [meridian.cache.EntryStore].
package meridian.cache;
