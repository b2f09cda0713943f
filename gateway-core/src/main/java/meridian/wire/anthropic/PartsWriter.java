package meridian.wire.anthropic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.Json;
import meridian.wire.DataUrl;
import meridian.wire.Members;
import meridian.wire.Untranslatable;

/// Writes the content of a message, a text or a list of parts, as Anthropic's blocks.
///
/// An empty text is left out, for Anthropic refuses empty blocks.
final class PartsWriter {
  private PartsWriter() {}

  /// Blocks of a content that can be text only.
  static List<Json> texts(Json content, String at) throws Untranslatable {
    return blocks(content, at, false);
  }

  /// Blocks of a content that can hold images too.
  static List<Json> parts(Json content, String at) throws Untranslatable {
    return blocks(content, at, true);
  }

  private static List<Json> blocks(Json content, String at, boolean mayHoldImages)
      throws Untranslatable {
    return switch (content) {
      case Json.Null _ -> List.of();
      case Json.Text text -> text.value().isEmpty() ? List.of() : List.of(text(text));
      case Json.Arr array -> {
        List<Json> blocks = new ArrayList<>();
        for (int i = 0; i < array.items().size(); i++) {
          blocks.add(block(array.items().get(i), at + "[" + i + "]", mayHoldImages));
        }
        yield blocks;
      }
      case Json.Obj _, Json.Num _, Json.Bool _ ->
          throw MessagesBody.refused(at, "send a text or a list of parts");
    };
  }

  private static Json.Obj text(Json text) {
    return Json.Obj.of("type", new Json.Text("text")).with("text", text);
  }

  private static Json.Obj block(Json item, String at, boolean mayHoldImages) throws Untranslatable {
    Json.Obj part = item instanceof Json.Obj object ? object : Json.Obj.empty();
    String type = part.text("type").orElse("");
    Json.Obj block;
    if (type.equals("text")) {
      idle(part, at, List.of("type", "text", "cache_control"));
      block = text(part.get("text").orElse(new Json.Text("")));
    } else if (type.equals("image_url") && mayHoldImages) {
      idle(part, at, List.of("type", "image_url", "cache_control"));
      block = Json.Obj.of("type", new Json.Text("image")).with("source", source(part, at));
    } else {
      throw MessagesBody.refused(
          at + ".type",
          mayHoldImages ? "send text and image_url parts only" : "send text parts only");
    }
    Optional<Json> breakpoint = part.get("cache_control").filter(value -> !Members.isIdle(value));
    return breakpoint.isPresent() ? block.with("cache_control", breakpoint.get()) : block;
  }

  private static Json.Obj source(Json.Obj part, String at) throws Untranslatable {
    Json.Obj image = part.object("image_url").orElse(Json.Obj.empty());
    Json detail = image.get("detail").orElse(Json.Null.NULL);
    if (!Members.isIdle(detail) && !Members.isText(detail, "auto")) {
      throw MessagesBody.refused(at + ".image_url.detail", "leave it out or say auto");
    }
    String url = image.text("url").orElse("");
    Optional<DataUrl> data = DataUrl.of(url);
    if (data.isPresent()) {
      return Json.Obj.of("type", new Json.Text("base64"))
          .with("media_type", data.get().mediaType())
          .with("data", data.get().base64());
    }
    if (!url.startsWith("https://") && !url.startsWith("http://")) {
      throw MessagesBody.refused(at + ".image_url.url", "give an https or a base64 data URL");
    }
    return Json.Obj.of("type", new Json.Text("url")).with("url", url);
  }

  private static void idle(Json.Obj part, String at, List<String> known) throws Untranslatable {
    for (int i = 0; i < part.size(); i++) {
      if (!known.contains(part.name(i)) && !Members.isIdle(part.value(i))) {
        throw MessagesBody.refused(at + "." + part.name(i), "leave it out");
      }
    }
  }
}
