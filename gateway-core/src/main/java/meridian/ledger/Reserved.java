package meridian.ledger;

import meridian.Money;

/// What became of a wish to set money aside.
public sealed interface Reserved {
  /// The call may be made.
  ///
  /// @param amount what is set aside for the bill now; 0 when it has been settled already
  /// @param isRepeat whether the bill was known: a retry, which is charged only what it costs more
  record Granted(Money amount, boolean isRepeat) implements Reserved {}

  /// The balance does not suffice.
  ///
  /// @param available what there is, maybe negative
  record Insufficient(Money available) implements Reserved {}

  /// The ledger keeps as many open reserves, or projects, as it may.
  ///
  /// @param bound how many that is
  record Full(int bound) implements Reserved {}

  /// The bill's name stands for another request.
  record OtherSubject() implements Reserved {}

  /// The bill has been tried as often as it may.
  record TooManyAttempts() implements Reserved {}
}
