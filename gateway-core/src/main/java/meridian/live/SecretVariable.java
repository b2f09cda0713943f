package meridian.live;

import java.util.Optional;
import java.util.function.Function;

/// A secret in an environment variable. It is read where it is used and kept nowhere else.
public final class SecretVariable {
  private SecretVariable() {}

  /// The secret in `variable`, which `field` of the configuration names.
  ///
  /// @throws IllegalArgumentException when it is unset or empty
  public static String read(String field, String variable) {
    return read(field, variable, name -> Optional.ofNullable(System.getenv(name)));
  }

  static String read(
      String field, String variable, Function<String, Optional<String>> environment) {
    return environment
        .apply(variable)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() ->
            new IllegalArgumentException(
                field
                    + ": expected a secret in environment variable "
                    + variable
                    + ", found it unset; set it and start again"));
  }
}
