package meridian.console.world;

/// How a figure stands against what is expected of it; each has a sign, so that colour is never
/// alone.
enum Severity {
  /// Nothing is expected of it, or nothing was measured.
  NONE("◌", "muted"),
  /// Within what is expected.
  OK("●", "ok"),
  /// Worth a look.
  WARN("▲", "warn"),
  /// Over its budget or broken.
  CRIT("■", "crit");

  private final String sign;
  private final String style;

  Severity(String sign, String style) {
    this.sign = sign;
    this.style = style;
  }

  String sign() {
    return sign;
  }

  /// The style class that colours it.
  String style() {
    return style;
  }
}
