package meridian.simulated;

/// A 64-bit hash over everything that happened in a run, in its order: two runs with the same hash
/// did the same.
///
/// Each addition is one round of SplitMix64's finaliser (Stafford's mix 13) over the state and the
/// value. It tells apart runs that differ by accident; it is no defence against an adversary.
/// Confined to one task at a time.
final class TraceHash {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state = GOLDEN_GAMMA;

  void add(long value) {
    long z = (state ^ value) + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    state = z ^ (z >>> 31);
  }

  /// Adds a text; [String#hashCode] is the same in every JVM by its specification.
  void add(String value) {
    add(((long) value.hashCode() << 32) ^ value.length());
  }

  /// 16 hex digits.
  String hex() {
    return String.format(java.util.Locale.ROOT, "%016x", state);
  }
}
