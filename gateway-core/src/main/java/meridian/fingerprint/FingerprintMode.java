package meridian.fingerprint;

/// Which fields of a request are hashed.
public enum FingerprintMode {
  /// Every field that selects the answer; a field on no list makes the request uncacheable.
  FULL("full"),

  /// Messages, model, temperature, top_p and max_tokens; every other field is ignored. It answers
  /// wrongly whenever only an ignored field differs, and is here to be compared with.
  ARTICLE("article");

  private final String text;

  FingerprintMode(String text) {
    this.text = text;
  }

  /// The name as the specification and the command line write it.
  public String text() {
    return text;
  }
}
