package meridian.scenario;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How the rate of a workload changes with time. What it is made of multiplies.
///
/// @param curveByPlace how busy places are through a day; a place without a curve is always alike
/// @param bursts windows with another rate
/// @param gusts bursts that come by chance, when there are any
public record Rhythm(
    Map<String, DayCurve> curveByPlace, List<Burst> bursts, Optional<Gusts> gusts) {
  /// Always the same.
  public static final Rhythm STEADY = new Rhythm(Map.of(), List.of(), Optional.empty());

  public Rhythm {
    curveByPlace = Collections.unmodifiableMap(new TreeMap<>(curveByPlace));
    bursts = List.copyOf(bursts);
  }

  /// A window with another rate.
  ///
  /// @param during when, from the workload's beginning
  /// @param factor of the rate, 0 (silence) to 10,000
  /// @param places where; none means everywhere
  public record Burst(Span during, double factor, List<String> places) {
    public Burst {
      places = List.copyOf(places);
      Require.that(factor >= 0 && factor <= 10_000, "burst", "a factor of 0 to 10000", factor);
    }
  }

  /// A two-state Markov-modulated Poisson process: calm and gust alternate, each for an exponential
  /// time. The plan's rate is the calm one, so the mean is higher.
  ///
  /// @param factor of the rate in a gust, 0 to 10,000
  /// @param calmMean mean time between gusts, a second or more
  /// @param gustMean mean length of a gust, a second or more
  public record Gusts(double factor, Duration calmMean, Duration gustMean) {
    public Gusts {
      Require.that(factor >= 0 && factor <= 10_000, "gusts", "a factor of 0 to 10000", factor);
      Require.that(
          calmMean.toSeconds() >= 1 && gustMean.toSeconds() >= 1,
          "gusts",
          "mean times of a second or more",
          calmMean + " and " + gustMean);
    }
  }
}
