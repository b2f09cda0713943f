package meridian.console.traffic;

import java.util.Locale;
import java.util.Optional;
import meridian.PopId;
import meridian.console.format.JsonText;
import meridian.control.Description;
import meridian.control.Trial;

/// A request as it is composed.
///
/// @param client code of the place it comes from
/// @param pop the PoP chosen by hand; empty for the one the place is routed to
/// @param model what to ask
/// @param prompt the user's message
/// @param isStreamed whether to ask for server-sent events
/// @param temperature 0 to 2, or empty to leave it out
/// @param cacheControl value of `Cache-Control`, or empty to leave it out
record Draft(
    String client,
    Optional<PopId> pop,
    String model,
    String prompt,
    boolean isStreamed,
    Optional<Double> temperature,
    String cacheControl) {

  /// What keeps it from being sent: what is expected, what to do; empty when nothing does.
  Optional<String> problem(Description about) {
    if (!about.places().containsKey(client)) {
      return Optional.of("Choose a city to send from.");
    }
    if (prompt.isBlank()) {
      return Optional.of("Write a prompt to send.");
    }
    if (model.isBlank()) {
      return Optional.of("Choose a model.");
    }
    return Optional.empty();
  }

  /// The PoP it goes to: the chosen one, else the one its place is routed to, else the first.
  PopId target(Description about) {
    return pop.or(() -> Optional.ofNullable(about.nearestPop().get(client)))
        .orElseGet(() -> about.pops().getFirst().pop());
  }

  Trial trial(Description about) {
    return new Trial(client, target(about), body(), cacheControl.strip());
  }

  /// The JSON body of `POST /v1/chat/completions`.
  String body() {
    StringBuilder text = new StringBuilder("{\"model\": ").append(JsonText.quote(model));
    text.append(", \"messages\": [{\"role\": \"user\", \"content\": ");
    text.append(JsonText.quote(prompt)).append("}]");
    temperature.ifPresent(
        value -> text.append(String.format(Locale.ROOT, ", \"temperature\": %.1f", value)));
    if (isStreamed) {
      text.append(", \"stream\": true");
    }
    return text.append('}').toString();
  }

  /// The same request as a command line for a POSIX shell, with `key` as its API key. A PoP chosen
  /// by hand is addressed directly, otherwise the front door routes by the client's place.
  String curl(Description about, String key) {
    String base =
        about.pops().stream()
            .filter(site -> pop.isPresent() && site.pop().equals(pop.get()))
            .map(Description.Site::baseUrl)
            .findFirst()
            .orElse(about.frontDoor());
    StringBuilder text = new StringBuilder("curl -sS ");
    text.append(isStreamed ? "-N " : "").append(base).append("/v1/chat/completions");
    header(text, "Authorization: Bearer " + key);
    header(text, "X-Meridian-Client: " + client);
    header(text, "Content-Type: application/json");
    if (!cacheControl.isBlank()) {
      header(text, "Cache-Control: " + cacheControl.strip());
    }
    return text.append(" \\\n  -d ").append(quoted(body())).toString();
  }

  private static void header(StringBuilder text, String header) {
    text.append(" \\\n  -H ").append(quoted(header));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
