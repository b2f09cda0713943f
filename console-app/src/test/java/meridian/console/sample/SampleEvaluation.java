package meridian.console.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.console.session.Evaluator;
import meridian.control.Evaluation;
import meridian.control.SemanticUse;

/// A measured semantic cache: what `semantic-eval` counted on the test half of BANKING77.
public final class SampleEvaluation {
  /// 3,080 questions.
  public static final Evaluation BANKING = read();

  /// A shadow at 0.95 that may be wrong in 3 % of its hits.
  public static final SemanticUse SHADOW = use(SemanticUse.Mode.SHADOW, 0.95);

  private SampleEvaluation() {}

  /// With a budget of 3 %.
  public static SemanticUse use(SemanticUse.Mode mode, double threshold) {
    return new SemanticUse(
        mode,
        threshold,
        Duration.ofMinutes(30),
        Optional.of(0.03),
        new SemanticUse.Measured.Known("banking77.json", BANKING));
  }

  private static Evaluation read() {
    try (InputStream in = SampleEvaluation.class.getResourceAsStream("evaluation.json")) {
      if (in == null) {
        throw new IllegalStateException("expected evaluation.json among the test resources");
      }
      return Evaluation.parse(in.readAllBytes()).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An evaluator that waits to be told how it goes.
  public static final class ByHand implements Evaluator {
    /// What was to be measured.
    public final List<Path> files = new ArrayList<>();

    /// Who hears of each.
    public final List<Listener> listeners = new ArrayList<>();

    /// How many were given up.
    public int cancelled;

    @Override
    public Running start(Path file, Listener listener) {
      files.add(file);
      listeners.add(listener);
      return () -> cancelled++;
    }
  }
}
