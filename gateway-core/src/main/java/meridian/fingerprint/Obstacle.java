package meridian.fingerprint;

/// Why a request has no fingerprint and must bypass every cache.
public enum Obstacle {
  /// The field is on neither list of the specification, so nobody knows whether it changes the
  /// answer.
  UNKNOWN_FIELD("field is on neither list of the specification"),

  /// An integer beyond ±2^53, which a double cannot tell from its neighbour.
  INTEGER_BEYOND_2_53("integer beyond 2^53, which canonical JSON cannot tell from its neighbour"),

  /// A number beyond the range of a double, which canonical JSON cannot write.
  NUMBER_BEYOND_DOUBLE("number beyond the range of a double"),

  /// A lone surrogate; the reader refuses it, and so does this for trees made otherwise.
  LONE_SURROGATE("lone surrogate, which UTF-8 cannot say"),

  /// A name twice in one object; the reader refuses it, and so does this for trees made otherwise.
  DUPLICATE_NAME("name twice in one object");

  private final String meaning;

  Obstacle(String meaning) {
    this.meaning = meaning;
  }

  /// The obstacle in words.
  public String meaning() {
    return meaning;
  }
}
