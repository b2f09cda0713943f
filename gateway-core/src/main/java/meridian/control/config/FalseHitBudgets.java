package meridian.control.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import meridian.ProjectId;
import meridian.semantic.Curve;
import meridian.semantic.CurveJson;
import meridian.semantic.CurvePoint;
import meridian.semantic.SemanticPolicy;
import meridian.wire.JsonReader;

/// Holds each project's semantic threshold against its false-hit budget: the share of wrong hits
/// that its evaluation measured, with the guard, may not be larger.
public final class FalseHitBudgets {
  private static final int MOST_BYTES = 1 << 20;

  private FalseHitBudgets() {}

  /// What is wrong, one line each; none when every budget holds.
  static List<String> problems(Path file, GatewayConfig config) {
    List<String> problems = new ArrayList<>();
    config
        .projects()
        .forEach((project, tenant) -> {
          SemanticConfig semantic = tenant.semantic();
          if (semantic.budget().isPresent() && semantic.mode() != SemanticPolicy.Mode.OFF) {
            problem(semantic, semantic.budget().get())
                .ifPresent(text -> problems.add(line(file, project, text)));
          }
        });
    return problems;
  }

  private static String line(Path file, ProjectId project, String text) {
    return file + ": projects." + project.name() + ".semantic." + text;
  }

  private static Optional<String> problem(SemanticConfig semantic, double budget) {
    Path evaluation = semantic.evaluation().orElseThrow();
    Optional<Curve> curve = read(evaluation);
    if (curve.isEmpty()) {
      return Optional.of(
          "evaluation: expected what 'meridian semantic-eval FILE --json' printed, found none in "
              + evaluation
              + "; run it again, or leave the budget out");
    }
    return refusal(curve.get(), semantic.threshold(), budget).map(text -> "threshold: " + text);
  }

  /// Why `threshold` may not be used with `budget` by what `curve` measured; empty when it may.
  public static Optional<String> refusal(Curve curve, double threshold, double budget) {
    Optional<CurvePoint> measured = curve.at(threshold);
    if (measured.isEmpty()) {
      return Optional.of(
          "expected one that was measured, found %s below the lowest, %s; raise it, or"
                  .formatted(plain(threshold), lowest(curve))
              + " measure it with --threshold");
    }
    CurvePoint.Hits hits = measured.get().guarded();
    if (hits.wrongShare().value() <= budget) {
      return Optional.empty();
    }
    return Optional.of(
        "expected at most %s of hits to be wrong (the budget), found %s (95 %%: %s to %s) measured at %s; %s"
            .formatted(
                percent(budget),
                percent(hits.wrongShare().value()),
                percent(hits.wrongShare().low()),
                percent(hits.wrongShare().high()),
                plain(measured.get().threshold()),
                curve
                    .lowestWithin(budget)
                    .map(point ->
                        "raise it to " + plain(point.threshold()) + " or more, or raise the budget")
                    .orElse("no measured threshold keeps this budget; raise it")));
  }

  /// The measurement in `file`; empty when it is none, cannot be read or is larger than 1 MiB.
  public static Optional<Curve> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MOST_BYTES + 1);
      return content.length > MOST_BYTES
          ? Optional.empty()
          : JsonReader.tryRead(content).flatMap(CurveJson::read);
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private static String lowest(Curve curve) {
    return plain(curve.points().getFirst().threshold());
  }

  private static String plain(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
