package meridian.console.keys;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import meridian.ProjectId;
import meridian.console.format.Figures;
import meridian.control.Command;
import meridian.control.Evaluation;
import meridian.control.SemanticUse;

/// What is said of the semantic cache.
final class SemanticWords {
  static final String FILE = "File to evaluate";
  static final String FILES =
      "Questions with labels (CSV), pairs (JSON lines) or a saved evaluation";
  static final String NO_CURVE = "Nobody has measured this yet";
  static final String NO_CURVE_HOW =
      "Evaluate a file of your own questions below, or run 'meridian semantic-eval questions.csv"
          + " --json > evaluation.json' and name the file as semantic.evaluation of the project."
          + " Until then nothing says how many hits would be wrong.";
  static final String NO_PROJECT = "No project is known";
  static final String OFF_HOW =
      "Nothing is embedded; every request that misses goes to the provider.";
  static final String SHADOW_HOW =
      "Looks and counts what it would have answered; every answer is the provider's.";
  static final String ON_HOW = "Answers questions in other words from earlier answers.";
  static final String GUARDED =
      "Cosine and guard, as the gateway answers: numbers, names, negation, opposites";
  static final String PLAIN = "By the cosine alone, to see what the guard is for";

  private SemanticWords() {}

  /// How a project uses it: `shadow, ≥ 0.95`.
  static String brief(SemanticUse use) {
    return use.mode() == SemanticUse.Mode.OFF
        ? "off"
        : use.mode().label() + ", ≥ " + cosine(use.threshold());
  }

  static String cosine(double threshold) {
    return String.format(java.util.Locale.ROOT, "%.2f", threshold);
  }

  /// What is in force.
  static String inForce(ProjectId project, SemanticUse use) {
    String budget =
        use.budget()
            .map(share -> "at most " + percent(share) + " of hits wrong (budget)")
            .orElse("no false-hit budget");
    return "In force for "
        + project
        + ": "
        + brief(use)
        + " · answers live "
        + Figures.age(use.ttl().toNanos())
        + " · "
        + budget;
  }

  /// What was asked for and is not in force yet.
  static String pending(Command.SetSemantic asked) {
    return "◌ Asked for: "
        + (asked.mode() == SemanticUse.Mode.OFF
            ? "off"
            : asked.mode().label() + ", ≥ " + cosine(asked.threshold()))
        + "; not in force yet";
  }

  /// What look-ups found.
  static String found(SemanticCounts counts) {
    if (counts.asked() == 0 && counts.skips() == 0) {
      return "Not asked since the start";
    }
    String asked = plural(counts.asked(), "look-up") + " since the start: ";
    return asked
        + plural(counts.hits(), "hit")
        + share(counts.hits(), counts.asked())
        + ", "
        + plural(counts.wouldHits(), "would-be hit")
        + share(counts.wouldHits(), counts.asked())
        + ", "
        + plural(counts.nearMisses(), "near miss")
        + reasons(counts.near())
        + ", "
        + plural(counts.misses(), "miss")
        + (counts.skips() == 0
            ? ""
            : "; " + Figures.count(counts.skips()) + " skipped" + reasons(counts.skipped()));
  }

  private static String share(long part, long of) {
    return part == 0 ? "" : " (" + Figures.percent((double) part / of) + ")";
  }

  private static String reasons(Map<String, Long> counts) {
    return counts.isEmpty()
        ? ""
        : counts.entrySet().stream()
            .map(each -> each.getKey() + " " + Figures.count(each.getValue()))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String plural(long count, String noun) {
    String many = noun.endsWith("s") ? noun + "es" : noun + "s";
    return Figures.count(count) + " " + (count == 1 ? noun : many);
  }

  /// What is measured at `threshold`.
  static String at(Evaluation evaluation, double threshold, boolean isGuarded) {
    Optional<Evaluation.Point> measured = evaluation.at(threshold);
    if (measured.isEmpty()) {
      return "%s is below what was measured, %s"
          .formatted(cosine(threshold), cosine(evaluation.points().getFirst().threshold()));
    }
    Evaluation.Point point = measured.get();
    Evaluation.Hits hits = isGuarded ? point.guarded() : point.plain();
    return "≥ %s (measured at %s): %s hit, %s of hits wrong; the guard removes %d of %d wrong and %d of %d right hits"
        .formatted(
            cosine(threshold),
            cosine(point.threshold()),
            interval(hits.rate()),
            interval(hits.wrong()),
            point.wrongRemoved().count(),
            point.wrongRemoved().of(),
            point.rightRemoved().count(),
            point.rightRemoved().of());
  }

  private static String interval(Evaluation.Share share) {
    return share.of() == 0
        ? "none"
        : "%s (%s–%s)"
            .formatted(
                percent(share.value()),
                String.format(java.util.Locale.ROOT, "%.1f", 100 * share.low()),
                String.format(java.util.Locale.ROOT, "%.1f", 100 * share.high()));
  }

  static String percent(double share) {
    return String.format(java.util.Locale.ROOT, "%.1f %%", 100 * share);
  }

  /// What was evaluated.
  static String source(Evaluation evaluation, boolean isLoaded) {
    return "%s: %s %s, embedded by %s, 95 %% intervals%s"
        .formatted(
            evaluation.source(),
            Figures.count(evaluation.questions()),
            evaluation.isPairs() ? "pairs" : "questions",
            evaluation.embedder(),
            isLoaded ? " · shown here, not the project's own" : " · the project's own");
  }

  /// Why there is no curve, when the configuration names one.
  static String unreadable(String file) {
    return "Expected what 'meridian semantic-eval … --json' printed in "
        + file
        + ", found none; run it again. Until then no threshold can be put in force.";
  }
}
