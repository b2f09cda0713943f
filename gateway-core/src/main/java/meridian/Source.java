package meridian;

import java.util.Locale;
import java.util.Optional;

/// Who made an answer and at whose cost: told beside every figure of money, so that no sum mixes
/// them.
public enum Source {
  /// A real provider, called with the gateway's own key: what it costs is charged to the project.
  MEASURED,
  /// A modelled provider: nobody pays, and such rows are in no bill.
  MODELLED,
  /// A real provider, called with a key of the project's own, which pays the provider itself. The
  /// gateway charges nothing and knows no price: cost and savings are 0 here, and say nothing of
  /// the provider's bill.
  BYOK;

  private final String label = name().toLowerCase(Locale.ROOT);

  /// The name in reports and databases.
  public String label() {
    return label;
  }

  /// The source of this label; a label that is none is that of a measured answer.
  public static Source labelled(String label) {
    for (Source source : values()) {
      if (source.label.equals(label)) {
        return source;
      }
    }
    return MEASURED;
  }

  /// The source of an answer whose call the gateway's own key paid, if anything did.
  public static Source of(boolean isModelled) {
    return isModelled ? MODELLED : MEASURED;
  }

  /// What the project is charged for an answer of this source that costs `price`; empty when the
  /// price is unknown.
  public Optional<Money> charged(Optional<Money> price) {
    return this == BYOK ? Optional.of(Money.ZERO) : price;
  }
}
