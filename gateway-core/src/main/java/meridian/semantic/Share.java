package meridian.semantic;

/// A share that was counted, with what chance leaves open.
///
/// @param count how many
/// @param of among how many, at least `count`
public record Share(long count, long of) {
  /// The normal distribution's two-sided 95 % quantile.
  private static final double Z = 1.959964;

  /// The share itself; 0 among none.
  public double value() {
    return of == 0 ? 0 : (double) count / of;
  }

  /// The lower end of the 95 % interval (Wilson 1927); 0 among none.
  public double low() {
    return of == 0 ? 0 : Math.max(0, centre() - half());
  }

  /// The upper end of the 95 % interval (Wilson 1927); 1 among none.
  public double high() {
    return of == 0 ? 1 : Math.min(1, centre() + half());
  }

  private double centre() {
    return (value() + Z * Z / (2 * of)) / (1 + Z * Z / of);
  }

  private double half() {
    double p = value();
    return Z * Math.sqrt(p * (1 - p) / of + Z * Z / (4.0 * of * of)) / (1 + Z * Z / of);
  }
}
