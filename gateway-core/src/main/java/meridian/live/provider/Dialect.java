package meridian.live.provider;

import java.time.Instant;
import java.util.List;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.wire.SseParser;
import meridian.wire.UnreadableAnswer;
import meridian.wire.Untranslatable;
import okhttp3.Headers;

/// The API that a provider speaks over HTTP, translated from and to chat completions and
/// embeddings. Stateless.
public interface Dialect {
  /// OpenAI's chat completions.
  Dialect OPENAI = new OpenAiDialect();

  /// Anthropic's Messages API.
  Dialect ANTHROPIC = new AnthropicDialect();

  /// Google's Gemini API.
  Dialect GEMINI = new GeminiDialect();

  /// What `request` is posted to, below the base URL and without a slash in front.
  String path(ChatRequest request);

  /// The headers that go with every request, the key's among them.
  Headers headers(ProviderKey key);

  /// The body of `request`.
  Json.Obj body(ChatRequest request) throws Untranslatable;

  /// What the whole answer to `request` is: a completion, or a list of embeddings.
  ///
  /// @param now when it came
  Completion completion(ChatRequest request, Json.Obj answer, Instant now) throws UnreadableAnswer;

  /// A reader of one stream that begins now.
  Reader reader(Instant now);

  /// Reads the events of one stream. Confined to the task that reads the stream.
  interface Reader {
    /// The chunks that the event with these data brings, often none.
    List<Json.Obj> read(Json.Obj data) throws UnreadableAnswer;

    /// Whether `event` is a mark that ends the stream, and no JSON.
    default boolean isEnd(SseParser.Event event) {
      return false;
    }

    /// Whether the stream is complete by what was read of it.
    default boolean isOver() {
      return false;
    }

    /// Whether the stream is complete if it ends here without a mark.
    default boolean mayEnd() {
      return false;
    }

    /// The chunks that are still to come when a stream ended without a mark.
    default List<Json.Obj> last() {
      return List.of();
    }

    /// What a stream that ends too early lacks, in words that fit after "without".
    String end();
  }
}
