package meridian.control;

/// A command line cannot be carried out; the message says what was expected, what was found and
/// what to do.
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message);
  }
}
