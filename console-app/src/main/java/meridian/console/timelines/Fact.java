package meridian.console.timelines;

import java.util.List;
import java.util.Locale;
import meridian.RequestTimeline;
import meridian.console.format.Figures;

/// One line beside the waterfall: what a response header or the ledger says of the request.
///
/// @param name what it is
/// @param value what it says; a dash for no data
record Fact(String name, String value) {

  /// The facts of `request`, in the order of the panel.
  static List<Fact> of(RequestTimeline request) {
    return List.of(
        new Fact("Request", request.id().text()),
        new Fact("Fingerprint", orNone(request.fingerprint())),
        new Fact("Cache", request.cache().label() + " · " + layer(request)),
        new Fact("Detail", orNone(request.detail())),
        new Fact("Model", orNone(request.model())),
        new Fact("Project", request.project().map(Object::toString).orElse(Figures.NONE)),
        new Fact("Answer", request.isStreamed() ? "server-sent events" : "JSON"),
        new Fact("Connection", request.isColdConnection() ? "cold (handshakes paid)" : "warm"),
        new Fact(
            "Tokens",
            request.usage().total() == 0
                ? Figures.NONE
                : Figures.count(request.usage().prompt())
                    + " in · "
                    + Figures.count(request.usage().completion())
                    + " out"),
        new Fact("Cost", Figures.money(request.cost())),
        new Fact("Saved", Figures.money(request.saved())),
        new Fact(
            "Size",
            Figures.bytes(request.requestBytes())
                + " in · "
                + Figures.bytes(request.responseBytes())
                + " out"));
  }

  private static String layer(RequestTimeline request) {
    return switch (request.layer()) {
      case NONE -> "refused";
      case EDGE, ORIGIN, PROVIDER -> request.layer().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String orNone(String text) {
    return text.isEmpty() ? Figures.NONE : text;
  }
}
