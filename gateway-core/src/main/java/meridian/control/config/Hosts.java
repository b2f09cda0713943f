package meridian.control.config;

import java.util.regex.Pattern;
import meridian.control.config.ScalarKind.Parsed;

/// Addresses to bind, told apart by their text alone: nothing is looked up.
final class Hosts {
  private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]{2,39}");
  private static final Pattern NAME =
      Pattern.compile("([A-Za-z0-9-]{1,63}\\.)*[A-Za-z][A-Za-z0-9-]{0,62}");

  private Hosts() {}

  static ScalarKind<String> kind() {
    return ScalarKind.of(
        "a host: an IP address or a name",
        (text, _) -> {
          boolean isAddress = IPV4.matcher(text).matches() || isIpv6(text);
          return isAddress || (text.length() <= 253 && NAME.matcher(text).matches())
              ? new Parsed.Good<>(text)
              : new Parsed.Bad<>(
                  "write 127.0.0.1 for this machine only, 0.0.0.0 for every address");
        });
  }

  private static boolean isIpv6(String text) {
    return IPV6.matcher(text).matches() && text.chars().filter(c -> c == ':').count() >= 2;
  }

  /// Whether only this machine can reach `host`: 127.0.0.0/8, `::1` or `localhost`.
  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || (host.startsWith("127.") && IPV4.matcher(host).matches());
  }
}
