package meridian;

/// A session token as it travels: whoever shows it is let in until it expires. It prints as nothing
/// of the token.
public final class SessionText {
  /// What every token begins with, so that it is never taken for an API key.
  public static final String PREFIX = "ms1_";

  private final String text;
  private final long lifeNanos;

  /// A token of the gateway's making.
  ///
  /// @param text the whole of it
  /// @param lifeNanos from its making until it is refused
  public SessionText(String text, long lifeNanos) {
    this.text = text;
    this.lifeNanos = lifeNanos;
  }

  /// The whole token, a secret: for a response header and for who verifies it.
  public String text() {
    return text;
  }

  /// From its making until it is refused, nanoseconds.
  public long lifeNanos() {
    return lifeNanos;
  }

  @Override
  public String toString() {
    return "session token";
  }
}
