package meridian.wire.anthropic;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.Completion;
import meridian.Json;
import meridian.wire.JsonReader;
import meridian.wire.StreamRendering;

/// Renders a completion as an answer of Anthropic's Messages API. [MessageAnswer] is the inverse.
///
/// Only the first choice is rendered: a Messages request cannot ask for more.
public final class MessageRendering {
  private MessageRendering() {}

  /// The message that `completion` is.
  public static Json.Obj message(Completion completion) {
    Json.Obj body = completion.body();
    Json.Obj choice =
        body.items("choices").stream()
            .filter(Json.Obj.class::isInstance)
            .map(Json.Obj.class::cast)
            .findFirst()
            .orElse(Json.Obj.empty());
    Json.Obj said = choice.object("message").orElse(Json.Obj.empty());
    MessageStop stop = new MessageStop();
    stop.read(choice, said.has("tool_calls") && !said.items("tool_calls").isEmpty());
    return head(body)
        .with("content", new Json.Arr(blocks(said)))
        .with("stop_reason", stop.reason())
        .with("stop_sequence", stop.sequence())
        .with("usage", MessageUsage.forClient(completion.usage()));
  }

  /// The events in which a client that wants a stream gets it.
  ///
  /// @param pieceChars most UTF-16 units of text in one event, 2 or more
  public static byte[] stream(Completion completion, int pieceChars) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2_048);
    MessageStream stream = new MessageStream();
    for (Json.Obj chunk : StreamRendering.chunks(completion, true, pieceChars)) {
      out.writeBytes(stream.events(chunk));
    }
    out.writeBytes(stream.end());
    return out.toByteArray();
  }

  /// What a message says of itself before its content.
  static Json.Obj head(Json.Obj body) {
    return Json.Obj.of("id", new Json.Text(body.text("id").orElse("")))
        .with("type", "message")
        .with("role", "assistant")
        .with("model", body.text("model").orElse(""));
  }

  private static List<Json> blocks(Json.Obj said) {
    List<Json> blocks = new ArrayList<>(said.items("thinking_blocks"));
    for (String member : List.of("content", "refusal")) {
      said.text(member)
          .filter(text -> !text.isEmpty())
          .ifPresent(
              text -> blocks.add(Json.Obj.of("type", new Json.Text("text")).with("text", text)));
    }
    for (Json item : said.items("tool_calls")) {
      if (item instanceof Json.Obj call) {
        Json.Obj function = call.object("function").orElse(Json.Obj.empty());
        blocks.add(
            toolUse(call.text("id").orElse(""), function)
                .with("input", input(function.text("arguments").orElse(""))));
      }
    }
    return blocks;
  }

  static Json.Obj toolUse(String id, Json.Obj function) {
    return Json.Obj.of("type", new Json.Text("tool_use"))
        .with("id", id)
        .with("name", function.text("name").orElse(""));
  }

  /// Arguments that are no object cannot be said in this API; they are shown as what they are.
  private static Json input(String arguments) {
    if (arguments.isBlank()) {
      return Json.Obj.empty();
    }
    Optional<Json> read = JsonReader.tryRead(arguments.getBytes(StandardCharsets.UTF_8));
    return read.filter(Json.Obj.class::isInstance)
        .orElseGet(() -> Json.Obj.of("malformed_arguments", new Json.Text(arguments)));
  }
}
