package meridian.wire.anthropic;

import java.util.ArrayList;
import java.util.List;
import meridian.Json;
import meridian.wire.Members;
import meridian.wire.anthropic.MessagesReader.Refused;

/// Reads Anthropic's tools, and which of them may be called, as functions. [ToolsWriter] is the
/// inverse.
final class ToolsReader {
  private ToolsReader() {}

  static Json.Arr tools(List<Json> tools) throws Refused {
    List<Json> read = new ArrayList<>();
    for (int i = 0; i < tools.size(); i++) {
      String at = "tools[" + i + "]";
      read.add(tool(MessagesReader.object(tools.get(i), at), at));
    }
    return new Json.Arr(read);
  }

  private static Json.Obj tool(Json.Obj tool, String at) throws Refused {
    if (!tool.text("type").orElse("custom").equals("custom")) {
      throw new Refused(at + ".type", "custom: tools that the provider runs are not served here");
    }
    Json.Obj function = Json.Obj.empty();
    Json.Obj read = Json.Obj.of("type", new Json.Text("function"));
    for (int i = 0; i < tool.size(); i++) {
      Json value = tool.value(i);
      if (value instanceof Json.Null) {
        continue;
      }
      switch (tool.name(i)) {
        case "type", "eager_input_streaming" -> {
          // said already; how the answer is sent
        }
        case "name", "description", "strict" -> function = function.with(tool.name(i), value);
        case "input_schema" -> function = function.with("parameters", value);
        case "cache_control" -> read = read.with("cache_control", value);
        default -> {
          if (!Members.isIdle(value)) {
            throw new Refused(
                at + "." + tool.name(i), "a field that this gateway can translate; leave it out");
          }
        }
      }
    }
    if (function.text("name").orElse("").isEmpty()) {
      throw new Refused(at + ".name", "a name");
    }
    return read.with("function", function);
  }

  static Json choice(Json.Obj choice) throws Refused {
    return switch (choice.text("type").orElse("")) {
      case "auto" -> new Json.Text("auto");
      case "none" -> new Json.Text("none");
      case "any" -> new Json.Text("required");
      case "tool" ->
          Json.Obj.of("type", new Json.Text("function"))
              .with("function", Json.Obj.of("name", new Json.Text(choice.text("name").orElse(""))));
      default -> throw new Refused("tool_choice.type", "auto, any, tool or none");
    };
  }
}
