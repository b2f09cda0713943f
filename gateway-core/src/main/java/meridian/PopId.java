package meridian;

/// The name of one edge point of presence: the IATA code of the place it stands in, such as `SIN`.
///
/// @param code 3 upper-case letters
public record PopId(String code) implements Comparable<PopId> {
  public PopId {
    if (!code.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException(
          "PoP: expected a 3-letter IATA code such as SIN, found '" + code + "'");
    }
  }

  @Override
  public int compareTo(PopId other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
