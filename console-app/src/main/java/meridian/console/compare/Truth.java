package meridian.console.compare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import meridian.Money;
import meridian.console.format.Figures;
import meridian.control.ComparedMeasure;
import meridian.control.Comparison;
import meridian.control.Comparison.Estimate;
import meridian.control.Comparison.Interval;

/// What a comparison comes to, as sentences: how much faster hits are, and beside it how much
/// faster all traffic is, which is what users feel.
final class Truth {
  private Truth() {}

  /// One sentence for each variant but the first.
  static List<String> of(Comparison comparison) {
    Comparison.Variant first = comparison.variants().getFirst();
    return comparison.variants().stream()
        .skip(1)
        .map(variant -> sentence(comparison, first, variant))
        .toList();
  }

  /// The estimate of `measure`, when there was anything to make it of.
  static Optional<Estimate> of(Comparison.Variant variant, ComparedMeasure measure) {
    return variant.measures().stream().filter(one -> one.measure() == measure).findFirst();
  }

  private static String sentence(
      Comparison comparison, Comparison.Variant first, Comparison.Variant variant) {
    int seeds = comparison.seeds().size();
    String label = variant.label();
    return Character.toUpperCase(label.charAt(0))
        + label.substring(1)
        + " against "
        + first.label()
        + ": hits "
        + hits(first, variant)
        + ", all traffic "
        + all(first, variant)
        + (seeds == 1
            ? ". One seed: a difference may be chance."
            : ". " + seeds + " seeds, 95 % intervals.");
  }

  /// `4.8× faster`.
  private static String hits(Comparison.Variant first, Comparison.Variant variant) {
    Optional<Estimate> before = of(first, ComparedMeasure.HIT_P50);
    Optional<Estimate> after = of(variant, ComparedMeasure.HIT_P50);
    if (before.isEmpty() || after.isEmpty()) {
      return "cannot be compared, one has none";
    }
    if (isChance(after.get())) {
      return "no faster that these seeds could show";
    }
    double times = before.get().mean() / after.get().mean();
    return times >= 1 ? factor(times) + " faster" : factor(1 / times) + " slower";
  }

  /// `2.9 % faster (2.1 % to 3.6 %)`.
  private static String all(Comparison.Variant first, Comparison.Variant variant) {
    Optional<Estimate> before = of(first, ComparedMeasure.MEAN_ANSWER);
    Optional<Estimate> after = of(variant, ComparedMeasure.MEAN_ANSWER);
    if (before.isEmpty() || after.isEmpty()) {
      return "cannot be compared, one has no answers";
    }
    double whole = before.get().mean();
    String range =
        after
            .get()
            .difference()
            .filter(Truth::isBounded)
            .map(of -> " (" + signed(-of.high() / whole) + " to " + signed(-of.low() / whole) + ")")
            .orElse("");
    if (isChance(after.get())) {
      return "no faster that these seeds could show" + range;
    }
    double saved = 1 - after.get().mean() / whole;
    return Figures.percent(Math.abs(saved)) + (saved >= 0 ? " faster" : " slower") + range;
  }

  /// Whether seeds were enough to tell, and told that there may be no difference.
  private static boolean isChance(Estimate estimate) {
    return estimate.difference().filter(Truth::isBounded).isPresent()
        && !estimate.difference().get().isSignificant();
  }

  /// Whether there was more than one seed, so that an interval has ends.
  static boolean isBounded(Interval interval) {
    return Double.isFinite(interval.low()) && Double.isFinite(interval.high());
  }

  /// A value of `measure` for people.
  static String text(ComparedMeasure measure, double value) {
    return switch (measure.unit()) {
      case MILLIS -> Figures.duration(Math.round(value * 1e6));
      case SHARE -> signed(value);
      case COUNT -> Figures.plain(Figures.number(value));
      case DOLLARS -> Figures.money(new Money(Math.round(value * 1e6)));
    };
  }

  /// A difference of `measure` with its sign.
  static String difference(ComparedMeasure measure, double value) {
    return (value > 0 ? "+" : "") + text(measure, value);
  }

  private static String factor(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f×" : "%.0f×", value);
  }

  private static String signed(double share) {
    return share < 0 ? "−" + Figures.percent(-share) : Figures.percent(share);
  }
}
