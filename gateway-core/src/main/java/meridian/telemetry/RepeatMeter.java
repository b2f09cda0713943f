package meridian.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meridian.RequestTimeline;

/// Counts what is asked again, and plays for several TTLs at once what a cache would have answered.
///
/// It keeps for each question when it was asked last and, for each TTL, when the entry was made
/// that a cache with that TTL would hold: a hit is an asking within the TTL of the entry, anything
/// else makes a new one. So the hits of a TTL that is not configured are counted, not estimated;
/// what they leave out is the time until an answer is there, and the bounds of a real cache.
///
/// Bound: [#MAX_QUESTIONS] questions. Beyond it half of all questions are left out from then on, by
/// their fingerprint, and what was counted is halved: spatial sampling with a fixed size
/// (Waldspurger and others, "Efficient MRC construction with SHARDS", FAST 2015, who find an error
/// of the miss ratio near 1 % at 8,192 samples). Memory under 2 MiB. Confined to the meter's
/// writer.
final class RepeatMeter {
  /// At most so many questions are remembered.
  static final int MAX_QUESTIONS = 8_192;

  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  /// What TTLs are played.
  static final List<Long> TTLS =
      List.of(MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR, 168 * HOUR);

  private static final List<Long> BOUNDS =
      List.of(
          SECOND,
          10 * SECOND,
          MINUTE,
          5 * MINUTE,
          15 * MINUTE,
          HOUR,
          6 * HOUR,
          24 * HOUR,
          168 * HOUR,
          Long.MAX_VALUE);

  /// A fingerprint's 12 hex digits hold so many values.
  private static final long FINGERPRINTS = 1L << 48;

  private final Map<Long, Question> questions = new LinkedHashMap<>();
  private final long[] intervals = new long[BOUNDS.size()];
  private final long[] hits = new long[TTLS.size()];
  private final long[] youngHits = new long[TTLS.size()];
  private final long[] secondHits = new long[TTLS.size()];
  private final double[] ages = new double[TTLS.size()];
  private long requests;
  private long firsts;
  private long limit = FINGERPRINTS;
  private boolean isDirty = true;
  private CostFigures.Repeats reading = CostFigures.NONE.repeats();

  /// When a question was asked last and when its entries were made, by TTL.
  private static final class Question {
    final long[] madeNanos = new long[TTLS.size()];
    long askedNanos;
    boolean isAskedAgain;
  }

  /// Counts an answered request; one that caches took no part in is none.
  void finished(RequestTimeline timeline) {
    boolean isCacheable =
        switch (timeline.cache()) {
          case HIT, MISS, STALE, SEMANTIC_HIT, COLLAPSED -> true;
          case BYPASS, REFRESH -> false;
        };
    if (!isCacheable || !timeline.isAnswered() || timeline.fingerprint().isEmpty()) {
      return;
    }
    long fingerprint = Long.parseLong(timeline.fingerprint(), 16);
    if (fingerprint >= limit) {
      return;
    }
    isDirty = true;
    requests++;
    Question known = questions.get(fingerprint);
    if (known == null) {
      first(fingerprint, timeline.arrivedNanos());
    } else {
      again(known, timeline.arrivedNanos());
    }
  }

  private void first(long fingerprint, long nowNanos) {
    Question question = new Question();
    question.askedNanos = nowNanos;
    Arrays.fill(question.madeNanos, nowNanos);
    questions.put(fingerprint, question);
    firsts++;
    while (questions.size() > MAX_QUESTIONS) {
      thin();
    }
  }

  private void again(Question question, long nowNanos) {
    long since = Math.max(0, nowNanos - question.askedNanos);
    intervals[cell(since)]++;
    for (int i = 0; i < TTLS.size(); i++) {
      long age = Math.max(0, nowNanos - question.madeNanos[i]);
      if (age >= TTLS.get(i)) {
        question.madeNanos[i] = nowNanos;
        continue;
      }
      hits[i]++;
      ages[i] += age;
      youngHits[i] += age < CostFigures.WINDOW_NANOS ? 1 : 0;
      secondHits[i] += question.isAskedAgain ? 0 : 1;
    }
    question.isAskedAgain = true;
    question.askedNanos = Math.max(question.askedNanos, nowNanos);
  }

  private static int cell(long interval) {
    int cell = 0;
    while (interval > BOUNDS.get(cell)) {
      cell++;
    }
    return cell;
  }

  /// Leaves out the half of all questions with the greater fingerprints.
  private void thin() {
    limit /= 2;
    questions.keySet().removeIf(fingerprint -> fingerprint >= limit);
    requests /= 2;
    firsts /= 2;
    for (long[] counts : List.of(intervals, hits, youngHits, secondHits)) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] /= 2;
      }
    }
    for (int i = 0; i < ages.length; i++) {
      ages[i] /= 2;
    }
  }

  CostFigures.Repeats figures() {
    if (isDirty) {
      isDirty = false;
      reading = read();
    }
    return reading;
  }

  private CostFigures.Repeats read() {
    List<CostFigures.Interval> by = new ArrayList<>();
    for (int i = 0; i < intervals.length; i++) {
      by.add(new CostFigures.Interval(BOUNDS.get(i), intervals[i]));
    }
    List<CostFigures.Ghost> ghosts = new ArrayList<>();
    for (int i = 0; i < hits.length; i++) {
      ghosts.add(
          new CostFigures.Ghost(
              TTLS.get(i), hits[i], youngHits[i], secondHits[i], Math.round(ages[i])));
    }
    return new CostFigures.Repeats(requests, firsts, FINGERPRINTS / limit, by, ghosts);
  }
}
