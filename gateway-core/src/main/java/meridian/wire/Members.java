package meridian.wire;

import meridian.Json;

/// What a translation asks of the members of an object.
public final class Members {
  private Members() {}

  /// Whether a member says nothing: `null`, `false`, an empty list, object or text.
  public static boolean isIdle(Json value) {
    return switch (value) {
      case Json.Null _ -> true;
      case Json.Bool bool -> !bool.value();
      case Json.Arr array -> array.items().isEmpty();
      case Json.Obj object -> object.size() == 0;
      case Json.Text text -> text.value().isEmpty();
      case Json.Num _ -> false;
    };
  }

  /// Whether a member is the number 0.
  public static boolean isZero(Json value) {
    return value instanceof Json.Num number && number.asDouble() == 0;
  }

  /// Whether a member is this text.
  public static boolean isText(Json value, String text) {
    return value instanceof Json.Text found && found.value().equals(text);
  }
}
