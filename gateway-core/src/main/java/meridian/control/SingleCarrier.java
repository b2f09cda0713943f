package meridian.control;

/// Tells the JVM to run virtual threads on one carrier.
///
/// A simulated world runs one task at a time; with a second carrier the JVM wakes it for each
/// hand-off, in vain, which makes a hand-off about three times as expensive (docs/simulation.md).
/// Only commands that do nothing but simulate call it, before the first virtual thread starts:
/// later it has no effect.
final class SingleCarrier {
  private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

  private SingleCarrier() {}

  static void use() {
    if (System.getProperty(PARALLELISM) == null) {
      System.setProperty(PARALLELISM, "1");
    }
  }
}
