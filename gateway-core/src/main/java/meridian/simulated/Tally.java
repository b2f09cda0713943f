package meridian.simulated;

import java.util.OptionalDouble;
import meridian.AnswerHead;
import meridian.CacheResult;
import meridian.Layer;
import meridian.Money;
import meridian.Stage;
import meridian.scenario.Measure;
import meridian.telemetry.Event;
import org.HdrHistogram.Histogram;

/// What clients saw in one slice and one part of a run, and the figures made of it.
///
/// Durations keep 2 significant digits. Guarded by the baton.
final class Tally {
  private static final double SECOND = 1e9;
  private static final double MICROS = 1e6;

  private final Histogram firstToken = new Histogram(2);
  private final Histogram total = new Histogram(2);
  private long requests;
  private long answered;
  private long refused;
  private long failed;
  private long edgeHits;
  private long originHits;
  private long misses;
  private long stale;
  private long coldStarts;
  private long originExactHits;
  private long stalestNanos;
  private long mismatches;
  private long kvWrites;
  private long revocationLagNanos;
  private long afterRevocation;
  private long bookingsLost;
  private Money overspent = Money.ZERO;

  void sent() {
    requests++;
  }

  /// A client has its answer or its error.
  ///
  /// @param isAfterRevocation whether its key had been revoked for longer than the gateway may take
  ///   to learn of it
  void answered(Witness.Sent request, Witness.Answer answer, boolean isAfterRevocation) {
    if (answer.refusal().isPresent()) {
      boolean isOutage = answer.refusal().get().status() >= 500 || !answer.answerId().isEmpty();
      if (isOutage) {
        failed++;
      } else {
        refused++;
      }
      return;
    }
    answered++;
    afterRevocation += isAfterRevocation ? 1 : 0;
    firstToken.recordValue(answer.firstByteNanos() - request.sentNanos());
    total.recordValue(answer.lastByteNanos() - request.sentNanos());
    count(answer.head());
  }

  private void count(AnswerHead head) {
    boolean isEdge = head.layer() == Layer.EDGE;
    switch (head.cache()) {
      case HIT, SEMANTIC_HIT, STALE -> {
        edgeHits += isEdge ? 1 : 0;
        originHits += isEdge ? 0 : 1;
      }
      case MISS -> misses++;
      case COLLAPSED, BYPASS, REFRESH -> {
        // neither a hit nor a miss
      }
    }
    if (head.cache() == CacheResult.STALE) {
      stale++;
      stalestNanos = Math.max(stalestNanos, -head.ttlNanos());
    }
    if (head.cache() == CacheResult.HIT && !isEdge) {
      originExactHits++;
    }
    if (head.stages().nanos(Stage.EDGE_COLD_START) > 0) {
      coldStarts++;
    }
  }

  void abandoned() {
    failed++;
  }

  void happened(Event event) {
    switch (event) {
      case Event.FingerprintMismatched _ -> mismatches++;
      case Event.RevocationSeen seen ->
          revocationLagNanos = Math.max(revocationLagNanos, seen.lagNanos());
      case Event.KvWritten written -> {
        if (written.result().equals("ok") || written.result().equals("deferred")) {
          kvWrites++;
        }
      }
      default -> {
        // no measure looks at it
      }
    }
  }

  void lost(Losses.Loss loss) {
    bookingsLost += loss.bookings();
    overspent = overspent.plus(loss.overspent());
  }

  /// Counts what `other` counted, too.
  void add(Tally other) {
    firstToken.add(other.firstToken);
    total.add(other.total);
    requests += other.requests;
    answered += other.answered;
    refused += other.refused;
    failed += other.failed;
    edgeHits += other.edgeHits;
    originHits += other.originHits;
    misses += other.misses;
    stale += other.stale;
    coldStarts += other.coldStarts;
    originExactHits += other.originExactHits;
    stalestNanos = Math.max(stalestNanos, other.stalestNanos);
    mismatches += other.mismatches;
    kvWrites += other.kvWrites;
    revocationLagNanos = Math.max(revocationLagNanos, other.revocationLagNanos);
    afterRevocation += other.afterRevocation;
    bookingsLost += other.bookingsLost;
    overspent = overspent.plus(other.overspent);
  }

  long requests() {
    return requests;
  }

  /// The figure; empty when nothing was seen that it could be made of.
  OptionalDouble value(Measure measure) {
    return switch (measure) {
      case AVAILABILITY -> share(answered + refused, answered + refused + failed);
      case HIT_RATE -> share(edgeHits + originHits, edgeHits + originHits + misses);
      case EDGE_HIT_RATE -> share(edgeHits, edgeHits + originHits + misses);
      case EDGE_MISS_ORIGIN_HIT_RATE -> share(originExactHits, originExactHits + misses);
      case FIRST_TOKEN_P50 -> percentile(firstToken, 50);
      case FIRST_TOKEN_P95 -> percentile(firstToken, 95);
      case FIRST_TOKEN_P99 -> percentile(firstToken, 99);
      case TOTAL_P50 -> percentile(total, 50);
      case TOTAL_P95 -> percentile(total, 95);
      case TOTAL_P99 -> percentile(total, 99);
      case STALENESS -> ifSeen((double) stalestNanos / SECOND);
      case STALE_SHARE -> share(stale, answered);
      case ANSWERS_AFTER_REVOCATION -> ifSeen((double) afterRevocation);
      case REVOCATION_LAG -> ifSeen((double) revocationLagNanos / SECOND);
      case COLD_START_SHARE -> share(coldStarts, answered);
      case FINGERPRINT_MISMATCHES -> ifSeen((double) mismatches);
      case PROVIDER_CALLS_PER_REQUEST -> share(misses, requests);
      case PROVIDER_CALLS -> ifSeen((double) misses);
      case KV_WRITES -> ifSeen((double) kvWrites);
      case BOOKINGS_LOST -> ifSeen((double) bookingsLost);
      case OVERSPENT -> ifSeen((double) overspent.microUsd() / MICROS);
      case REQUESTS -> OptionalDouble.of((double) requests);
    };
  }

  private OptionalDouble ifSeen(double value) {
    return requests == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static OptionalDouble share(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }

  private static OptionalDouble percentile(Histogram histogram, double percentile) {
    return histogram.getTotalCount() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) histogram.getValueAtPercentile(percentile) / SECOND);
  }
}
