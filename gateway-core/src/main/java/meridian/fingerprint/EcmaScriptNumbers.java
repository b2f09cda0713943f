package meridian.fingerprint;

/// Numbers as ECMAScript prints them (ECMA-262, `Number::toString` with radix 10), which is what
/// RFC 8785 asks for.
///
/// Both languages print the shortest digits that read back as the same double, and of those the
/// closest; `Double.toString` (since JDK 19) differs in two ways. It lays the digits out otherwise.
/// And it never settles for fewer than two digits: where one digit would do, it picks the closest
/// of two, so it prints 4.9E-324 for 5e-324 and 9.9E-324 for 1e-323. Two digits can be closer than
/// one only where doubles are that coarse: among the subnormals below 1e-321.
final class EcmaScriptNumbers {
  private static final double COARSE = 1e-321;

  private EcmaScriptNumbers() {}

  /// The text of a finite double; both zeros are `0`.
  static String text(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("number: expected a finite one, found " + value);
    }
    if (value == 0) {
      return "0";
    }
    double magnitude = Math.abs(value);
    String java = Double.toString(magnitude);
    int mark = java.indexOf('E');
    String mantissa = mark < 0 ? java : java.substring(0, mark);
    int dot = mantissa.indexOf('.');
    StringBuilder digits = new StringBuilder(mantissa).deleteCharAt(dot);
    // The value is 0.DIGITS times ten to the power of `point`.
    int point = dot + (mark < 0 ? 0 : Integer.parseInt(java.substring(mark + 1)));
    while (digits.charAt(digits.length() - 1) == '0') {
      digits.setLength(digits.length() - 1);
    }
    while (digits.charAt(0) == '0') {
      digits.deleteCharAt(0);
      point--;
    }
    if (magnitude < COARSE && digits.length() == 2) {
      return (value < 0 ? "-" : "") + coarse(magnitude, digits.toString(), point);
    }
    return (value < 0 ? "-" : "") + layOut(digits, point);
  }

  /// The text of a number of two digits for which one may do: the digit below or the one above,
  /// whichever reads back as the same double; the closer one when both do.
  private static String coarse(double magnitude, String digits, int point) {
    int below = digits.charAt(0) - '0';
    boolean isUpCloser = digits.charAt(1) >= '5';
    int[] candidates = isUpCloser ? new int[] {below + 1, below} : new int[] {below, below + 1};
    for (int candidate : candidates) {
      if (candidate > 0 && Double.parseDouble(candidate + "e" + (point - 1)) == magnitude) {
        return candidate == 10
            ? layOut(new StringBuilder("1"), point + 1)
            : layOut(new StringBuilder().append(candidate), point);
      }
    }
    return layOut(new StringBuilder(digits), point);
  }

  /// The five layouts of `Number::toString`, steps 6 to 10.
  private static String layOut(StringBuilder digits, int point) {
    int size = digits.length();
    if (size <= point && point <= 21) {
      return digits.append("0".repeat(point - size)).toString();
    }
    if (0 < point && point <= 21) {
      return digits.insert(point, '.').toString();
    }
    if (-6 < point && point <= 0) {
      return digits.insert(0, "0".repeat(-point)).insert(0, "0.").toString();
    }
    if (size > 1) {
      digits.insert(1, '.');
    }
    return digits.append('e').append(point > 0 ? "+" : "").append(point - 1).toString();
  }
}
