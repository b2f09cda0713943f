package meridian.control.config;

/// A text that cannot be read as a tree at all.
final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Mark mark;

  Malformed(Mark mark, String message) {
    super(message);
    this.mark = mark;
  }

  /// Where it stopped making sense.
  Mark mark() {
    return mark;
  }

  /// What was expected, what was found, what to do.
  String text() {
    return String.valueOf(getMessage());
  }
}
