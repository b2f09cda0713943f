package meridian.console.chart;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Numbers in order, oldest first; what is not finite is a gap. Immutable.
public final class Values {
  /// No numbers at all.
  public static final Values NONE = new Values(new double[0]);

  private final double[] numbers;

  private Values(double[] numbers) {
    this.numbers = numbers;
  }

  /// These numbers.
  public static Values of(double... numbers) {
    return new Values(numbers.clone());
  }

  /// One number of each of `items`.
  public static <T> Values of(List<T> items, ToDoubleFunction<T> number) {
    return new Values(items.stream().mapToDouble(number).toArray());
  }

  /// How many there are, gaps included.
  public int size() {
    return numbers.length;
  }

  /// Number `index`, from 0.
  public double at(int index) {
    return numbers[index];
  }

  /// The newest, a gap when there is none.
  public double last() {
    return numbers.length == 0 ? Double.NaN : numbers[numbers.length - 1];
  }

  /// The largest, 0 when all are gaps or below 0.
  public double max() {
    double max = 0;
    for (double number : numbers) {
      if (Double.isFinite(number)) {
        max = Math.max(max, number);
      }
    }
    return max;
  }

  /// Whether there is any number between the gaps.
  public boolean hasAny() {
    return Arrays.stream(numbers).anyMatch(Double::isFinite);
  }

  /// The newest `count`, or all when there are fewer.
  public Values newest(int count) {
    return numbers.length <= count
        ? this
        : new Values(Arrays.copyOfRange(numbers, numbers.length - count, numbers.length));
  }

  /// The newest `count`, with gaps before them when there are fewer.
  Values padded(int count) {
    double[] padded = new double[count];
    Arrays.setAll(
        padded,
        index -> {
          int from = index - count + numbers.length;
          return from < 0 ? Double.NaN : numbers[from];
        });
    return new Values(padded);
  }

  /// Their sums with `other`, position by position, a gap counting as 0; both have one size.
  Values plus(Values other) {
    double[] sums = new double[numbers.length];
    Arrays.setAll(sums, index -> orZero(numbers[index]) + orZero(other.numbers[index]));
    return new Values(sums);
  }

  /// As many of `number`.
  static Values constant(int size, double number) {
    double[] numbers = new double[size];
    Arrays.fill(numbers, number);
    return new Values(numbers);
  }

  private static double orZero(double number) {
    return Double.isFinite(number) ? number : 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values values && Arrays.equals(numbers, values.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return Arrays.toString(numbers);
  }
}
