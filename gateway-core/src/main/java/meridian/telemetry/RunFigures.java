package meridian.telemetry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Money;
import meridian.PopId;

/// What a whole run came to, from its first request to its last; unlike a [Snapshot] it has no
/// window.
///
/// A hit rate is hits / (hits + misses), absent without either.
///
/// @param all over every PoP
/// @param pops each PoP that had traffic, in order of code
/// @param places the requests of clients at each place, in order of code: unlike PoPs these are the
///   same whatever the gateway looks like
/// @param kvWrites accepted writes of answers and keys
/// @param kvWritesRefused writes that were capped, too large or failed
/// @param kvRead time of edge look-ups
/// @param propagation lag of values that became visible
/// @param mismatches requests that edge and origin fingerprinted differently
/// @param events counted in all
public record RunFigures(
    Part all,
    List<PopPart> pops,
    List<PlacePart> places,
    long kvWrites,
    long kvWritesRefused,
    Percentiles kvRead,
    Percentiles propagation,
    long mismatches,
    long events) {

  /// The requests of one PoP, or of all.
  ///
  /// @param requests finished
  /// @param refused of these answered with a 4xx
  /// @param failed of these answered with a 5xx or broken off
  /// @param left whose clients left
  /// @param stale answered past the soft TTL
  /// @param coldStarts that waited for a cold start
  /// @param edgeMissOriginHits edge misses that the origin's exact cache answered
  /// @param byPath latencies by the way that answers took; ways without traffic are absent
  /// @param answered latencies of every answered request together: the traffic-weighted truth
  /// @param spent charged, unpriced requests left out
  /// @param saved what hits would have cost
  public record Part(
      long requests,
      long refused,
      long failed,
      long left,
      long stale,
      long coldStarts,
      long edgeMissOriginHits,
      Map<RequestPath, LatencyFigures> byPath,
      LatencyFigures answered,
      Money spent,
      Money saved) {

    /// The latencies of one way; of none when nobody took it.
    public LatencyFigures path(RequestPath path) {
      return byPath.getOrDefault(path, LatencyFigures.NONE);
    }

    /// How many were answered in this way.
    public long count(RequestPath path) {
      return path(path).count();
    }

    /// Hits at the edge and at the origin / (hits + misses).
    public Optional<Double> hitRate() {
      return share(count(RequestPath.EDGE_HIT) + count(RequestPath.ORIGIN_HIT));
    }

    /// Hits at the edge / (hits + misses).
    public Optional<Double> edgeHitRate() {
      return share(count(RequestPath.EDGE_HIT));
    }

    /// Answered / (answered + failed): refusals that a client deserves are no outage. Absent
    /// without either.
    public Optional<Double> availability() {
      long answers = answered.count();
      return answers + failed == 0
          ? Optional.empty()
          : Optional.of((double) answers / (answers + failed));
    }

    private Optional<Double> share(long hits) {
      long asked =
          count(RequestPath.EDGE_HIT) + count(RequestPath.ORIGIN_HIT) + count(RequestPath.MISS);
      return asked == 0 ? Optional.empty() : Optional.of((double) hits / asked);
    }
  }

  /// The part of clients at one place.
  public record PlacePart(String place, Part part) {}

  /// One PoP's part.
  public record PopPart(PopId pop, Part part) {}
}
