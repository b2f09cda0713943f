package meridian.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import meridian.live.onnx.Vectors;
import meridian.semantic.Curve;
import meridian.semantic.CurvePoint;
import meridian.semantic.Traits;
import meridian.semantic.Trials;
import meridian.semantic.UnitVector;

/// Measures the semantic cache on a file of questions whose right answers are known, for command
/// line and console.
///
/// Embedding takes about 3 ms a text and core, comparing n texts n² / 2 comparisons: some ten
/// seconds for the 3,000 questions of BANKING77, minutes for 20,000, which is the bound.
public final class Evaluating {
  private static final int MOST_BYTES = 64 << 20;

  private Evaluating() {}

  /// Hears how it goes, from any thread; must return quickly.
  @FunctionalInterface
  public interface Listener {
    /// So many of all are done.
    ///
    /// @param what is done: `embedded` or `compared`
    void progress(String what, int done, int all);
  }

  /// What came of it.
  public sealed interface Result {
    /// It was measured, or read: the file may be an earlier result.
    record Done(Evaluation evaluation) implements Result {}

    /// It was given up.
    record Cancelled() implements Result {}

    /// It cannot be done.
    ///
    /// @param reason what was expected, what was found, what to do
    record Failed(String reason) implements Result {}
  }

  /// Thrown out of a measurement that nobody waits for.
  private static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// Reads the result in `file`, or measures the questions in it; blocks meanwhile.
  public static Result of(Path file, Listener listener, BooleanSupplier isCancelled) {
    try {
      byte[] content = content(file);
      Optional<Evaluation> earlier = Evaluation.parse(content);
      if (earlier.isPresent()) {
        return new Result.Done(earlier.get());
      }
      LabelledTexts asked = LabelledTexts.read(content);
      try (Vectors vectors = Vectors.load()) {
        Listener telling =
            (what, done, all) -> {
              if (isCancelled.getAsBoolean()) {
                throw new GivenUp();
              }
              listener.progress(what, done, all);
            };
        Curve curve = curve(asked, name(file), vectors, Trials.THRESHOLDS, 1, telling);
        return new Result.Done(new Evaluation(curve));
      }
    } catch (LabelledTexts.Unusable unusable) {
      return new Result.Failed(file + ": " + unusable.getMessage());
    } catch (IOException model) {
      return new Result.Failed(String.valueOf(model.getMessage()));
    } catch (GivenUp givenUp) {
      return new Result.Cancelled();
    }
  }

  /// The bytes of `file`.
  ///
  /// @throws LabelledTexts.Unusable when it cannot be read or is larger than 64 MiB
  static byte[] content(Path file) throws LabelledTexts.Unusable {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MOST_BYTES + 1);
      if (content.length > MOST_BYTES) {
        throw new LabelledTexts.Unusable("expected at most 64 MiB, found more; use a part of it");
      }
      return content;
    } catch (IOException none) {
      throw new LabelledTexts.Unusable("expected a readable file, found none; check the path");
    }
  }

  /// The name of `file` without its folder.
  static String name(Path file) {
    return Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
  }

  /// Embeds what is `asked` and plays it against `thresholds`. Texts that are blank or longer than
  /// the model reads are left out.
  ///
  /// @param source what is asked, in words
  /// @param seed of the order questions are asked in
  static Curve curve(
      LabelledTexts asked,
      String source,
      Vectors vectors,
      List<Double> thresholds,
      long seed,
      Listener listener) {
    int count = asked.texts().size();
    List<Optional<UnitVector>> all =
        vectors.of(asked.texts(), telling("embedded", count, listener));
    if (asked.isPairs()) {
      List<Trials.Pair> pairs = pairs(asked, all);
      List<CurvePoint> points = Trials.pairs(pairs, thresholds);
      return new Curve(vectors.model(), source, pairs.size(), Curve.Kind.PAIRS, seed, points);
    }
    List<Trials.Question> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (all.get(i).isPresent()) {
        list.add(question(asked, all, i));
      }
    }
    List<CurvePoint> points =
        Trials.stream(list, thresholds, seed, telling("compared", list.size(), listener));
    return new Curve(vectors.model(), source, list.size(), Curve.Kind.STREAM, seed, points);
  }

  private static List<Trials.Pair> pairs(LabelledTexts asked, List<Optional<UnitVector>> all) {
    List<Trials.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < asked.sames().size(); i++) {
      int at = 2 * i;
      if (all.get(at).isPresent() && all.get(at + 1).isPresent()) {
        pairs.add(
            new Trials.Pair(
                question(asked, all, at), question(asked, all, at + 1), asked.sames().get(i)));
      }
    }
    return pairs;
  }

  private static Trials.Question question(
      LabelledTexts asked, List<Optional<UnitVector>> vectors, int at) {
    String label = asked.isPairs() ? "" : asked.labels().get(at);
    return new Trials.Question(
        vectors.get(at).orElseThrow(), Traits.of(asked.texts().get(at)), label);
  }

  private static IntConsumer telling(String what, int all, Listener listener) {
    return done -> listener.progress(what, done, all);
  }
}
