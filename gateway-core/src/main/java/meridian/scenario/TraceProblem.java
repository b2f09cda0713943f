package meridian.scenario;

/// A recorded trace cannot be read; the message names the file, and the line if it is one's fault,
/// what was expected, what was found and what to do. It repeats no prompt.
public final class TraceProblem extends Exception {
  private static final long serialVersionUID = 1L;

  /// Says all of that.
  public TraceProblem(String message) {
    super(message);
  }

  TraceProblem(String name, long line, String message) {
    this(name + ":" + line + ": " + message);
  }
}
