package meridian.wire.anthropic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.Json;
import meridian.wire.Members;
import meridian.wire.Untranslatable;

/// Writes the functions of a chat request, and which of them may be called, as Anthropic's tools.
final class ToolsWriter {
  private static final Json.Obj NO_PARAMETERS =
      Json.Obj.of("type", new Json.Text("object")).with("properties", Json.Obj.empty());

  private ToolsWriter() {}

  static Json.Arr tools(List<Json> tools) throws Untranslatable {
    List<Json> written = new ArrayList<>();
    for (int i = 0; i < tools.size(); i++) {
      written.add(tool(tools.get(i), "tools[" + i + "]"));
    }
    return new Json.Arr(written);
  }

  private static Json.Obj tool(Json item, String at) throws Untranslatable {
    Json.Obj tool = item instanceof Json.Obj object ? object : Json.Obj.empty();
    Optional<Json.Obj> function = tool.object("function");
    if (function.isEmpty() || !tool.text("type").orElse("function").equals("function")) {
      throw MessagesBody.refused(at + ".type", "offer functions only");
    }
    Json.Obj written = Json.Obj.empty();
    Json.Obj named = function.get();
    for (int i = 0; i < named.size(); i++) {
      String name = named.name(i);
      Json value = named.value(i);
      switch (name) {
        case "name", "description", "strict", "cache_control" -> {
          if (!(value instanceof Json.Null)) {
            written = written.with(name, value);
          }
        }
        case "parameters" -> {
          // below, since Anthropic demands it
        }
        default -> idle(value, at + ".function." + name);
      }
    }
    written =
        written.with(
            "input_schema",
            named.get("parameters").filter(ToolsWriter::isSaid).orElse(NO_PARAMETERS));
    for (int i = 0; i < tool.size(); i++) {
      switch (tool.name(i)) {
        case "type", "function" -> {
          // said already
        }
        case "cache_control" -> written = written.with("cache_control", tool.value(i));
        default -> idle(tool.value(i), at + "." + tool.name(i));
      }
    }
    return written;
  }

  private static boolean isSaid(Json value) {
    return !(value instanceof Json.Null);
  }

  private static void idle(Json value, String at) throws Untranslatable {
    if (!Members.isIdle(value)) {
      throw MessagesBody.refused(at, "leave it out");
    }
  }

  /// `tool_choice` and `parallel_tool_calls` in one object; empty when neither says something.
  static Optional<Json.Obj> choice(Json.Obj asked) throws Untranslatable {
    Optional<Json.Obj> choice = mode(asked.get("tool_choice").orElse(Json.Null.NULL));
    boolean isSerial =
        asked.get("parallel_tool_calls").orElse(Json.Null.NULL) instanceof Json.Bool parallel
            && !parallel.value();
    boolean mayCall = choice.flatMap(c -> c.text("type")).filter("none"::equals).isEmpty();
    if (!isSerial || !mayCall || asked.items("tools").isEmpty()) {
      return choice;
    }
    return Optional.of(
        choice.orElseGet(() -> type("auto")).with("disable_parallel_tool_use", Json.Bool.TRUE));
  }

  private static Optional<Json.Obj> mode(Json choice) throws Untranslatable {
    Optional<String> named =
        choice instanceof Json.Obj object
            ? object.object("function").flatMap(function -> function.text("name"))
            : Optional.empty();
    if (choice instanceof Json.Null) {
      return Optional.empty();
    }
    if (named.isPresent()) {
      return Optional.of(type("tool").with("name", named.get()));
    }
    String word = choice instanceof Json.Text text ? text.value() : "";
    return Optional.of(
        switch (word) {
          case "auto", "none" -> type(word);
          case "required" -> type("any");
          default ->
              throw MessagesBody.refused(
                  "tool_choice", "say auto, none, required or name one function");
        });
  }

  private static Json.Obj type(String name) {
    return Json.Obj.of("type", new Json.Text(name));
  }
}
