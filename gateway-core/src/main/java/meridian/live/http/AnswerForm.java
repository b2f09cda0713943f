package meridian.live.http;

import java.util.Optional;
import meridian.Endpoint;
import meridian.Json;
import meridian.Refusal;
import meridian.RequestId;
import meridian.wire.Errors;
import meridian.wire.Headers;
import meridian.wire.JsonWriter;
import meridian.wire.Sse;
import meridian.wire.anthropic.MessageStream;
import meridian.wire.anthropic.MessagesErrors;

/// The form in which a stream and every refusal leave, by the API the client speaks. One serves one
/// request.
sealed interface AnswerForm {
  /// The form for `path`; OpenAI's wherever no other API is spoken.
  static AnswerForm of(String path, RequestId id) {
    return path.equals(Endpoint.MESSAGES.path()) || path.startsWith(Endpoint.MESSAGES.path() + "/")
        ? new Anthropic(id, new MessageStream())
        : new OpenAi();
  }

  /// The events that a chunk becomes; sometimes none.
  byte[] events(Json.Obj chunk);

  /// The events that end a complete stream.
  byte[] end();

  /// The event that ends a stream which broke.
  byte[] broken(Refusal refusal);

  /// The body of a refusal.
  byte[] refused(Refusal refusal);

  /// `headers` with the request's name where this API's clients look for it.
  Headers named(Headers headers);

  /// OpenAI's chunks, `[DONE]` and errors.
  record OpenAi() implements AnswerForm {
    @Override
    public byte[] events(Json.Obj chunk) {
      return Sse.event(JsonWriter.utf8(chunk));
    }

    @Override
    public byte[] end() {
      return Sse.done();
    }

    @Override
    public byte[] broken(Refusal refusal) {
      return Errors.event(refusal, Optional.empty());
    }

    @Override
    public byte[] refused(Refusal refusal) {
      return Errors.utf8(refusal);
    }

    @Override
    public Headers named(Headers headers) {
      return headers;
    }
  }

  /// Anthropic's events and errors.
  record Anthropic(RequestId id, MessageStream stream) implements AnswerForm {
    @Override
    public byte[] events(Json.Obj chunk) {
      return stream.events(chunk);
    }

    @Override
    public byte[] end() {
      return stream.end();
    }

    @Override
    public byte[] broken(Refusal refusal) {
      return MessagesErrors.event(refusal, id);
    }

    @Override
    public byte[] refused(Refusal refusal) {
      return MessagesErrors.utf8(refusal, id);
    }

    @Override
    public Headers named(Headers headers) {
      return headers.add("request-id", id.text());
    }
  }
}
