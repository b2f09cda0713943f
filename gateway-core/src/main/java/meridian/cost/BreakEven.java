package meridian.cost;

import java.util.OptionalDouble;

/// At what exact-hit rate the edge pays for itself.
///
/// Of a share `h` of all requests, hits, each saves what an answer costs, `v`. Every request costs
/// the edge `f`: itself, its look-ups, its usage record. Every request that is no hit costs a write
/// `w`, of which write admission lets a share `a` pass. What is left of a request is
///
/// `net(h) = h · v − f − (1 − h) · a · w`, and nothing at `h* = (f + a·w) / (v + a·w)`.
///
/// Check (kept by a test): with the mean chat request of the Azure LLM inference trace 2023, 1,155
/// tokens in and 211 out, two look-ups and one usage record, h* is 2.15 % on gpt-4o-mini and 0.13 %
/// on gpt-4o; a million requests at 10 % hits cost the edge $6.05, or $2.00 when one answer in ten
/// is written.
///
/// An origin that keeps an exact cache of its own saves the same dollars without an edge; what the
/// edge adds then is time. The rate says whether the savings of caching pay for the edge at all.
///
/// @param value what a hit saves: the mean cost of an answer
/// @param perRequest what the edge costs for every request
/// @param perWrite what a write costs
/// @param writtenShare how many of the answers that no cache had are written, 0 to 1
public record BreakEven(Usd value, Usd perRequest, Usd perWrite, double writtenShare) {
  /// The hit rate at which the edge costs as much as hits save; empty when no rate up to 1 does.
  public OptionalDouble hitRate() {
    double writes = writtenShare * perWrite.amount();
    double rate = (perRequest.amount() + writes) / (value.amount() + writes);
    return rate > 0 && rate <= 1 ? OptionalDouble.of(rate) : OptionalDouble.empty();
  }

  /// What a million requests leave at `hitRate`, in dollars; negative when the edge costs more than
  /// hits save.
  public Usd netPerMillion(double hitRate) {
    return value.times(hitRate).minus(cost(hitRate)).times(1e6);
  }

  /// What the edge costs for a million requests at `hitRate`.
  public Usd edgePerMillion(double hitRate) {
    return cost(hitRate).times(1e6);
  }

  private Usd cost(double hitRate) {
    return perRequest.plus(perWrite.times((1 - hitRate) * writtenShare));
  }
}
