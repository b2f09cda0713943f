package meridian.control.config;

import java.nio.file.Path;

/// Where a provider's API key is kept. The key itself never stands in a configuration.
public sealed interface Secret {
  /// No key is needed.
  record None() implements Secret {}

  /// In an environment variable.
  record InEnvironment(String variable) implements Secret {}

  /// In a file, alone but for white space.
  record InFile(Path file) implements Secret {}
}
