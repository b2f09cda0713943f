package meridian.semantic;

import java.util.Arrays;

/// A direction in an embedding model's space: a vector of length 1. Immutable.
public final class UnitVector {
  private final float[] values;

  private UnitVector(float[] values) {
    this.values = values;
  }

  /// The direction of `raw`, which is copied.
  ///
  /// @throws IllegalArgumentException when it has none: all zero, or not finite
  public static UnitVector of(float[] raw) {
    double squares = 0;
    for (float value : raw) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new IllegalArgumentException(
          "unit vector: expected finite numbers that are not all 0, found a length of " + length);
    }
    float[] scaled = new float[raw.length];
    for (int i = 0; i < raw.length; i++) {
      scaled[i] = (float) (raw[i] / length);
    }
    return new UnitVector(scaled);
  }

  /// How many numbers it has.
  public int dimension() {
    return values.length;
  }

  /// The cosine of the angle to `other`, -1 to 1.
  public double cosine(UnitVector other) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * other.values[i];
    }
    return sum;
  }

  /// Its numbers, shared: nobody changes them.
  float[] values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnitVector vector && Arrays.equals(values, vector.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /// Its dimension alone: a vector tells much of its text.
  @Override
  public String toString() {
    return "unit vector of " + values.length;
  }
}
