package meridian.wire;

/// A provider's answer is not what its API promises, so the gateway cannot read it.
public final class UnreadableAnswer extends Exception {
  private static final long serialVersionUID = 1L;

  /// Says what was found, in words that fit after "found".
  public UnreadableAnswer(String found) {
    super(found);
  }

  /// What was found.
  public String found() {
    return String.valueOf(getMessage());
  }
}
