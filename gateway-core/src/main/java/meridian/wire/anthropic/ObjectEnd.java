package meridian.wire.anthropic;

/// Whether the pieces of a JSON object seen so far are all of it: its braces are closed.
final class ObjectEnd {
  private int depth;
  private boolean hasBegun;
  private boolean isInText;
  private boolean isEscaped;

  /// The next piece.
  void add(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      if (isEscaped) {
        isEscaped = false;
      } else if (isInText) {
        isEscaped = c == '\\';
        isInText = c != '"';
      } else if (c == '"') {
        isInText = true;
      } else if (c == '{') {
        hasBegun = true;
        depth++;
      } else if (c == '}') {
        depth--;
      }
    }
  }

  boolean isReached() {
    return hasBegun && depth <= 0;
  }
}
