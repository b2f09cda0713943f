package meridian;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Milliseconds allotted to the stages of an edge hit, and to the whole.
///
/// @param target what p95 of an edge hit must stay under in total, 200 ms in the article
/// @param total the sum the article gives for its table, 100 ms
/// @param stages allotted per stage, in order of the request's way; stages without a budget are
///   absent
public record LatencyBudget(Duration target, Duration total, Map<Stage, Duration> stages) {
  /// The article's table: 30 + 5 + 30 + 5 + 30 = 100 ms, for a 200 ms target.
  public static final LatencyBudget ARTICLE =
      new LatencyBudget(
          Duration.ofMillis(200),
          Duration.ofMillis(100),
          Map.of(
              Stage.CLIENT_EDGE, Duration.ofMillis(30),
              Stage.EDGE_AUTH, Duration.ofMillis(5),
              Stage.EDGE_KV, Duration.ofMillis(30),
              Stage.EDGE_ASSEMBLE, Duration.ofMillis(5),
              Stage.EDGE_CLIENT, Duration.ofMillis(30)));

  public LatencyBudget {
    Map<Stage, Duration> ordered = new EnumMap<>(Stage.class);
    ordered.putAll(stages);
    stages = java.util.Collections.unmodifiableMap(ordered);
  }

  /// What `stage` may take, when it has a budget.
  public Optional<Duration> of(Stage stage) {
    return Optional.ofNullable(stages.get(stage));
  }
}
