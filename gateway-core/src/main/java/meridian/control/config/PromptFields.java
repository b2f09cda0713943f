package meridian.control.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import meridian.scenario.PromptSizes;
import meridian.scenario.Repeats;

/// The fields of what is asked: which models, how long prompts are, and how often they come again.
final class PromptFields {
  private static final Pattern MODEL_TEXT = Pattern.compile("[\\x21-\\x7E]{1,128}");

  static final Field<Map<String, Double>> MODELS =
      Field.of(
          "models",
          new MapOf<>(model(), AskerFields.weight(), 100),
          "{gpt-4o-mini: 1}",
          "Which models new prompts go to: relative weights.");
  static final Field<String> MODEL =
      Field.of("model", model(), "gpt-4o-mini", "The model to ask for.");
  static final Field<Double> STREAMS =
      Field.of("streams", Kinds.number(0, 1), "0.5", "Share of requests that ask for a stream.");

  private static final Field<Double> REPEAT_SHARE =
      Field.of(
          "share",
          Kinds.number(0, 1),
          "0.01",
          "Share of requests that repeat an earlier prompt of their project exactly (Mooncake:"
              + " 0.0098; the article claims 0.05 to 0.15).");
  private static final Field<Double> EXPONENT =
      Field.of(
          "exponent",
          Kinds.number(0, 3),
          "1",
          "Zipf's law: the k-th remembered prompt in proportion to 1/k^exponent.");
  private static final Field<Double> RECENT_SHARE =
      Field.of(
          "recentShare",
          Kinds.number(0, 1),
          "0",
          "Share of repeats that choose evenly among prompts first asked recently (Mooncake: 0.43"
              + " within 60 s).");
  private static final Field<Duration> RECENT_WINDOW =
      Field.of("recentWindow", Units.duration("1ms", "30d"), "60s", "What recent means.");
  private static final Field<Double> BORROWED =
      Field.of(
          "borrowedShare",
          Kinds.number(0, 1),
          "0",
          "Share of a project's new prompts that are another project's, word for word.");
  private static final Field<Double> REWORDED =
      Field.of(
          "rewordedShare",
          Kinds.number(0, 1),
          "0",
          "Share of a project's new prompts that are an earlier one of its own in other words.");
  static final Field<Repeats> REPEATS =
      Field.of(
          "repeats",
          Group.of(
              List.of(REPEAT_SHARE, EXPONENT, RECENT_SHARE, RECENT_WINDOW, BORROWED, REWORDED),
              in ->
                  new Repeats(
                      in.get(REPEAT_SHARE),
                      in.get(EXPONENT),
                      in.get(RECENT_SHARE),
                      in.get(RECENT_WINDOW),
                      in.get(BORROWED),
                      in.get(REWORDED))),
          "{}",
          "How often prompts come again, and which.");

  private static final Field<Integer> MEDIAN =
      Field.of(
          "medianTokens",
          Kinds.count(10, 4_000),
          "100",
          "Median length of prompts, lognormal (Azure chat trace: 1020; 100 is light).");
  private static final Field<Double> SIGMA =
      Field.of(
          "sigma",
          Kinds.number(0, 2),
          "0.84",
          "Spread of the logarithm (Azure chat trace: p95 four times the median).");
  static final Field<Integer> MAX_TOKENS =
      Field.of("maxTokens", Kinds.count(10, 100_000), "8000", "No prompt is longer.");
  static final Field<PromptSizes> PROMPTS =
      Field.of(
          "prompts",
          Group.of(
              List.of(MEDIAN, SIGMA, MAX_TOKENS),
              in -> new PromptSizes(in.get(MEDIAN), in.get(SIGMA), in.get(MAX_TOKENS))),
          "{}",
          "How long prompts are; how long answers are, the provider decides.");

  private PromptFields() {}

  private static ScalarKind<String> model() {
    return Kinds.text(
        "a model's name of 1 to 128 visible ASCII characters",
        MODEL_TEXT,
        "write it as clients do");
  }
}
