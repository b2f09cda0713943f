package meridian.control;

import java.util.function.Supplier;

/// A bug to plant.
///
/// @param name what the part does wrong
/// @param checker who must find it
/// @param parts fresh parts with the bug
/// @param pattern the serving pattern in which it shows
/// @param from the first seed to try; those before are known not to show it, which saves their time
record Mutant(String name, String checker, Supplier<Parts> parts, String pattern, long from) {
  /// One that shows with pattern 2.
  Mutant(String name, String checker, Supplier<Parts> parts) {
    this(name, checker, parts, "2", 1);
  }

  /// The same with another pattern.
  Mutant with(String otherPattern) {
    return new Mutant(name, checker, parts, otherPattern, from);
  }

  /// The same, tried from `seed` on.
  Mutant from(long seed) {
    return new Mutant(name, checker, parts, pattern, seed);
  }

  @Override
  public String toString() {
    return name;
  }
}
