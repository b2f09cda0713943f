package meridian.wire.gemini;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.TokenUsage;
import meridian.wire.Embeddings;
import meridian.wire.UnreadableAnswer;
import meridian.wire.Untranslatable;

/// Embeddings by Gemini's `batchEmbedContents`.
///
/// It takes texts, not tokens, and does not say how many tokens it counted: the gateway books an
/// estimate, labelled as one. Every other field is refused by name, but those that cannot select
/// the answer.
public final class GeminiEmbeddings {
  private static final String API = "the Gemini API";

  private GeminiEmbeddings() {}

  /// The body of the call.
  public static Json.Obj body(ChatRequest request) throws Untranslatable {
    Json.Obj asked = request.body();
    Optional<Json> dimensions = Optional.empty();
    for (int i = 0; i < asked.size(); i++) {
      switch (asked.name(i)) {
        case "model", "input", "encoding_format", "user", "stream" -> {
          // written elsewhere, or cannot select the answer
        }
        case "dimensions" ->
            dimensions = Optional.of(asked.value(i)).filter(value -> !(value instanceof Json.Null));
        default ->
            throw Untranslatable.field(
                API, asked.name(i), "leave it out, or ask a model of another provider");
      }
    }
    List<Json> requests = new ArrayList<>();
    for (Json input : Embeddings.inputs(asked)) {
      if (!(input instanceof Json.Text text)) {
        throw Untranslatable.field(API, "input", "send texts instead of tokens");
      }
      Json.Obj part = Json.Obj.of("text", text);
      Json.Obj one =
          Json.Obj.of("model", new Json.Text("models/" + request.model()))
              .with("content", Json.Obj.of("parts", new Json.Arr(List.of(part))));
      requests.add(
          dimensions.isPresent() ? one.with("outputDimensionality", dimensions.get()) : one);
    }
    return Json.Obj.of("requests", new Json.Arr(requests));
  }

  /// The answer in OpenAI's form.
  public static Completion completion(ChatRequest request, Json.Obj answer)
      throws UnreadableAnswer {
    List<Json> embeddings = answer.items("embeddings");
    int expected = Embeddings.inputs(request.body()).size();
    if (embeddings.size() != expected) {
      throw new UnreadableAnswer(embeddings.size() + " embeddings for " + expected + " texts");
    }
    List<float[]> vectors = new ArrayList<>();
    for (Json each : embeddings) {
      vectors.add(vector(each instanceof Json.Obj one ? one.items("values") : List.of()));
    }
    return Embeddings.answer(request, vectors, TokenUsage.NONE);
  }

  private static float[] vector(List<Json> values) throws UnreadableAnswer {
    float[] vector = new float[values.size()];
    for (int i = 0; i < vector.length; i++) {
      if (!(values.get(i) instanceof Json.Num number)) {
        throw new UnreadableAnswer("an embedding with something that is no number");
      }
      vector[i] = (float) number.asDouble();
    }
    if (vector.length == 0) {
      throw new UnreadableAnswer("an embedding without values");
    }
    return vector;
  }
}
