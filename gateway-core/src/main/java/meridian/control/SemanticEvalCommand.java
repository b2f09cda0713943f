package meridian.control;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import meridian.live.onnx.SpeedTrial;
import meridian.live.onnx.Vectors;
import meridian.semantic.Curve;
import meridian.semantic.CurveJson;
import meridian.semantic.Trials;
import meridian.wire.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `meridian semantic-eval`: how often the semantic cache would answer, and how often wrongly, by
/// threshold.
@Command(
    name = "semantic-eval",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the semantic cache on questions whose right answers are known: hit rate and share"
          + " of wrong hits by threshold, with 95 %% intervals, by the threshold alone and with the"
          + " guard.",
      "FILE is CSV with the columns text and category (questions of one category may have one"
          + " answer), or JSON lines of pairs: {\"one\": \"…\", \"other\": \"…\", \"same\": true}.",
      "Exit codes: 0 done, 1 the model cannot be loaded, 2 the command line or the file is wrong."
    })
final class SemanticEvalCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG = 2;
  private static final int TELL_EVERY = 500;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "Questions with labels, or pairs.")
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private Path file;

  @Option(
      names = "--threshold",
      paramLabel = "COSINE",
      description = "Only this threshold; may be repeated. Fifteen from 0.70 to 0.98 otherwise.")
  private List<Double> thresholds = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the order questions are asked in; ${DEFAULT-VALUE} unless given.")
  private long seed = 1;

  @Option(
      names = "--json",
      description = "Print one line of JSON; a project's semantic.evaluation reads it.")
  private boolean json;

  @Option(
      names = "--speed",
      description =
          "Time one embedding and one search among 100,000 vectors on this machine instead.")
  private boolean speed;

  @Override
  public Integer call() {
    PrintWriter err = command.commandLine().getErr();
    Optional<Double> bad = thresholds.stream().filter(t -> !(t >= 0 && t <= 1)).findFirst();
    if (bad.isPresent()) {
      err.println("--threshold: expected a cosine from 0 to 1, found " + bad.get());
      return WRONG;
    }
    LabelledTexts asked;
    try {
      asked = LabelledTexts.read(Evaluating.content(file));
    } catch (LabelledTexts.Unusable e) {
      err.println(file + ": " + e.getMessage());
      return WRONG;
    }
    try (Vectors vectors = Vectors.load()) {
      if (speed) {
        command
            .commandLine()
            .getOut()
            .println(text(vectors.speed().measure(asked.texts(), 100_000)));
        return DONE;
      }
      Curve curve = curve(asked, vectors, err);
      command
          .commandLine()
          .getOut()
          .println(json ? JsonWriter.text(CurveJson.of(curve)) : CurveText.of(curve));
      return DONE;
    } catch (IOException e) {
      err.println("the embedding model: " + e.getMessage());
      return FAILED;
    }
  }

  private static String text(SpeedTrial.Speed speed) {
    return String.format(
        Locale.ROOT,
        """
        one embedding: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms
        embeddings per second of one core: %.0f one by one, %.0f in batches of 16
        one search among %d vectors: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms
        both: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms; of it processor time p50 %.1f ms, p95 %.1f ms, p99 %.1f ms
        recall of the best against a comparison with all: %.3f\
        """,
        speed.embedMillis()[0],
        speed.embedMillis()[1],
        speed.embedMillis()[2],
        speed.perSecond(),
        speed.perSecondBatched(),
        speed.vectors(),
        speed.searchMillis()[0],
        speed.searchMillis()[1],
        speed.searchMillis()[2],
        speed.bothMillis()[0],
        speed.bothMillis()[1],
        speed.bothMillis()[2],
        speed.bothCpuMillis()[0],
        speed.bothCpuMillis()[1],
        speed.bothCpuMillis()[2],
        speed.recall());
  }

  private Curve curve(LabelledTexts asked, Vectors vectors, PrintWriter err) {
    List<Double> tried = thresholds.isEmpty() ? Trials.THRESHOLDS : thresholds;
    Curve curve =
        Evaluating.curve(
            asked,
            Evaluating.name(file),
            vectors,
            tried,
            seed,
            (what, done, all) -> {
              if (done % TELL_EVERY == 0 || done == all) {
                err.println("%s %d of %d".formatted(what, done, all));
              }
            });
    long skipped = asked.size() - curve.questions();
    if (skipped > 0) {
      err.println(skipped + " left out: blank, or longer than the model reads");
    }
    return curve;
  }
}
