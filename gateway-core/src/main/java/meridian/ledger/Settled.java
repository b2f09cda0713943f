package meridian.ledger;

import meridian.Money;

/// What a settle took.
///
/// @param charged from the balance, 0 or more
/// @param uncovered of the cost, 0 or more: what the balance did not hold
/// @param isRepeat whether the bill had been settled before
public record Settled(Money charged, Money uncovered, boolean isRepeat) {}
