package meridian.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.Refusal;
import meridian.TokenUsage;
import meridian.time.Dice;
import meridian.wire.Embeddings;
import meridian.wire.JsonWriter;

/// What a modelled provider answers to a request for embeddings: unit vectors drawn from the text,
/// the same for the same text, model and number of dimensions. They mean nothing: texts that mean
/// the same are as far apart as any others. Every answer carries `system_fingerprint: "modelled"`.
final class ModelledEmbeddings {
  /// What OpenAI's embedding models read at most, tokens of one text.
  private static final long MOST_TOKENS = 8_192;

  /// OpenAI's largest embedding model has this many dimensions, the others half as many.
  private static final int MOST_DIMENSIONS = 3_072;

  private ModelledEmbeddings() {}

  /// Why `request` gets none; empty when it does.
  static Optional<Refusal> obstacle(ChatRequest request) {
    long dimensions = request.body().number("dimensions", 1);
    int most = dimensions(request.model());
    if (dimensions < 1 || dimensions > most) {
      return wrong(
          "dimensions", "expected 1 to %d dimensions, found %d".formatted(most, dimensions));
    }
    for (Json input : Embeddings.inputs(request.body())) {
      long tokens = PromptSize.inputTokens(input);
      if (tokens > MOST_TOKENS) {
        return wrong(
            "input",
            "expected at most %d tokens in a text, found about %d; split it"
                .formatted(MOST_TOKENS, tokens));
      }
    }
    return Optional.empty();
  }

  /// The answer to a request that [#obstacle] has nothing against.
  static Completion to(ChatRequest request) {
    int dimensions = (int) request.body().number("dimensions", dimensions(request.model()));
    List<float[]> vectors = new ArrayList<>();
    for (Json input : Embeddings.inputs(request.body())) {
      vectors.add(vector(request.model() + "\n" + JsonWriter.text(input), dimensions));
    }
    TokenUsage usage = new TokenUsage(PromptSize.tokens(request.body()), 0, 0);
    Completion answer = Embeddings.answer(request, vectors, usage);
    return new Completion(answer.body().with("system_fingerprint", "modelled"), usage);
  }

  private static int dimensions(String model) {
    return model.contains("large") ? MOST_DIMENSIONS : MOST_DIMENSIONS / 2;
  }

  private static float[] vector(String seed, int dimensions) {
    Dice dice = new Dice(0).fork(seed);
    double[] drawn = new double[dimensions];
    double square = 0;
    for (int i = 0; i < dimensions; i++) {
      drawn[i] = dice.nextDouble() - 0.5;
      square += drawn[i] * drawn[i];
    }
    float[] unit = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      unit[i] = (float) (drawn[i] / Math.sqrt(square));
    }
    return unit;
  }

  private static Optional<Refusal> wrong(String param, String message) {
    return Optional.of(Refusal.badRequest("invalid_value", param + ": " + message, param));
  }
}
