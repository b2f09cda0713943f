package meridian.time;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/// A source of chance that repeats from its seed: SplitMix64 (Steele, Lea, Flood: "Fast splittable
/// pseudorandom number generators", OOPSLA 2014).
///
/// Each user forks its own by name, so that one more draw here moves no draw there. Safe for
/// several threads; drawn by several at once the sequence depends on their order, which is why a
/// simulated task forks its own.
public final class Dice {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;
  private final AtomicLong state;

  /// Dice that repeat from `seed`.
  public Dice(long seed) {
    this.seed = seed;
    this.state = new AtomicLong(seed);
  }

  /// Dice of their own for `name`; they depend on this seed and on the name, not on what was drawn
  /// before.
  public Dice fork(String name) {
    long hash = seed;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash ^ b) + GOLDEN_GAMMA;
    }
    return new Dice(mix(hash));
  }

  /// Dice of their own for a numbered thing; cheaper than a name.
  public Dice fork(long number) {
    return new Dice(mix(mix(seed ^ number) + GOLDEN_GAMMA));
  }

  /// 64 random bits.
  public long nextLong() {
    return mix(state.addAndGet(GOLDEN_GAMMA));
  }

  /// Uniform in [0, 1).
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /// Uniform in 0 to `bound` - 1; the bias is below 2^-32 for bounds under 2^31.
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("dice: expected a bound of 1 or more, found " + bound);
    }
    return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
  }

  /// Standard normal, by Box and Muller (1958).
  public double nextGaussian() {
    double u = 1 - nextDouble();
    double v = nextDouble();
    return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v);
  }

  /// Lognormal: `exp(mu + sigma z)` with a standard normal z; its median is `exp(mu)`.
  public double nextLogNormal(double mu, double sigma) {
    return StrictMath.exp(mu + sigma * nextGaussian());
  }

  /// Exponential with the given mean.
  public double nextExponential(double mean) {
    return -mean * StrictMath.log(1 - nextDouble());
  }

  /// Whether an event of probability `p` happens.
  public boolean chance(double p) {
    return nextDouble() < p;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
