package meridian.live.keys;

/// A keys file that cannot be read, written or believed. The message says what was expected, what
/// was found and what to do, and shows no digest.
public final class KeyFileBroken extends Exception {
  private static final long serialVersionUID = 1L;

  KeyFileBroken(String message) {
    super(message);
  }
}
