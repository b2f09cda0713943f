package meridian.semantic;

import java.util.Optional;

/// Refuses what is similar to a model and different to a reader: "turn on" and "turn off" have a
/// cosine near 1, and no threshold parts them. A pure function of two texts' [Traits].
///
/// It knows English words, and numbers and names of any language that writes them apart. It errs
/// towards refusing, which costs a hit; `meridian semantic-eval` measures how many.
public final class Guard {
  private Guard() {}

  /// Why two texts are not the same question.
  public enum Reason {
    /// One denies, the other does not.
    NEGATION,
    /// Their numbers differ, or come in another order.
    NUMBERS,
    /// One names what the other does not, or the names come in another order.
    NAMES,
    /// They stand on different sides of a contrast.
    OPPOSITES
  }

  /// Why the answer to `stored` must not answer `asked`; empty when nothing speaks against it.
  public static Optional<Reason> refusal(Traits asked, Traits stored) {
    if (asked.isDenial() != stored.isDenial()) {
      return Optional.of(Reason.NEGATION);
    }
    if (!asked.hasNumbersOf(stored)) {
      return Optional.of(Reason.NUMBERS);
    }
    if (!asked.mentionsNamesOf(stored)
        || !stored.mentionsNamesOf(asked)
        || !asked.hasOrderOf(stored)) {
      return Optional.of(Reason.NAMES);
    }
    if (asked.contrasts(stored) || asked.reverses(stored) || stored.reverses(asked)) {
      return Optional.of(Reason.OPPOSITES);
    }
    return Optional.empty();
  }
}
