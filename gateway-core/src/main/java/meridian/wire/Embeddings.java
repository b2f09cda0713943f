package meridian.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.TokenUsage;

/// Answers to `POST /v1/embeddings`: a list of vectors, each as numbers or as the Base64 of its
/// 32-bit floats, lowest byte first. OpenAI's own clients ask for the latter unless told otherwise.
public final class Embeddings {
  private Embeddings() {}

  /// Whether `body` is such an answer.
  public static boolean are(Json.Obj body) {
    List<Json> data = body.items("data");
    return !data.isEmpty() && data.getFirst() instanceof Json.Obj first && first.has("embedding");
  }

  /// The answer to `request` that a provider gave in this form, when it has a vector for each text.
  public static Completion completion(ChatRequest request, Json.Obj answer)
      throws UnreadableAnswer {
    List<Json> data = answer.items("data");
    int expected = inputs(request.body()).size();
    if (data.size() != expected) {
      throw new UnreadableAnswer(data.size() + " embeddings for " + expected + " texts");
    }
    for (Json item : data) {
      boolean isVector =
          item instanceof Json.Obj one
              && (one.text("embedding").isPresent() || !one.items("embedding").isEmpty());
      if (!isVector) {
        throw new UnreadableAnswer("an embedding that is no vector");
      }
    }
    return new Completion(answer, TokenUsages.of(answer).orElse(TokenUsage.NONE));
  }

  /// What `request` wants embedded, one item for each vector: texts, or arrays of tokens.
  public static List<Json> inputs(Json.Obj request) {
    Json input = request.get("input").orElse(Json.Null.NULL);
    boolean isMany =
        input instanceof Json.Arr array
            && !array.items().isEmpty()
            && !(array.items().getFirst() instanceof Json.Num);
    return isMany ? ((Json.Arr) input).items() : List.of(input);
  }

  /// A list of `vectors` in the form `request` asks for. Usage is left out when it is none: nobody
  /// counted.
  public static Completion answer(ChatRequest request, List<float[]> vectors, TokenUsage usage) {
    boolean isBase64 = request.body().text("encoding_format").orElse("").equals("base64");
    List<Json> data = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i++) {
      data.add(
          Json.Obj.of("object", new Json.Text("embedding"))
              .with("index", i)
              .with("embedding", isBase64 ? base64(vectors.get(i)) : numbers(vectors.get(i))));
    }
    Json.Obj body =
        Json.Obj.of("object", new Json.Text("list"))
            .with("data", new Json.Arr(data))
            .with("model", request.model());
    return usage.equals(TokenUsage.NONE)
        ? new Completion(body, usage)
        : new Completion(
            body.with(
                "usage",
                Json.Obj.of("prompt_tokens", Json.Num.of(usage.prompt()))
                    .with("total_tokens", usage.total())),
            usage);
  }

  private static Json base64(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return new Json.Text(Base64.getEncoder().encodeToString(bytes.array()));
  }

  private static Json numbers(float[] vector) {
    List<Json> numbers = new ArrayList<>(vector.length);
    for (float value : vector) {
      numbers.add(new Json.Num(Float.toString(value)));
    }
    return new Json.Arr(numbers);
  }
}
