package meridian.live.provider;

import java.time.Instant;
import java.util.List;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.TokenUsage;
import meridian.wire.Embeddings;
import meridian.wire.Sse;
import meridian.wire.SseParser;
import meridian.wire.TokenUsages;
import meridian.wire.UnreadableAnswer;
import okhttp3.Headers;

/// OpenAI's API, which is the gateway's own form: everything passes as it is. Streams always ask
/// for the token counts; the edge takes the usage chunk out again for clients that did not.
final class OpenAiDialect implements Dialect {
  @Override
  public String path(ChatRequest request) {
    return request.isForEmbeddings() ? "embeddings" : "chat/completions";
  }

  @Override
  public Headers headers(ProviderKey key) {
    Headers.Builder headers = new Headers.Builder();
    key.secret().ifPresent(secret -> headers.add("Authorization", "Bearer " + secret));
    return headers.build();
  }

  @Override
  public Json.Obj body(ChatRequest request) {
    return UpstreamRequest.json(request);
  }

  @Override
  public Completion completion(ChatRequest request, Json.Obj answer, Instant now)
      throws UnreadableAnswer {
    if (request.isForEmbeddings()) {
      return Embeddings.completion(request, answer);
    }
    if (answer.items("choices").isEmpty()) {
      throw new UnreadableAnswer("an object without choices");
    }
    return new Completion(answer, TokenUsages.of(answer).orElse(TokenUsage.NONE));
  }

  @Override
  public Reader reader(Instant now) {
    return new Chunks();
  }

  private static final class Chunks implements Reader {
    @Override
    public List<Json.Obj> read(Json.Obj data) {
      return List.of(data);
    }

    @Override
    public boolean isEnd(SseParser.Event event) {
      return event.isDone();
    }

    @Override
    public String end() {
      return Sse.DONE;
    }
  }
}
