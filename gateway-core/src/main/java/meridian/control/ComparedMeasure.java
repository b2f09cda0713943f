package meridian.control;

import java.util.OptionalDouble;
import meridian.telemetry.Percentiles;
import meridian.telemetry.RequestPath;
import meridian.telemetry.RunFigures;

/// A figure by which gateways are compared.
public enum ComparedMeasure {
  /// Mean time of all answers to the last token: the traffic-weighted truth. Milliseconds.
  MEAN_ANSWER("mean of all answers", Unit.MILLIS),
  /// Median time to the last token of hits at the edge, or of those at the origin where no PoP
  /// answers. Milliseconds.
  HIT_P50("hit p50", Unit.MILLIS),
  /// 95th percentile of the same.
  HIT_P95("hit p95", Unit.MILLIS),
  /// 95th percentile of all answers' time to the first token. Milliseconds.
  FIRST_TOKEN_P95("first token p95", Unit.MILLIS),
  /// Hits / (hits + misses).
  HIT_RATE("hit rate", Unit.SHARE),
  /// Hits at the edge / (hits + misses).
  EDGE_HIT_RATE("edge hit rate", Unit.SHARE),
  /// Answered / (answered + failed).
  AVAILABILITY("availability", Unit.SHARE),
  /// Stale answers / answers.
  STALE_SHARE("stale answers", Unit.SHARE),
  /// Answers that a provider was called for.
  PROVIDER_ANSWERS("provider answers", Unit.COUNT),
  /// Charged for provider calls.
  PROVIDER_DOLLARS("provider dollars", Unit.DOLLARS),
  /// Accepted writes to the KV.
  KV_WRITES("KV writes", Unit.COUNT),
  /// KV writes and reads at the list prices of Workers KV (5 and 0.50 US dollars per million,
  /// "Workers KV pricing", developers.cloudflare.com, read 2026-08), nothing included. Modelled.
  KV_DOLLARS("KV dollars", Unit.DOLLARS);

  private static final double USD_PER_WRITE = 5.0e-6;
  private static final double USD_PER_READ = 0.5e-6;

  private final String label;
  private final Unit unit;

  ComparedMeasure(String label, Unit unit) {
    this.label = label;
    this.unit = unit;
  }

  /// What its values are.
  public enum Unit {
    /// Milliseconds.
    MILLIS,
    /// Part of a whole, 0 to 1.
    SHARE,
    /// How many.
    COUNT,
    /// US dollars.
    DOLLARS
  }

  /// For people.
  public String label() {
    return label;
  }

  /// What its values are.
  public Unit unit() {
    return unit;
  }

  /// The figure of one run; absent when nothing was there to make it of.
  OptionalDouble of(RunFigures figures) {
    RunFigures.Part all = figures.all();
    Percentiles hits = hits(all);
    return switch (this) {
      case MEAN_ANSWER -> millis(all.answered().count(), all.answered().meanTotalNanos());
      case HIT_P50 -> millis(hits.count(), hits.p50());
      case HIT_P95 -> millis(hits.count(), hits.p95());
      case FIRST_TOKEN_P95 -> millis(all.answered().count(), all.answered().firstToken().p95());
      case HIT_RATE -> optional(all.hitRate());
      case EDGE_HIT_RATE -> optional(all.edgeHitRate());
      case AVAILABILITY -> optional(all.availability());
      case STALE_SHARE ->
          all.answered().count() == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of((double) all.stale() / all.answered().count());
      case PROVIDER_ANSWERS -> OptionalDouble.of((double) all.count(RequestPath.MISS));
      case PROVIDER_DOLLARS -> OptionalDouble.of(all.spent().microUsd() / 1e6);
      case KV_WRITES -> OptionalDouble.of((double) figures.kvWrites());
      case KV_DOLLARS ->
          OptionalDouble.of(
              figures.kvWrites() * USD_PER_WRITE + figures.kvRead().count() * USD_PER_READ);
    };
  }

  /// Hits at the edge, or where there are none those at the origin.
  private static Percentiles hits(RunFigures.Part all) {
    Percentiles edge = all.path(RequestPath.EDGE_HIT).total();
    return edge.count() > 0 ? edge : all.path(RequestPath.ORIGIN_HIT).total();
  }

  private static OptionalDouble millis(long count, long nanos) {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(nanos / 1e6);
  }

  private static OptionalDouble optional(java.util.Optional<Double> value) {
    return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
  }
}
