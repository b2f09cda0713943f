package meridian;

/// The public half of an API key: the 12 characters after `mk_`. It may be shown, logged and
/// replicated; the secret may not.
///
/// @param text 12 of a-z and 0-9
public record KeyId(String text) implements Comparable<KeyId> {
  public KeyId {
    if (!text.matches("[a-z0-9]{12}")) {
      throw new IllegalArgumentException(
          "key id: expected 12 of a-z and 0-9, found '" + text + "'");
    }
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
