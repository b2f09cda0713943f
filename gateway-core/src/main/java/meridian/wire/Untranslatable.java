package meridian.wire;

import meridian.Refusal;

/// A request says something that the API it is to be translated for cannot say.
public final class Untranslatable extends Exception {
  private static final long serialVersionUID = 1L;

  /// The code of refusals for this reason.
  public static final String CODE = "unsupported_by_provider";

  private final transient Refusal refusal;

  private Untranslatable(Refusal refusal) {
    super(refusal.code());
    this.refusal = refusal;
  }

  /// Field `param` of the request has no place in `api`.
  ///
  /// @param api such as `Anthropic's Messages API`
  /// @param advice what to do, in the imperative
  public static Untranslatable field(String api, String param, String advice) {
    return new Untranslatable(
        Refusal.badRequest(
            CODE,
            "Expected a request that %s can express, found '%s', which it cannot: %s."
                .formatted(api, shown(param), advice),
            shown(param)));
  }

  /// A 400 that names the field.
  public Refusal refusal() {
    return refusal;
  }

  /// A client's field name, cut to a length that fits an error message.
  private static String shown(String name) {
    return name.length() <= 80 ? name : name.substring(0, 80) + "…";
  }
}
