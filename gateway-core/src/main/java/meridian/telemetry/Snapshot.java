package meridian.telemetry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.CacheResult;
import meridian.Layer;
import meridian.Money;
import meridian.PopId;
import meridian.RequestTimeline;
import meridian.Stage;

/// The state of the gateway as far as it is counted, at one moment. Immutable; a later one has a
/// higher number.
///
/// "Recent" figures cover a sliding window of [#windowNanos]; totals count since the start.
/// Percentiles are read from merged histograms, never averaged. A hit rate is hits / (hits +
/// misses) and absent without either: BYPASS, REFRESH, COLLAPSED and refusals are neither.
///
/// @param number counts from 1
/// @param takenNanos when it was taken, nanoseconds since the epoch
/// @param startedNanos when counting began
/// @param windowNanos length of the sliding window; it moves in twelfths, so that it covers at
///   least eleven of them
/// @param headline the figures over all PoPs
/// @param pops one row per PoP, in configuration order, also those without traffic
/// @param paths one row per way and connection state that had traffic in the window
/// @param recent the newest finished requests, newest first, at most 512
/// @param inFlight the newest requests that arrived and have not ended, newest first, at most 256;
///   [Headline#inFlight] counts them all
/// @param history one point per second without gaps, oldest first, at most 600; the last is the
///   second in progress
/// @param incidents faults, actions, other configurations and alarms, oldest first, at most 256
/// @param alarms those that are raised, the most severe first, of these the newest, at most 256
/// @param kv what the KV did
/// @param cost what traffic cost and saved, and what advice rests on
/// @param keys how keys are used and how revocations spread
/// @param counters every whole count by metric name and labels, as `/metrics` shows it, in its
///   order
/// @param eventsTotal events counted since the start
/// @param droppedTotal events lost at the bound of the queue since the start
public record Snapshot(
    long number,
    long takenNanos,
    long startedNanos,
    long windowNanos,
    Headline headline,
    List<PopRow> pops,
    List<PathRow> paths,
    List<RequestTimeline> recent,
    List<Event.RequestArrived> inFlight,
    List<Second> history,
    List<Incident> incidents,
    List<Alarm> alarms,
    KvFigures kv,
    CostFigures cost,
    KeyFigures keys,
    Map<String, Long> counters,
    long eventsTotal,
    long droppedTotal) {

  /// Figures over all PoPs.
  ///
  /// @param requestsTotal finished since the start
  /// @param refusedTotal of these answered with an error
  /// @param inFlight arrived and not finished
  /// @param requestsPerSecond finished in the window, per second
  /// @param recentByLayer answered in the window, by who answered
  /// @param hitRate hits of any layer in the window
  /// @param edgeHit total time of edge hits in the window
  /// @param originHit total time of origin hits in the window
  /// @param miss total time of misses in the window
  /// @param missFirstToken time to the first token of misses in the window
  /// @param residual residual of all answered requests in the window, without its sign
  /// @param residualShareP95 95th percentile of residual / total in the window, 0 to 1
  /// @param edgeMissOriginHit share of edge misses that the origin's exact cache could answer, in
  ///   the window: high means propagation trouble, not new questions
  /// @param spentTotal charged since the start, unpriced requests left out
  /// @param savedTotal what hits would have cost since the start
  public record Headline(
      long requestsTotal,
      long refusedTotal,
      long inFlight,
      double requestsPerSecond,
      Map<Layer, Long> recentByLayer,
      Optional<Double> hitRate,
      Percentiles edgeHit,
      Percentiles originHit,
      Percentiles miss,
      Percentiles missFirstToken,
      Percentiles residual,
      double residualShareP95,
      Optional<Double> edgeMissOriginHit,
      Money spentTotal,
      Money savedTotal) {}

  /// One PoP's figures in the window.
  ///
  /// @param pop which
  /// @param requestsTotal finished since the start
  /// @param requests finished in the window
  /// @param requestsPerSecond of the window
  /// @param byResult answered in the window by cache result; those that did not occur are absent
  /// @param refused answered with an error in the window
  /// @param hitRate hits of any layer / (hits + misses)
  /// @param edgeHitRate hits at this PoP / (hits + misses)
  /// @param edgeMissOriginHit share of this PoP's misses that the origin's exact cache could answer
  /// @param total total time of answered requests
  /// @param edgeHit total time of edge hits
  /// @param budgetBreaches stages over their budget in edge hits of the window
  /// @param coldStarts requests that waited for a cold start in the window
  public record PopRow(
      PopId pop,
      long requestsTotal,
      long requests,
      double requestsPerSecond,
      Map<CacheResult, Long> byResult,
      long refused,
      Optional<Double> hitRate,
      Optional<Double> edgeHitRate,
      Optional<Double> edgeMissOriginHit,
      Percentiles total,
      Percentiles edgeHit,
      long budgetBreaches,
      long coldStarts) {}

  /// The stages of one way through the gateway in the window; cold and warm connections are kept
  /// apart.
  ///
  /// @param path which way
  /// @param isColdConnection whether its clients paid for new connections
  /// @param stages each stage that took time, over the requests in which it did: its count says of
  ///   how many
  /// @param firstToken time to the first byte of the answer
  /// @param total total time
  /// @param residual time no stage accounts for
  public record PathRow(
      RequestPath path,
      boolean isColdConnection,
      Map<Stage, Percentiles> stages,
      Percentiles firstToken,
      Percentiles total,
      Percentiles residual) {}

  /// One second of history.
  ///
  /// @param secondOfEpoch which second
  /// @param requests finished in it
  /// @param refused of these answered with an error
  /// @param edgeHits answered by PoPs
  /// @param originHits answered by the origin's caches or a flight in progress
  /// @param misses answered by providers
  /// @param edgeHitP95Nanos 95th percentile of edge hits' total time, 0 without any
  /// @param missP95Nanos 95th percentile of misses' total time, 0 without any
  /// @param kvLagP95Nanos 95th percentile of the lag of values that became visible, 0 without any
  /// @param spent charged
  /// @param saved saved by hits
  public record Second(
      long secondOfEpoch,
      long requests,
      long refused,
      long edgeHits,
      long originHits,
      long misses,
      long edgeHitP95Nanos,
      long missP95Nanos,
      long kvLagP95Nanos,
      Money spent,
      Money saved) {}

  /// Something that happened to the gateway rather than in it.
  ///
  /// @param kind what kind of thing
  /// @param text what, for an operator
  /// @param fromNanos when it began, nanoseconds since the epoch
  /// @param untilNanos when it ended, equal to its beginning when it was over at once; empty while
  ///   it holds
  public record Incident(
      IncidentKind kind, String text, long fromNanos, Optional<Long> untilNanos) {
    /// The same, ended at `atNanos`, or when it began if that is later.
    Incident until(long atNanos) {
      return new Incident(kind, text, fromNanos, Optional.of(Math.max(fromNanos, atNanos)));
    }
  }

  /// A raised alarm, as of the last look at its rule; rules are looked at once a second.
  ///
  /// @param rule what it is about, with its threshold
  /// @param subject the PoP's code, or empty for the gateway
  /// @param sinceNanos when it was raised, nanoseconds since the epoch
  /// @param value the figure of the last minute, in the unit of the rule's threshold
  /// @param cases how many cases it is made of
  /// @param quietUntilNanos until when somebody wants it quiet, [Long#MAX_VALUE] for as long as it
  ///   is raised; empty when nobody does
  public record Alarm(
      AlarmRule rule,
      String subject,
      long sinceNanos,
      double value,
      long cases,
      Optional<Long> quietUntilNanos) {
    /// Whether somebody knows of it.
    public boolean isQuiet() {
      return quietUntilNanos.isPresent();
    }
  }

  /// What the KV did.
  ///
  /// @param writesTotal accepted writes since the start
  /// @param deferredTotal writes put off by the 1-per-second-and-key limit
  /// @param cappedTotal writes refused by the operator's cap or the platform's
  /// @param read time of edge look-ups in the window
  /// @param propagation lag of values that became visible in the window
  public record KvFigures(
      long writesTotal,
      long deferredTotal,
      long cappedTotal,
      Percentiles read,
      Percentiles propagation) {}
}
