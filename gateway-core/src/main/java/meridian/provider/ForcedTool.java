package meridian.provider;

import java.util.Optional;
import meridian.Json;

/// Whether a request leaves the model no choice but to call a function. (Left the choice, a
/// modelled provider answers in words.)
sealed interface ForcedTool {
  /// It may answer in words.
  record None() implements ForcedTool {}

  /// It must call this function.
  ///
  /// @param name the function
  /// @param parameters the schema of its arguments
  /// @param isNamed whether the request named it, rather than asking for any
  record Call(String name, Json.Obj parameters, boolean isNamed) implements ForcedTool {}

  /// It must call a function that `tools` does not have.
  ///
  /// @param reason expected and found
  record Missing(String reason) implements ForcedTool {}

  /// What `tools` and `tool_choice` of a request say.
  static ForcedTool in(Json.Obj body) {
    if (body.text("tool_choice").equals(Optional.of("required"))) {
      return call(body, Optional.empty());
    }
    Optional<String> named =
        body.object("tool_choice")
            .flatMap(choice -> choice.object("function"))
            .flatMap(function -> function.text("name"));
    return named.isPresent() ? call(body, named) : new None();
  }

  private static ForcedTool call(Json.Obj body, Optional<String> wanted) {
    for (Json tool : body.items("tools")) {
      if (tool instanceof Json.Obj object) {
        Json.Obj function = object.object("function").orElse(Json.Obj.empty());
        Optional<String> name = function.text("name");
        if (name.isPresent() && wanted.map(name.get()::equals).orElse(true)) {
          Json.Obj parameters =
              function.object("parameters").orElse(Json.Obj.of("type", new Json.Text("object")));
          return new Call(name.get(), parameters, wanted.isPresent());
        }
      }
    }
    return new Missing(
        "expected a function of 'tools', found "
            + wanted.map(name -> "'" + name + "', which is not among them").orElse("no functions"));
  }
}
