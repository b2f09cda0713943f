package meridian.live.provider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.wire.UnreadableAnswer;
import meridian.wire.Untranslatable;
import meridian.wire.gemini.GeminiAnswers;
import meridian.wire.gemini.GeminiBody;
import meridian.wire.gemini.GeminiEmbeddings;
import okhttp3.Headers;

/// Google's Gemini API: `generateContent`, `streamGenerateContent` as events, `batchEmbedContents`.
/// Its streams have no mark at the end: they are complete when every candidate has said why it
/// ended.
final class GeminiDialect implements Dialect {
  @Override
  public String path(ChatRequest request) {
    String model = URLEncoder.encode(request.model(), StandardCharsets.UTF_8);
    if (request.isForEmbeddings()) {
      return "models/" + model + ":batchEmbedContents";
    }
    return "models/"
        + model
        + (request.isStreamed() ? ":streamGenerateContent?alt=sse" : ":generateContent");
  }

  @Override
  public Headers headers(ProviderKey key) {
    Headers.Builder headers = new Headers.Builder();
    key.secret().ifPresent(secret -> headers.add("x-goog-api-key", secret));
    return headers.build();
  }

  @Override
  public Json.Obj body(ChatRequest request) throws Untranslatable {
    return request.isForEmbeddings() ? GeminiEmbeddings.body(request) : GeminiBody.of(request);
  }

  @Override
  public Completion completion(ChatRequest request, Json.Obj answer, Instant now)
      throws UnreadableAnswer {
    return request.isForEmbeddings()
        ? GeminiEmbeddings.completion(request, answer)
        : GeminiAnswers.completion(answer, now.getEpochSecond());
  }

  @Override
  public Reader reader(Instant now) {
    return new Answers(new GeminiAnswers(now.getEpochSecond()));
  }

  private record Answers(GeminiAnswers answers) implements Reader {
    @Override
    public List<Json.Obj> read(Json.Obj data) throws UnreadableAnswer {
      return answers.read(data);
    }

    @Override
    public boolean mayEnd() {
      return answers.mayEnd();
    }

    @Override
    public List<Json.Obj> last() {
      return answers.last();
    }

    @Override
    public String end() {
      return "a finish reason";
    }
  }
}
