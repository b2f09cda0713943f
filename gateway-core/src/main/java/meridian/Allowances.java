package meridian;

import java.util.Optional;

/// What a key may still send of each kind that is limited.
///
/// @param requests absent when they are not limited
/// @param tokens absent when they are not limited
public record Allowances(Optional<Allowance> requests, Optional<Allowance> tokens) {
  /// Nothing is limited, or nobody was asked.
  public static final Allowances NONE = new Allowances(Optional.empty(), Optional.empty());

  /// A limit of requests alone.
  public static Allowances ofRequests(Allowance requests) {
    return new Allowances(Optional.of(requests), Optional.empty());
  }

  /// The same when `elapsedNanos` have passed and nothing was taken meanwhile.
  public Allowances after(long elapsedNanos) {
    return new Allowances(
        requests.map(left -> left.after(elapsedNanos)),
        tokens.map(left -> left.after(elapsedNanos)));
  }

  /// These where there are some, otherwise those of `others`.
  public Allowances or(Allowances others) {
    return requests.isEmpty() && tokens.isEmpty() ? others : this;
  }
}
