package meridian.telemetry;

import java.util.ArrayList;
import java.util.List;
import meridian.Layer;
import meridian.Money;
import meridian.RequestTimeline;
import org.HdrHistogram.IntCountsHistogram;

/// One point per second for the last ten minutes; seconds without events are points of zero.
///
/// A second stays open for percentiles for [#OPEN_SECONDS]: what comes later still counts, but no
/// longer moves its percentiles. What is older than ten minutes is left out. Confined to the
/// meter's writer.
final class History {
  /// At most this many points.
  static final int SECONDS = 600;

  /// How long late events still move a second's percentiles.
  static final int OPEN_SECONDS = 8;

  private static final long NANOS = 1_000_000_000L;
  private static final int EDGE_HIT = 0;
  private static final int MISS = 1;
  private static final int KV_LAG = 2;

  private final Point[] ring = new Point[SECONDS];
  private final Distribution[][] open = new Distribution[OPEN_SECONDS][3];
  private final long first;
  private long newest;

  /// A history that begins at `startedNanos`.
  History(long startedNanos) {
    this.first = secondOf(startedNanos);
    this.newest = first;
    for (int i = 0; i < SECONDS; i++) {
      ring[i] = new Point();
    }
    for (Distribution[] second : open) {
      for (int i = 0; i < second.length; i++) {
        second[i] = new Distribution();
      }
    }
    at(first).clear(first);
  }

  /// Counts a request that finished at `atNanos`.
  void finished(RequestTimeline timeline, long atNanos) {
    long second = secondOf(atNanos);
    if (!isKept(second)) {
      return;
    }
    Point point = at(second);
    point.isDirty = true;
    point.requests++;
    point.spent += timeline.cost().map(Money::microUsd).orElse(0L);
    point.saved += timeline.saved().map(Money::microUsd).orElse(0L);
    if (!timeline.isAnswered()) {
      point.refused++;
      return;
    }
    switch (timeline.layer()) {
      case EDGE -> point.edgeHits++;
      case ORIGIN -> point.originHits++;
      case PROVIDER, NONE -> point.misses++;
    }
    if (timeline.layer() == Layer.EDGE) {
      record(second, EDGE_HIT, timeline.totalNanos());
    } else if (RequestPath.of(timeline) == RequestPath.MISS) {
      record(second, MISS, timeline.totalNanos());
    }
  }

  /// Counts a value that became visible `lagNanos` after its write.
  void visible(long lagNanos, long atNanos) {
    long second = secondOf(atNanos);
    if (isKept(second)) {
      at(second).isDirty = true;
      record(second, KV_LAG, lagNanos);
    }
  }

  /// The points up to the second of `nowNanos`, which is still in progress; oldest first.
  List<Snapshot.Second> points(long nowNanos) {
    advance(secondOf(nowNanos));
    List<Snapshot.Second> points = new ArrayList<>(SECONDS);
    for (long second = Math.max(first, newest - SECONDS + 1); second <= newest; second++) {
      Point point = at(second);
      if (point.isDirty) {
        point.read(isOpen(second));
      }
      points.add(point.reading);
    }
    return List.copyOf(points);
  }

  private boolean isKept(long second) {
    advance(second);
    return second >= first && second > newest - SECONDS;
  }

  private boolean isOpen(long second) {
    return second > newest - OPEN_SECONDS;
  }

  private void record(long second, int kind, long nanos) {
    if (isOpen(second)) {
      openAt(second)[kind].record(nanos);
    }
  }

  /// Makes `second` the newest; the open second that shares its place is closed first.
  private void advance(long second) {
    for (long entered = Math.max(newest + 1, second - SECONDS + 1); entered <= second; entered++) {
      long closed = entered - OPEN_SECONDS;
      if (closed >= first && at(closed).second == closed && at(closed).isDirty) {
        at(closed).read(true);
      }
      for (Distribution distribution : openAt(entered)) {
        distribution.clear();
      }
      at(entered).clear(entered);
      newest = entered;
    }
  }

  private Point at(long second) {
    return ring[(int) Math.floorMod(second, (long) SECONDS)];
  }

  private Distribution[] openAt(long second) {
    return open[(int) Math.floorMod(second, (long) OPEN_SECONDS)];
  }

  private static long secondOf(long atNanos) {
    return Math.floorDiv(atNanos, NANOS);
  }

  /// One second's counts.
  private final class Point {
    private Snapshot.Second reading = zero(0);
    private boolean isDirty;
    private long second;
    private long requests;
    private long refused;
    private long edgeHits;
    private long originHits;
    private long misses;
    private long spent;
    private long saved;

    void clear(long newSecond) {
      second = newSecond;
      requests = 0;
      refused = 0;
      edgeHits = 0;
      originHits = 0;
      misses = 0;
      spent = 0;
      saved = 0;
      reading = zero(newSecond);
      isDirty = false;
    }

    void read(boolean isOpen) {
      isDirty = false;
      Distribution[] at = openAt(second);
      reading =
          new Snapshot.Second(
              second,
              requests,
              refused,
              edgeHits,
              originHits,
              misses,
              isOpen ? at[EDGE_HIT].p95() : reading.edgeHitP95Nanos(),
              isOpen ? at[MISS].p95() : reading.missP95Nanos(),
              isOpen ? at[KV_LAG].p95() : reading.kvLagP95Nanos(),
              new Money(spent),
              new Money(saved));
    }

    private static Snapshot.Second zero(long second) {
      return new Snapshot.Second(second, 0, 0, 0, 0, 0, 0, 0, 0, Money.ZERO, Money.ZERO);
    }
  }

  /// Durations of one second, in microseconds rounded up; 8 to 94 KiB.
  private static final class Distribution {
    private final IntCountsHistogram counts = new IntCountsHistogram(3);
    private long max;

    void record(long nanos) {
      long micros = Math.clamp(Math.ceilDiv(nanos, 1_000L), 0, Window.MAX_MICROS);
      counts.recordValue(micros);
      max = Math.max(max, micros);
    }

    long p95() {
      return counts.getTotalCount() == 0
          ? 0
          : Math.min(counts.getValueAtPercentile(95), max) * 1_000;
    }

    void clear() {
      if (counts.getTotalCount() > 0) {
        counts.reset();
        max = 0;
      }
    }
  }
}
