package meridian.control;

import java.util.List;
import java.util.Optional;
import meridian.telemetry.RunFigures;

/// Several gateways under the same seeded trace, side by side. All times are modelled; so are the
/// dollars of the KV.
///
/// Each seed gives one trace that every variant answers, so variants are compared pair by pair.
///
/// @param scenario its name
/// @param title of the scenario, for people
/// @param seeds what was played
/// @param startNanos when the scenario begins, nanoseconds since the epoch
/// @param durationNanos how long it lasts
/// @param incidents when which faults held
/// @param variants in the order asked for; the first is what others are compared with
public record Comparison(
    String scenario,
    String title,
    List<Long> seeds,
    long startNanos,
    long durationNanos,
    List<Incident> incidents,
    List<Variant> variants) {
  /// Into how many parts of equal length a run is divided for [Variant#slots].
  public static final int SLOTS = 60;

  public Comparison {
    seeds = List.copyOf(seeds);
    incidents = List.copyOf(incidents);
    variants = List.copyOf(variants);
  }

  /// A fault of the scenario.
  ///
  /// @param text what
  /// @param fromNanos from the scenario's start
  /// @param untilNanos from the scenario's start
  public record Incident(String text, long fromNanos, long untilNanos) {}

  /// One gateway.
  ///
  /// @param label as it was asked for: `pattern 2`, `pull`
  /// @param pattern `1`, `2`, `2.5` or `3`
  /// @param figures of the first seed
  /// @param slots the first seed's run in [#SLOTS] parts
  /// @param measures each figure over all seeds, in the same order for every variant
  public record Variant(
      String label, String pattern, RunFigures figures, List<Slot> slots, List<Estimate> measures) {
    public Variant {
      slots = List.copyOf(slots);
      measures = List.copyOf(measures);
    }
  }

  /// What clients saw of requests sent in one part of a run.
  ///
  /// @param answered with an answer, or with an error that they deserved
  /// @param failed with a 5xx, a broken stream or nothing
  /// @param stale of the answered, from entries past their soft TTL
  /// @param stalestNanos how far past it the stalest was
  public record Slot(long answered, long failed, long stale, long stalestNanos) {
    /// Answered / (answered + failed); absent without requests.
    public Optional<Double> availability() {
      long all = answered + failed;
      return all == 0 ? Optional.empty() : Optional.of((double) answered / all);
    }
  }

  /// One figure over all seeds.
  ///
  /// @param measure which
  /// @param mean over the seeds that had it
  /// @param difference mean of the differences to the first variant, seed by seed; absent for the
  ///   first variant itself
  public record Estimate(ComparedMeasure measure, double mean, Optional<Interval> difference) {}

  /// A mean with its 95 % confidence interval by Student's t over seeds; infinitely wide with a
  /// single seed.
  ///
  /// @param mean of the differences
  /// @param low lower end
  /// @param high upper end
  public record Interval(double mean, double low, double high) {
    /// Whether both ends are on the same side of 0: the difference is more than chance.
    public boolean isSignificant() {
      return low > 0 || high < 0;
    }
  }

  /// The traffic-weighted truth of `variant` against the first one in a sentence, such as `pattern
  /// 2 against pattern 1: hits 4.8× faster, all traffic 2.9 % faster`; empty when either has no
  /// answers.
  public Optional<String> truth(Variant variant) {
    return ComparisonText.truth(variants.getFirst(), variant);
  }
}
