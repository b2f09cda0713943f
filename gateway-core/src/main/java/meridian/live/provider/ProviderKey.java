package meridian.live.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// The secret the gateway shows a provider, or none for providers that ask for none. It prints as
/// nothing of the secret.
public final class ProviderKey {
  private static final int MAX_LENGTH = 8_192;
  private static final ProviderKey NONE = new ProviderKey("", "no key");

  private final String secret;
  private final String from;

  private ProviderKey(String secret, String from) {
    this.secret = secret;
    this.from = from;
  }

  /// No header with a key at all.
  public static ProviderKey none() {
    return NONE;
  }

  /// The key in environment variable `name`.
  ///
  /// @throws IllegalArgumentException when it is unset or cannot be a key
  public static ProviderKey fromEnvironment(String name) {
    return fromEnvironment(name, variable -> Optional.ofNullable(System.getenv(variable)));
  }

  /// The key in variable `name` of `environment`.
  ///
  /// @throws IllegalArgumentException when it is unset or cannot be a key
  public static ProviderKey fromEnvironment(
      String name, Function<String, Optional<String>> environment) {
    String from = "environment variable " + name;
    String secret =
        environment
            .apply(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "provider key: expected it in "
                        + from
                        + ", found it unset; set it and start again"));
    return checked(secret.strip(), from);
  }

  /// The key in the first line of `file`.
  ///
  /// @throws IllegalArgumentException when it cannot be read or cannot be a key
  public static ProviderKey fromFile(Path file) {
    String from = "file " + file;
    try {
      if (Files.size(file) > MAX_LENGTH) {
        throw new IllegalArgumentException(
            "provider key: expected one line in " + from + ", found a file too large for a key");
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return checked(text.lines().findFirst().orElse("").strip(), from);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "provider key: expected it in " + from + ", which cannot be read: " + e.getMessage(), e);
    }
  }

  private static ProviderKey checked(String secret, String from) {
    boolean isHeaderText = secret.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    if (secret.isEmpty() || secret.length() > MAX_LENGTH || !isHeaderText) {
      throw new IllegalArgumentException(
          "provider key in "
              + from
              + ": expected 1 to "
              + MAX_LENGTH
              + " visible ASCII characters without spaces, found something else");
    }
    return new ProviderKey(secret, from);
  }

  /// The key itself, for the header that carries it; empty when there is none.
  Optional<String> secret() {
    return secret.isEmpty() ? Optional.empty() : Optional.of(secret);
  }

  /// `text` without the secret, should a provider repeat it.
  String scrub(String text) {
    return secret.isEmpty() ? text : text.replace(secret, "[key]");
  }

  /// Where the key came from.
  @Override
  public String toString() {
    return "provider key from " + from;
  }
}
