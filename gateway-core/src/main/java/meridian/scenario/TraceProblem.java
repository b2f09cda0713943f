package meridian.scenario;

/// A recorded trace cannot be read; the message names file and line, what was expected, what was
/// found and what to do. It repeats no prompt.
public final class TraceProblem extends Exception {
  private static final long serialVersionUID = 1L;

  TraceProblem(String name, long line, String message) {
    super(name + ":" + line + ": " + message);
  }
}
