package meridian.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meridian.Completion;
import meridian.Json;

/// Whether an answer is good enough to be given to somebody else.
///
/// Stored are only answers whose every choice came to its natural end and whose tool calls carry
/// arguments that are JSON, and lists of embeddings. That the transfer was 2xx and complete is the
/// origin's to know.
public final class Storability {
  private static final Set<String> NATURAL_ENDS = Set.of("stop", "tool_calls", "function_call");

  private Storability() {}

  /// Why `completion` must not be stored; empty when it may be.
  public static Optional<String> obstacle(Completion completion) {
    if (Embeddings.are(completion.body())) {
      return Optional.empty();
    }
    List<Json> choices = completion.body().items("choices");
    if (choices.isEmpty()) {
      return Optional.of("no_choices");
    }
    for (Json item : choices) {
      Optional<String> obstacle =
          item instanceof Json.Obj choice ? obstacle(choice) : Optional.of("choice_malformed");
      if (obstacle.isPresent()) {
        return obstacle;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> obstacle(Json.Obj choice) {
    Optional<String> reason = choice.text("finish_reason");
    if (reason.isEmpty()) {
      return Optional.of("finish_reason_missing");
    }
    if (!NATURAL_ENDS.contains(reason.get())) {
      return switch (reason.get()) {
        case "length" -> Optional.of("finish_reason_length");
        case "content_filter" -> Optional.of("finish_reason_content_filter");
        default -> Optional.of("finish_reason_unknown");
      };
    }
    Json.Obj message = choice.object("message").orElse(Json.Obj.empty());
    boolean areCallsValid =
        message.items("tool_calls").stream().allMatch(Storability::isCallValid)
            && message.object("function_call").map(Storability::hasJsonArguments).orElse(true);
    return areCallsValid ? Optional.empty() : Optional.of("tool_arguments_malformed");
  }

  private static boolean isCallValid(Json item) {
    if (!(item instanceof Json.Obj call)) {
      return false;
    }
    return call.object("function").map(Storability::hasJsonArguments).orElse(true);
  }

  /// No arguments at all count as none needed.
  private static boolean hasJsonArguments(Json.Obj function) {
    String arguments = function.text("arguments").orElse("");
    if (arguments.isEmpty()) {
      return true;
    }
    try {
      return JsonReader.read(arguments.getBytes(StandardCharsets.UTF_8)) instanceof Json.Obj;
    } catch (MalformedJson malformed) {
      return false;
    }
  }
}
