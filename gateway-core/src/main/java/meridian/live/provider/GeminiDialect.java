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
import okhttp3.Headers;

/// Google's Gemini API: `generateContent`, and `streamGenerateContent` as events. Its streams have
/// no mark at the end: they are complete when every candidate has said why it ended.
final class GeminiDialect implements Dialect {
  @Override
  public String path(ChatRequest request) {
    String model = URLEncoder.encode(request.model(), StandardCharsets.UTF_8);
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
    return GeminiBody.of(request);
  }

  @Override
  public Completion completion(Json.Obj answer, Instant now) throws UnreadableAnswer {
    return GeminiAnswers.completion(answer, now.getEpochSecond());
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
