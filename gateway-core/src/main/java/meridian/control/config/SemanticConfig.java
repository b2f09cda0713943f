package meridian.control.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import meridian.semantic.SemanticPolicy;

/// How one project uses the semantic cache, and how much it may be wrong.
///
/// @param mode whether it does
/// @param threshold the least cosine of a hit
/// @param ttl how long its answers live here; absent for as long as the exact caches' are fresh
/// @param budget the largest share of hits that may be wrong, by measurement
/// @param evaluation the measurement: a result of `meridian semantic-eval --json`
public record SemanticConfig(
    SemanticPolicy.Mode mode,
    double threshold,
    Optional<Duration> ttl,
    Optional<Double> budget,
    Optional<Path> evaluation) {
  private static final Pattern FILE_NAME = Pattern.compile("[^\\p{Cntrl}]{1,512}");

  private static final Field<SemanticPolicy.Mode> MODE =
      Field.of(
          "mode",
          Kinds.choice(SemanticPolicy.Mode.class),
          "off",
          "off: nothing is embedded. shadow: the cache looks and counts what it would have"
              + " answered, and every answer is the provider's. on: it answers.");
  private static final Field<Double> THRESHOLD =
      Field.of(
          "threshold",
          Kinds.number(0.5, 1),
          "0.95",
          "The least cosine of a hit. Below 0.9 many hits are wrong: see 'meridian"
              + " semantic-eval'.");
  private static final Field<Optional<Duration>> TTL =
      Field.optional(
          "ttl",
          Units.duration("1s", "365d"),
          "From an answer's creation until it is gone from the semantic cache, at most"
              + " cache.softTtl; without it cache.softTtl.");
  private static final Field<Optional<Double>> BUDGET =
      Field.optional(
          "budget",
          Kinds.number(0, 1),
          "The largest share of hits that may be wrong, such as 0.03. A threshold whose measured"
              + " share in the evaluation is larger is refused.");
  private static final Field<Optional<String>> EVALUATION =
      Field.optional(
          "evaluation",
          Kinds.text("a file name", FILE_NAME, "write a path"),
          "What 'meridian semantic-eval FILE --json' printed for questions like the project's own;"
              + " relative to this file.");

  static final Group<SemanticConfig> GROUP =
      new Group<>(
          List.of(MODE, THRESHOLD, TTL, BUDGET, EVALUATION),
          in -> {
            if (in.get(BUDGET).isPresent() && in.get(EVALUATION).isEmpty()) {
              in.refuse(
                  BUDGET,
                  "expected an evaluation to hold the budget against, found none; save what"
                      + " 'meridian semantic-eval FILE --json' prints and name the file as"
                      + " evaluation");
            }
          },
          in ->
              new SemanticConfig(
                  in.get(MODE),
                  in.get(THRESHOLD),
                  in.get(TTL),
                  in.get(BUDGET),
                  in.get(EVALUATION).map(Path::of)));

  /// As the semantic cache wants it.
  ///
  /// @param softTtl of the project's exact caches
  SemanticPolicy policy(Duration softTtl) {
    return new SemanticPolicy(mode, threshold, ttl.orElse(softTtl));
  }

  /// The same with the evaluation in `folder`.
  SemanticConfig resolvedAgainst(Path folder) {
    return new SemanticConfig(mode, threshold, ttl, budget, evaluation.map(folder::resolve));
  }
}
