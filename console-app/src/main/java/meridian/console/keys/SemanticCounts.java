package meridian.console.keys;

import java.util.Map;
import java.util.TreeMap;
import meridian.ProjectId;

/// What the semantic cache found for one project since the gateway started.
///
/// @param hits answered
/// @param wouldHits that it would have answered, in shadow
/// @param misses without anything similar
/// @param near similar ones that were refused, by what refused them: `threshold`, `numbers` …
/// @param skipped not asked, by why: `no_text`, `busy` …
record SemanticCounts(
    long hits, long wouldHits, long misses, Map<String, Long> near, Map<String, Long> skipped) {
  private static final String NEAR = "near_";
  private static final String SKIPPED = "skipped_";

  /// Reads the counts of `project` out of a snapshot's counters.
  static SemanticCounts of(Map<String, Long> counters, ProjectId project) {
    String prefix = "meridian_semantic_lookups_total{project=\"" + project.name() + "\",result=\"";
    long hits = 0;
    long wouldHits = 0;
    long misses = 0;
    Map<String, Long> near = new TreeMap<>();
    Map<String, Long> skipped = new TreeMap<>();
    for (Map.Entry<String, Long> counter : counters.entrySet()) {
      if (!counter.getKey().startsWith(prefix)) {
        continue;
      }
      String result =
          counter.getKey().substring(prefix.length(), counter.getKey().lastIndexOf('"'));
      long count = counter.getValue();
      switch (result) {
        case "hit" -> hits = count;
        case "would_hit" -> wouldHits = count;
        case "miss" -> misses = count;
        default -> {
          if (result.startsWith(NEAR)) {
            near.put(result.substring(NEAR.length()), count);
          } else if (result.startsWith(SKIPPED)) {
            skipped.put(result.substring(SKIPPED.length()).replace('_', ' '), count);
          }
        }
      }
    }
    return new SemanticCounts(hits, wouldHits, misses, near, skipped);
  }

  /// Look-ups that compared, whatever they found.
  long asked() {
    return hits + wouldHits + misses + sum(near);
  }

  /// Similar ones that were refused.
  long nearMisses() {
    return sum(near);
  }

  /// Requests it could not be asked for.
  long skips() {
    return sum(skipped);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
