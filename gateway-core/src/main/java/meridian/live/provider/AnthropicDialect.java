package meridian.live.provider;

import java.time.Instant;
import java.util.List;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.wire.UnreadableAnswer;
import meridian.wire.Untranslatable;
import meridian.wire.anthropic.MessageAnswer;
import meridian.wire.anthropic.MessageEvents;
import meridian.wire.anthropic.MessagesBody;
import okhttp3.Headers;

/// Anthropic's Messages API, version 2023-06-01.
final class AnthropicDialect implements Dialect {
  private static final String VERSION = "2023-06-01";

  @Override
  public String path(ChatRequest request) {
    return "messages";
  }

  @Override
  public Headers headers(ProviderKey key) {
    Headers.Builder headers = new Headers.Builder().add("anthropic-version", VERSION);
    key.secret().ifPresent(secret -> headers.add("x-api-key", secret));
    return headers.build();
  }

  @Override
  public Json.Obj body(ChatRequest request) throws Untranslatable {
    if (request.isForEmbeddings()) {
      throw Untranslatable.field(
          "Anthropic's Messages API", "input", "ask a model of a provider that has embeddings");
    }
    return MessagesBody.of(request);
  }

  @Override
  public Completion completion(ChatRequest request, Json.Obj answer, Instant now)
      throws UnreadableAnswer {
    return MessageAnswer.completion(answer, now.getEpochSecond());
  }

  @Override
  public Reader reader(Instant now) {
    return new Events(new MessageEvents(now.getEpochSecond()));
  }

  private record Events(MessageEvents events) implements Reader {
    @Override
    public List<Json.Obj> read(Json.Obj data) throws UnreadableAnswer {
      return events.read(data);
    }

    @Override
    public boolean isOver() {
      return events.isOver();
    }

    @Override
    public String end() {
      return "message_stop";
    }
  }
}
