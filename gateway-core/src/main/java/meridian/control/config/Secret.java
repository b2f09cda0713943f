package meridian.control.config;

import java.nio.file.Path;
import java.util.List;

/// Where a provider's API key is kept. The key itself never stands in a configuration.
public sealed interface Secret {
  /// No key is needed.
  record None() implements Secret {}

  /// In an environment variable.
  record InEnvironment(String variable) implements Secret {}

  /// Several keys, each in an environment variable of its own; used in turn.
  record InEnvironments(List<String> variables) implements Secret {
    public InEnvironments {
      variables = List.copyOf(variables);
    }
  }

  /// In a file, alone but for white space.
  record InFile(Path file) implements Secret {}
}
