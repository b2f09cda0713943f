package meridian;

import java.util.Optional;

/// What one answer costs.
///
/// @param usage tokens it took
/// @param cost what they cost; empty when the price is unknown, which is never 0
/// @param isEstimated whether the tokens are the gateway's estimate, because the answer broke off
///   before the provider counted them
public record Charge(TokenUsage usage, Optional<Money> cost, boolean isEstimated) {
  /// An answer that costs nothing.
  public static final Charge NOTHING = new Charge(TokenUsage.NONE, Optional.of(Money.ZERO), false);

  /// The charge for `usage` as the provider counted it.
  public static Charge of(TokenUsage usage, Optional<Money> cost) {
    return new Charge(usage, cost, false);
  }

  /// Whether nobody knows what it costs.
  public boolean isUnpriced() {
    return cost.isEmpty();
  }
}
