package meridian.limits;

import meridian.Allowances;

/// Lets requests through as far as the limits of their project and key allow. Safe for several
/// threads.
public interface Limiter {
  /// Takes one request and its expected tokens, from all limits or from none.
  Admission admit(Claim claim, long nowNanos);

  /// Corrects the expected tokens of a granted claim to those it took, 0 when nothing came of it;
  /// once for each grant. The request stays counted.
  void settle(Claim claim, long tokens, long nowNanos);

  /// What may still be sent, without taking anything: of each kind the limit with the least left.
  Allowances left(Claim claim, long nowNanos);

  /// Forgets what was taken, as a crash would.
  void forget();
}
