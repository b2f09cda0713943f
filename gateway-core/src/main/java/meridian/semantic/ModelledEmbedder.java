package meridian.semantic;

import java.time.Duration;
import meridian.time.Dice;
import meridian.time.WorldClock;

/// A modelled embedding model for simulations: it takes the time that a real one was measured to
/// take, and its vectors say how many words two texts share, not what they mean.
///
/// Each word's hash picks three of the dimensions and their signs (feature hashing, Weinberger and
/// others 2009). The time is lognormal with the median and spread of MiniLM-L6 on one core for a
/// short question (p50 3.8 ms, p99 10 ms). Its figures are modelled, and it says so in its name.
public final class ModelledEmbedder implements Embedder {
  private static final int DIMENSION = 64;
  private static final int MOST_CHARACTERS = 2_000;
  private static final double MU = StrictMath.log(3.8e6);
  private static final double SIGMA = 0.416;

  private final WorldClock clock;
  private final Dice dice;

  /// @param dice of this embedder alone
  public ModelledEmbedder(WorldClock clock, Dice dice) {
    this.clock = clock;
    this.dice = dice;
  }

  @Override
  public String model() {
    return "modelled-words-64";
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public Embedding embed(String text) {
    if (text.isBlank()) {
      return new Embedding.Skipped(Embedding.Reason.EMPTY);
    }
    if (text.length() > MOST_CHARACTERS) {
      return new Embedding.Skipped(Embedding.Reason.TOO_LONG);
    }
    Duration took = Duration.ofNanos((long) dice.nextLogNormal(MU, SIGMA));
    clock.sleepUntil(clock.nanos() + took.toNanos());
    return new Embedding.Made(vector(text));
  }

  static UnitVector vector(String text) {
    float[] sums = new float[DIMENSION];
    for (Words.Word word : Words.of(text)) {
      long hash = Words.hash(Words.stem(word.lower())) * 0x9E3779B97F4A7C15L;
      for (int i = 0; i < 3; i++) {
        int bits = (int) (hash >>> (16 * i + 8));
        sums[bits & (DIMENSION - 1)] += (bits & DIMENSION) == 0 ? 1 : -1;
      }
    }
    sums[0] += 0.001f; // a text without words has a direction too
    return UnitVector.of(sums);
  }
}
