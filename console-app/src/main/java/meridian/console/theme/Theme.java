package meridian.console.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Locale;
import java.util.Optional;

/// Light or dark.
public enum Theme {
  /// Dark text on light ground: for bright rooms, paper and projectors.
  LIGHT(new PrimerLight().getUserAgentStylesheet()),
  /// Light text on dark ground: for rooms with many screens.
  DARK(new PrimerDark().getUserAgentStylesheet());

  private final String baseSheet;

  Theme(String baseSheet) {
    this.baseSheet = baseSheet;
  }

  /// The theme called `light` or `dark` in any case.
  public static Optional<Theme> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "light" -> Optional.of(LIGHT);
      case "dark" -> Optional.of(DARK);
      default -> Optional.empty();
    };
  }

  /// `light` or `dark`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The other one.
  public Theme opposite() {
    return this == LIGHT ? DARK : LIGHT;
  }

  /// The sheet below all others: AtlantaFX Primer.
  String baseSheet() {
    return baseSheet;
  }

  /// The sheet that names this theme's colours, as a resource of this package.
  String tokenSheet() {
    return "tokens-" + label() + ".css";
  }
}
