package meridian.control.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// Where a provider's API key is kept. The key itself never stands in a configuration.
public sealed interface Secret {
  /// No key is needed.
  record None() implements Secret {}

  /// In an environment variable.
  record InEnvironment(String variable) implements Secret {}

  /// In a file, alone but for white space.
  record InFile(Path file) implements Secret {}

  /// The longest key read from a file, in bytes.
  int MAX_BYTES = 8 << 10;

  /// The key, empty when none is needed.
  ///
  /// @param environment answers with a variable's value
  /// @throws Missing when it is not where the configuration says
  default Optional<String> fetch(Function<String, Optional<String>> environment) throws Missing {
    return switch (this) {
      case None _ -> Optional.empty();
      case InEnvironment in ->
          Optional.of(
              usable(
                  environment.apply(in.variable()).orElse(""),
                  "environment variable " + in.variable()));
      case InFile in -> Optional.of(usable(read(in.file()), "file " + in.file()));
    };
  }

  private static String read(Path file) throws Missing {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new Missing(
            "file %s: expected a provider key of at most %d bytes, found more; name the key's file"
                .formatted(file, MAX_BYTES));
      }
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new Missing(
          "file %s: expected a provider key, found it unreadable (%s); create it with mode 600"
              .formatted(file, e.getClass().getSimpleName()));
    }
  }

  private static String usable(String text, String where) throws Missing {
    String key = text.strip();
    if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new Missing(
          "%s: expected a provider key of printable ASCII, found %s; set it before starting"
              .formatted(where, key.isEmpty() ? "nothing" : "other characters"));
    }
    return key;
  }

  /// A key is not where the configuration says.
  final class Missing extends Exception {
    private static final long serialVersionUID = 1L;

    Missing(String message) {
      super(message);
    }
  }
}
