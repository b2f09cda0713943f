package meridian.live.redis;

import java.util.Optional;

/// What the server said to one command.
sealed interface Reply<T> {
  /// It answered.
  ///
  /// @param value what; empty when there is nothing
  record Said<T>(Optional<T> value) implements Reply<T> {}

  /// There is no answer.
  ///
  /// @param why in a word or two without data: `timeout`, `no connection`, or the code of the
  ///   server's refusal such as `OOM`
  /// @param isRefusal whether the server answered that it would not
  record Silence<T>(String why, boolean isRefusal) implements Reply<T> {
    /// It did not answer, or could not be asked.
    static <T> Silence<T> of(String why) {
      return new Silence<>(why, false);
    }

    /// It refused.
    static <T> Silence<T> refused(String code) {
      return new Silence<>(code, true);
    }
  }
}
