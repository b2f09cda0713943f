/// Cache entries and the pure decisions about them: freshness, admission, scope.
///
/// Moments and completions enter, verdicts leave. It stores nothing globally: the KV replicates
/// entries, an origin keeps its own behind [meridian.cache.ExactCache]: in memory in
/// [meridian.cache.EntryStore], or in a server.
package meridian.cache;
