package meridian.wire.gemini;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Json;
import meridian.wire.DataUrl;
import meridian.wire.JsonReader;
import meridian.wire.Members;
import meridian.wire.Untranslatable;

/// Writes the messages of a chat request as a system instruction and contents.
///
/// System and developer messages go to the beginning in their order. Messages of one side that
/// follow each other become one content, so that the results of parallel calls stand together. A
/// result names its function, which is found by the call's id.
final class ContentsWriter {
  private final List<Json> system = new ArrayList<>();
  private final List<Json> contents = new ArrayList<>();
  private final List<Json> parts = new ArrayList<>();
  private final Map<String, String> functions = new LinkedHashMap<>();
  private String role = "";

  private ContentsWriter() {}

  static ContentsWriter of(List<Json> messages) throws Untranslatable {
    ContentsWriter writer = new ContentsWriter();
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i) instanceof Json.Obj message) {
        writer.message(message, "messages[" + i + "]");
      }
    }
    writer.endContent();
    return writer;
  }

  List<Json> system() {
    return system;
  }

  List<Json> contents() {
    return contents;
  }

  private void message(Json.Obj message, String at) throws Untranslatable {
    Json content = message.get("content").orElse(Json.Null.NULL);
    switch (message.text("role").orElse("")) {
      case "system", "developer" -> {
        idle(message, at, List.of("role", "content"));
        system.addAll(parts(content, at + ".content", false));
      }
      case "user" -> {
        idle(message, at, List.of("role", "content"));
        side("user");
        parts.addAll(parts(content, at + ".content", true));
      }
      case "assistant" -> {
        idle(message, at, List.of("role", "content", "tool_calls"));
        side("model");
        parts.addAll(parts(content, at + ".content", false));
        List<Json> calls = message.items("tool_calls");
        for (int i = 0; i < calls.size(); i++) {
          parts.add(call(calls.get(i), at + ".tool_calls[" + i + "]"));
        }
      }
      case "tool" -> {
        idle(message, at, List.of("role", "content", "tool_call_id", "is_error", "cache_control"));
        side("user");
        parts.add(result(message, content, at));
      }
      default ->
          throw GeminiBody.refused(at + ".role", "say system, developer, user, assistant or tool");
    }
  }

  private static void idle(Json.Obj said, String at, List<String> known) throws Untranslatable {
    for (int i = 0; i < said.size(); i++) {
      if (!known.contains(said.name(i)) && !Members.isIdle(said.value(i))) {
        throw GeminiBody.refused(at + "." + said.name(i), "leave it out");
      }
    }
  }

  private Json.Obj call(Json item, String at) throws Untranslatable {
    Json.Obj call = item instanceof Json.Obj object ? object : Json.Obj.empty();
    Json.Obj function =
        call.object("function")
            .orElseThrow(() -> GeminiBody.refused(at + ".type", "give back function calls only"));
    String name = function.text("name").orElse("");
    String arguments = function.text("arguments").orElse("");
    Json args =
        arguments.isBlank()
            ? Json.Obj.empty()
            : JsonReader.tryRead(arguments.getBytes(StandardCharsets.UTF_8))
                .filter(Json.Obj.class::isInstance)
                .orElseThrow(() ->
                    GeminiBody.refused(
                        at + ".function.arguments", "give arguments that are a JSON object"));
    call.text("id").ifPresent(id -> functions.put(id, name));
    Json.Obj part =
        Json.Obj.of("functionCall", Json.Obj.of("name", new Json.Text(name)).with("args", args));
    return call.object("extra_content")
        .flatMap(extra -> extra.object("google"))
        .flatMap(google -> google.text("thought_signature"))
        .map(signature -> part.with("thoughtSignature", signature))
        .orElse(part);
  }

  private Json.Obj result(Json.Obj message, Json content, String at) throws Untranslatable {
    String name =
        Optional.ofNullable(functions.get(message.text("tool_call_id").orElse("")))
            .orElseThrow(() ->
                GeminiBody.refused(
                    at + ".tool_call_id", "send the assistant's message with this call before it"));
    StringBuilder text = new StringBuilder();
    for (Json part : parts(content, at + ".content", false)) {
      text.append(part instanceof Json.Obj said ? said.text("text").orElse("") : "");
    }
    String key = message.isTrue("is_error") ? "error" : "result";
    return Json.Obj.of(
        "functionResponse",
        Json.Obj.of("name", new Json.Text(name))
            .with("response", Json.Obj.of(key, new Json.Text(text.toString()))));
  }

  /// Breakpoints of a prompt cache change the price only, so they are left out.
  private static List<Json> parts(Json content, String at, boolean mayHoldImages)
      throws Untranslatable {
    if (content instanceof Json.Null) {
      return List.of();
    }
    if (content instanceof Json.Text text) {
      return text.value().isEmpty() ? List.of() : List.of(Json.Obj.of("text", text));
    }
    if (!(content instanceof Json.Arr array)) {
      throw GeminiBody.refused(at, "send a text or a list of parts");
    }
    List<Json> parts = new ArrayList<>();
    for (int i = 0; i < array.items().size(); i++) {
      Json item = array.items().get(i);
      parts.add(
          part(
              item instanceof Json.Obj object ? object : Json.Obj.empty(),
              at + "[" + i + "]",
              mayHoldImages));
    }
    return parts;
  }

  private static Json.Obj part(Json.Obj part, String at, boolean mayHoldImages)
      throws Untranslatable {
    String type = part.text("type").orElse("");
    if (type.equals("text")) {
      idle(part, at, List.of("type", "text", "cache_control"));
      return Json.Obj.of("text", new Json.Text(part.text("text").orElse("")));
    }
    if (!type.equals("image_url") || !mayHoldImages) {
      throw GeminiBody.refused(
          at + ".type",
          mayHoldImages ? "send text and image_url parts only" : "send text parts only");
    }
    idle(part, at, List.of("type", "image_url", "cache_control"));
    Json.Obj image = part.object("image_url").orElse(Json.Obj.empty());
    Json detail = image.get("detail").orElse(Json.Null.NULL);
    if (!Members.isIdle(detail) && !Members.isText(detail, "auto")) {
      throw GeminiBody.refused(at + ".image_url.detail", "leave it out or say auto");
    }
    DataUrl data =
        DataUrl.of(image.text("url").orElse(""))
            .orElseThrow(() -> GeminiBody.refused(at + ".image_url.url", "give a base64 data URL"));
    return Json.Obj.of(
        "inlineData",
        Json.Obj.of("mimeType", new Json.Text(data.mediaType())).with("data", data.base64()));
  }

  private void side(String next) {
    if (!next.equals(role)) {
      endContent();
      role = next;
    }
  }

  private void endContent() {
    if (!role.isEmpty()) {
      contents.add(Json.Obj.of("role", new Json.Text(role)).with("parts", new Json.Arr(parts)));
      parts.clear();
    }
  }
}
