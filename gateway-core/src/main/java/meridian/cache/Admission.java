package meridian.cache;

import java.util.Optional;
import meridian.Completion;
import meridian.Json;
import meridian.wire.JsonReader;
import meridian.wire.MalformedJson;

/// Which answers may be stored: only those that are complete and good.
public final class Admission {
  private Admission() {}

  /// Why `completion` must not be stored; empty when it may.
  ///
  /// The caller has already seen to it that the provider answered with 2xx, that a stream's terminal
  /// event came, and that the answer is from the target the fingerprint names.
  public static Optional<String> refusal(Completion completion) {
    var choices = completion.body().items("choices");
    if (choices.isEmpty()) {
      return Optional.of("no_choices");
    }
    for (Json item : choices) {
      if (!(item instanceof Json.Obj choice)) {
        return Optional.of("malformed_choice");
      }
      String finish = choice.text("finish_reason").orElse("");
      switch (finish) {
        case "stop", "tool_calls", "function_call" -> {}
        case "" -> {
          return Optional.of("no_finish_reason");
        }
        default -> {
          return Optional.of("finish_" + (finish.length() > 32 ? "other" : finish));
        }
      }
      if (!hasValidTools(choice.object("message").orElse(Json.Obj.empty()))) {
        return Optional.of("invalid_tool_json");
      }
    }
    return Optional.empty();
  }

  private static boolean hasValidTools(Json.Obj message) {
    for (Json item : message.items("tool_calls")) {
      if (!(item instanceof Json.Obj call)) {
        return false;
      }
      var arguments = call.object("function").flatMap(function -> function.text("arguments"));
      if (arguments.isPresent() && !isObject(arguments.get())) {
        return false;
      }
    }
    return message.object("function_call").flatMap(call -> call.text("arguments")).map(Admission::isObject).orElse(true);
  }

  private static boolean isObject(String text) {
    if (text.isBlank()) {
      return true;
    }
    try {
      return JsonReader.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) instanceof Json.Obj;
    } catch (MalformedJson notJson) {
      return false;
    }
  }
}
