package meridian.wire;

import java.util.List;

/// The API key of a request, wherever the client put it.
///
/// OpenAI clients send `Authorization: Bearer KEY`, Anthropic clients `x-api-key: KEY`. Both at
/// once are fine when they carry one key. Whatever else is sent counts as no key at all, with a
/// reason that never repeats what was sent.
public sealed interface Credentials {
  /// Longest key that is looked at, in characters.
  int MAX_LENGTH = 512;

  /// The scheme of `Authorization`, in any case.
  String BEARER = "Bearer";

  /// A key that is well formed; whether it is known is for the key table to say.
  ///
  /// @param key 1 to [#MAX_LENGTH] visible ASCII characters
  record Presented(String key) implements Credentials {}

  /// No key.
  ///
  /// @param reason what was expected and what was found
  record Missing(String reason) implements Credentials {}

  /// The key in these header lines.
  ///
  /// @param authorization every `Authorization` line
  /// @param apiKey every `x-api-key` line
  static Credentials of(List<String> authorization, List<String> apiKey) {
    if (authorization.size() > 1 || apiKey.size() > 1) {
      return new Missing("expected one Authorization or x-api-key header, found several");
    }
    if (authorization.isEmpty() && apiKey.isEmpty()) {
      return new Missing(
          "expected the header 'Authorization: Bearer KEY' or 'x-api-key: KEY', found neither");
    }
    if (apiKey.isEmpty()) {
      return bearer(authorization.getFirst());
    }
    Credentials plain = key(apiKey.getFirst().strip(), "x-api-key");
    if (authorization.isEmpty() || !(plain instanceof Presented)) {
      return plain;
    }
    return bearer(authorization.getFirst()).equals(plain)
        ? plain
        : new Missing("expected one key, found different ones in Authorization and x-api-key");
  }

  private static Credentials bearer(String line) {
    String text = line.strip();
    int space = text.indexOf(' ');
    int end = space < 0 ? text.length() : space;
    if (end != BEARER.length() || !text.regionMatches(true, 0, BEARER, 0, end)) {
      return new Missing("expected the scheme Bearer in Authorization, found another");
    }
    return key(space < 0 ? "" : text.substring(space + 1).strip(), "Authorization");
  }

  private static Credentials key(String text, String header) {
    if (text.isEmpty()) {
      return new Missing("expected a key in " + header + ", found none");
    }
    if (text.length() > MAX_LENGTH || !isVisibleAscii(text)) {
      return new Missing(
          "expected a key of at most "
              + MAX_LENGTH
              + " visible ASCII characters in "
              + header
              + ", found something else");
    }
    return new Presented(text);
  }

  /// A loop and no stream, because every request asks.
  private static boolean isVisibleAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= 0x20 || text.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }
}
