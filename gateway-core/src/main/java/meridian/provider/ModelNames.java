package meridian.provider;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a model's name says about its version.
final class ModelNames {
  /// The ways providers date a version: `-2024-07-18` and `-20240307`.
  private static final Pattern DATE = Pattern.compile("-20\\d\\d-?[01]\\d-?[0-3]\\d$");

  private ModelNames() {}

  /// `model` without its date; `model` itself when it has none.
  static String undated(String model) {
    Matcher date = DATE.matcher(model);
    return date.find() ? model.substring(0, date.start()) : model;
  }
}
