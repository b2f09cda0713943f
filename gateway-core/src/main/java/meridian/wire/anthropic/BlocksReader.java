package meridian.wire.anthropic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.Json;
import meridian.wire.JsonWriter;
import meridian.wire.Members;
import meridian.wire.anthropic.MessagesReader.Refused;

/// Reads one turn of a Messages request as messages of a chat request. [TurnsWriter] is the
/// inverse.
///
/// Results of tool calls become messages of their own, where they stand. Of an assistant's turn the
/// thinking comes first, then the text, then the calls, whatever their order was.
final class BlocksReader {
  private final List<Json> messages = new ArrayList<>();
  private final List<Json> parts = new ArrayList<>();

  private BlocksReader() {}

  /// The messages that `item` is.
  static List<Json> turn(Json item, String at) throws Refused {
    Json.Obj turn = MessagesReader.object(item, at);
    known(turn, at, List.of("role", "content"));
    Json content = turn.get("content").orElse(Json.Null.NULL);
    String role = turn.text("role").orElse("");
    if (!role.equals("user") && !role.equals("assistant")) {
      throw new Refused(at + ".role", "user or assistant");
    }
    if (content instanceof Json.Text) {
      return List.of(message(role).with("content", content));
    }
    if (!(content instanceof Json.Arr blocks)) {
      throw new Refused(at + ".content", "a string or a list of content blocks");
    }
    return role.equals("user")
        ? new BlocksReader().user(blocks.items(), at + ".content")
        : List.of(assistant(blocks.items(), at + ".content"));
  }

  /// A content that can be text only: the text itself where there is but one, otherwise its parts.
  static Json texts(Json content, String at) throws Refused {
    if (content instanceof Json.Text) {
      return content;
    }
    if (!(content instanceof Json.Arr blocks)) {
      throw new Refused(at, "a string or a list of text blocks");
    }
    List<Json> parts = new ArrayList<>();
    for (int i = 0; i < blocks.items().size(); i++) {
      String place = at + "[" + i + "]";
      Json.Obj block = MessagesReader.object(blocks.items().get(i), place);
      if (!block.text("type").equals(Optional.of("text"))) {
        throw new Refused(place + ".type", "text");
      }
      parts.add(part(block, place));
    }
    return simplified(parts);
  }

  private List<Json> user(List<Json> blocks, String at) throws Refused {
    for (int i = 0; i < blocks.size(); i++) {
      String place = at + "[" + i + "]";
      Json.Obj block = MessagesReader.object(blocks.get(i), place);
      if (block.text("type").equals(Optional.of("tool_result"))) {
        endParts();
        messages.add(result(block, place));
      } else {
        parts.add(part(block, place));
      }
    }
    endParts();
    return messages;
  }

  private void endParts() {
    if (!parts.isEmpty()) {
      messages.add(message("user").with("content", simplified(parts)));
      parts.clear();
    }
  }

  private static Json.Obj assistant(List<Json> blocks, String at) throws Refused {
    List<Json> texts = new ArrayList<>();
    List<Json> thoughts = new ArrayList<>();
    List<Json> calls = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      String place = at + "[" + i + "]";
      Json.Obj block = MessagesReader.object(blocks.get(i), place);
      switch (block.text("type").orElse("")) {
        case "thinking", "redacted_thinking" -> thoughts.add(block);
        case "tool_use" -> calls.add(call(block, place));
        case "text" -> texts.add(part(block, place));
        default ->
            throw new Refused(place + ".type", "text, thinking, redacted_thinking or tool_use");
      }
    }
    Json.Obj message =
        message("assistant").with("content", texts.isEmpty() ? Json.Null.NULL : simplified(texts));
    if (!thoughts.isEmpty()) {
      message = message.with("thinking_blocks", new Json.Arr(thoughts));
    }
    return calls.isEmpty() ? message : message.with("tool_calls", new Json.Arr(calls));
  }

  private static Json.Obj call(Json.Obj block, String at) throws Refused {
    known(block, at, List.of("type", "id", "name", "input", "cache_control"));
    Json input = block.get("input").orElse(Json.Obj.empty());
    Json.Obj call =
        Json.Obj.of("id", new Json.Text(block.text("id").orElse("")))
            .with("type", "function")
            .with(
                "function",
                Json.Obj.of("name", new Json.Text(block.text("name").orElse("")))
                    .with("arguments", JsonWriter.text(input)));
    return withBreakpoint(call, block);
  }

  private static Json.Obj result(Json.Obj block, String at) throws Refused {
    known(block, at, List.of("type", "tool_use_id", "content", "is_error", "cache_control"));
    Json content = block.get("content").orElse(Json.Null.NULL);
    List<Json> said = new ArrayList<>();
    if (content instanceof Json.Arr blocks) {
      for (int i = 0; i < blocks.items().size(); i++) {
        String place = at + ".content[" + i + "]";
        said.add(part(MessagesReader.object(blocks.items().get(i), place), place));
      }
    }
    Json.Obj message =
        message("tool")
            .with("tool_call_id", block.text("tool_use_id").orElse(""))
            .with("content", content instanceof Json.Text ? content : simplified(said));
    if (block.isTrue("is_error")) {
      message = message.with("is_error", Json.Bool.TRUE);
    }
    return withBreakpoint(message, block);
  }

  /// A text or an image.
  private static Json.Obj part(Json.Obj block, String at) throws Refused {
    return switch (block.text("type").orElse("")) {
      case "text" -> {
        known(block, at, List.of("type", "text", "cache_control"));
        Json.Obj part =
            Json.Obj.of("type", new Json.Text("text")).with("text", block.text("text").orElse(""));
        yield withBreakpoint(part, block);
      }
      case "image" -> {
        known(block, at, List.of("type", "source", "cache_control"));
        Json.Obj part =
            Json.Obj.of("type", new Json.Text("image_url"))
                .with("image_url", Json.Obj.of("url", new Json.Text(url(block, at + ".source"))));
        yield withBreakpoint(part, block);
      }
      default -> throw new Refused(at + ".type", "text or image, or tool_result in a user's turn");
    };
  }

  private static String url(Json.Obj block, String at) throws Refused {
    Json.Obj source = block.object("source").orElse(Json.Obj.empty());
    return switch (source.text("type").orElse("")) {
      case "url" -> source.text("url").orElse("");
      case "base64" ->
          "data:%s;base64,%s"
              .formatted(source.text("media_type").orElse(""), source.text("data").orElse(""));
      default -> throw new Refused(at + ".type", "base64 or url");
    };
  }

  private static Json.Obj message(String role) {
    return Json.Obj.of("role", new Json.Text(role));
  }

  private static Json.Obj withBreakpoint(Json.Obj part, Json.Obj block) {
    Optional<Json> breakpoint = block.get("cache_control").filter(value -> !Members.isIdle(value));
    return breakpoint.isPresent() ? part.with("cache_control", breakpoint.get()) : part;
  }

  /// A single text without a breakpoint is said plainly, as every provider understands it.
  private static Json simplified(List<Json> parts) {
    boolean isPlain =
        parts.size() == 1
            && parts.getFirst() instanceof Json.Obj part
            && part.text("text").isPresent()
            && part.size() == 2;
    return isPlain && parts.getFirst() instanceof Json.Obj part
        ? part.get("text").orElseThrow()
        : parts.isEmpty() ? new Json.Text("") : new Json.Arr(parts);
  }

  private static void known(Json.Obj block, String at, List<String> names) throws Refused {
    for (int i = 0; i < block.size(); i++) {
      if (!names.contains(block.name(i)) && !Members.isIdle(block.value(i))) {
        throw new Refused(
            at + "." + block.name(i), "a field that this gateway can translate; leave it out");
      }
    }
  }
}
