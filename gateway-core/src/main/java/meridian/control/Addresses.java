package meridian.control;

import java.io.PrintWriter;
import java.util.Optional;

/// What a person needs to know of a gateway that has just started.
final class Addresses {
  private Addresses() {}

  /// Prints addresses, the demo key and a request to try.
  ///
  /// @param management base URL of `/metrics`
  /// @param books where ledger and usage are kept
  static void print(Description about, Optional<String> management, String books, PrintWriter out) {
    out.printf(
        "%s · pattern %s · %s · KV %s · origin %s%n%n",
        about.name(),
        about.pattern(),
        about.isNetworkModelled() ? "modelled WAN" : "real network",
        about.kvModel(),
        about.origin());
    row(out, "front door", about.frontDoor(), "routes by X-Meridian-Client");
    management.ifPresent(url -> row(out, "metrics", url + "/metrics", "loopback only"));
    for (Description.Site site : about.pops()) {
      row(out, "PoP " + site.pop(), site.baseUrl(), site.place().city());
    }
    row(out, "books", books, "");
    about.demoKey().ifPresent(key -> row(out, "demo key", key, ""));
    out.printf("%nTry it:%n  %s%n%n", tryIt(about));
    out.println("Stop with Ctrl-C.");
  }

  private static void row(PrintWriter out, String what, String value, String note) {
    out.println("  %-12s %s  %s".formatted(what, value, note).stripTrailing());
  }

  /// A curl line that works as it stands when there is a demo key.
  private static String tryIt(Description about) {
    return "curl %s/v1/chat/completions -H 'Authorization: Bearer %s' -H 'Content-Type: application/json'"
            .formatted(about.frontDoor(), about.demoKey().orElse("YOUR_KEY"))
        + " -d '{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'"
            .formatted(about.models().isEmpty() ? "MODEL" : about.models().getFirst());
  }
}
