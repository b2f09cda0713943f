package meridian;

/// The public half of an API key: the 12 characters after `mk_`. It may be shown, logged and
/// replicated; the secret may not.
///
/// @param text 12 of a-z and 0-9
public record KeyId(String text) implements Comparable<KeyId> {
  public KeyId {
    if (!isKeyId(text)) {
      throw new IllegalArgumentException(
          "key id: expected 12 of a-z and 0-9, found '" + text + "'");
    }
  }

  /// A loop and no regular expression, because every request makes one of these.
  private static boolean isKeyId(String text) {
    if (text.length() != 12) {
      return false;
    }
    for (int i = 0; i < 12; i++) {
      char c = text.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(KeyId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
