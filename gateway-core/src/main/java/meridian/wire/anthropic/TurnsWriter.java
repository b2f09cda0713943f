package meridian.wire.anthropic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.Json;
import meridian.wire.JsonReader;
import meridian.wire.Members;
import meridian.wire.Untranslatable;

/// Writes the messages of a chat request as a system prompt and turns.
///
/// Anthropic has one system prompt, at the beginning: system and developer messages go there in
/// their order, wherever they stand, as Anthropic's own OpenAI endpoint does it. Messages of one
/// side that follow each other become one turn, so that all results of a turn's tool calls stand
/// together, as Anthropic demands.
final class TurnsWriter {
  private final List<Json> system = new ArrayList<>();
  private final List<Json> turns = new ArrayList<>();
  private final List<Json> blocks = new ArrayList<>();
  private String role = "";

  private TurnsWriter() {}

  static TurnsWriter of(List<Json> messages) throws Untranslatable {
    TurnsWriter writer = new TurnsWriter();
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i) instanceof Json.Obj message) {
        writer.message(message, "messages[" + i + "]");
      }
    }
    writer.endTurn();
    return writer;
  }

  List<Json> system() {
    return system;
  }

  List<Json> turns() {
    return turns;
  }

  private void message(Json.Obj message, String at) throws Untranslatable {
    Json content = message.get("content").orElse(Json.Null.NULL);
    String found = message.text("role").orElse("");
    switch (found) {
      case "system", "developer" -> {
        idle(message, at, List.of("role", "content"));
        system.addAll(PartsWriter.texts(content, at + ".content"));
      }
      case "user" -> {
        idle(message, at, List.of("role", "content"));
        turn("user");
        blocks.addAll(PartsWriter.parts(content, at + ".content"));
      }
      case "assistant" -> {
        idle(message, at, List.of("role", "content", "tool_calls", "thinking_blocks"));
        turn("assistant");
        for (Json thought : message.items("thinking_blocks")) {
          blocks.add(thought instanceof Json.Obj block ? block.without("index") : thought);
        }
        blocks.addAll(PartsWriter.texts(content, at + ".content"));
        List<Json> calls = message.items("tool_calls");
        for (int i = 0; i < calls.size(); i++) {
          blocks.add(call(calls.get(i), at + ".tool_calls[" + i + "]"));
        }
      }
      case "tool" -> {
        idle(message, at, List.of("role", "content", "tool_call_id", "is_error", "cache_control"));
        turn("user");
        blocks.add(result(message, content, at));
      }
      default ->
          throw MessagesBody.refused(
              at + ".role", "say system, developer, user, assistant or tool");
    }
  }

  private static void idle(Json.Obj message, String at, List<String> known) throws Untranslatable {
    for (int i = 0; i < message.size(); i++) {
      if (!known.contains(message.name(i)) && !Members.isIdle(message.value(i))) {
        throw MessagesBody.refused(at + "." + message.name(i), "leave it out");
      }
    }
  }

  private static Json.Obj call(Json item, String at) throws Untranslatable {
    Json.Obj call = item instanceof Json.Obj object ? object : Json.Obj.empty();
    Json.Obj function =
        call.object("function")
            .orElseThrow(() -> MessagesBody.refused(at + ".type", "give back function calls only"));
    String arguments = function.text("arguments").orElse("");
    Optional<Json> input =
        arguments.isBlank()
            ? Optional.of(Json.Obj.empty())
            : JsonReader.tryRead(arguments.getBytes(StandardCharsets.UTF_8))
                .filter(Json.Obj.class::isInstance);
    Json.Obj block =
        Json.Obj.of("type", new Json.Text("tool_use"))
            .with("id", call.text("id").orElse(""))
            .with("name", function.text("name").orElse(""))
            .with(
                "input",
                input.orElseThrow(() ->
                    MessagesBody.refused(
                        at + ".function.arguments", "give arguments that are a JSON object")));
    Optional<Json> breakpoint = call.get("cache_control").filter(value -> !Members.isIdle(value));
    return breakpoint.isPresent() ? block.with("cache_control", breakpoint.get()) : block;
  }

  private static Json.Obj result(Json.Obj message, Json content, String at) throws Untranslatable {
    Json.Obj result =
        Json.Obj.of("type", new Json.Text("tool_result"))
            .with("tool_use_id", message.text("tool_call_id").orElse(""));
    List<Json> parts = PartsWriter.parts(content, at + ".content");
    if (content instanceof Json.Text) {
      result = result.with("content", content);
    } else if (!parts.isEmpty()) {
      result = result.with("content", new Json.Arr(parts));
    }
    for (String name : List.of("is_error", "cache_control")) {
      Optional<Json> said = message.get(name).filter(value -> !Members.isIdle(value));
      if (said.isPresent()) {
        result = result.with(name, said.get());
      }
    }
    return result;
  }

  private void turn(String next) {
    if (!next.equals(role)) {
      endTurn();
      role = next;
    }
  }

  private void endTurn() {
    if (!role.isEmpty()) {
      turns.add(Json.Obj.of("role", new Json.Text(role)).with("content", new Json.Arr(blocks)));
      blocks.clear();
    }
  }
}
