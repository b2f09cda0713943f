package meridian.wire;

import java.io.ByteArrayOutputStream;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Endpoint;
import meridian.Json;
import meridian.wire.anthropic.MessageRendering;

/// The bytes in which a whole answer leaves, as JSON or as server-sent events.
public final class Rendering {
  /// Text in one chunk of a stream that is rendered from a stored answer, UTF-16 units.
  private static final int PIECE_CHARS = 2_048;

  private Rendering() {}

  /// The body that answers `request` with `completion`; made once for each form and shared: nobody
  /// may change it.
  public static byte[] of(ChatRequest request, Completion completion) {
    return completion.rendered(form(request), Rendering::render);
  }

  /// How many bytes `completion` has as one JSON object; it keeps the object for who asks for it.
  public static int sizeBytes(Completion completion) {
    return json(completion).length;
  }

  /// `completion` as one JSON object; shared: nobody may change it.
  public static byte[] json(Completion completion) {
    return completion.rendered(Completion.Form.JSON, Rendering::render);
  }

  /// The same answer in little memory, for a cache.
  public static Completion packed(Completion completion) {
    return completion.packed(Rendering::render, Rendering::read);
  }

  private static Json.Obj read(byte[] json) {
    try {
      if (JsonReader.readAnswer(json) instanceof Json.Obj body) {
        return body;
      }
    } catch (MalformedJson impossible) {
      throw new IllegalStateException("an answer that was written here cannot be read", impossible);
    }
    throw new IllegalStateException("an answer that was written here is no object");
  }

  private static Completion.Form form(ChatRequest request) {
    if (request.endpoint() == Endpoint.MESSAGES) {
      return request.isStreamed() ? Completion.Form.MESSAGE_STREAM : Completion.Form.MESSAGE;
    }
    if (!request.isStreamed()) {
      return Completion.Form.JSON;
    }
    return request.wantsUsageChunk() ? Completion.Form.STREAM_WITH_USAGE : Completion.Form.STREAM;
  }

  private static byte[] render(Completion completion, Completion.Form form) {
    return switch (form) {
      case JSON -> JsonWriter.utf8(completion.body());
      case STREAM -> stream(completion, false);
      case STREAM_WITH_USAGE -> stream(completion, true);
      case MESSAGE -> JsonWriter.utf8(MessageRendering.message(completion));
      case MESSAGE_STREAM -> MessageRendering.stream(completion, PIECE_CHARS);
    };
  }

  private static byte[] stream(Completion completion, boolean wantsUsageChunk) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2_048);
    for (Json.Obj chunk : StreamRendering.chunks(completion, wantsUsageChunk, PIECE_CHARS)) {
      out.writeBytes(Sse.event(JsonWriter.utf8(chunk)));
    }
    out.writeBytes(Sse.done());
    return out.toByteArray();
  }
}
