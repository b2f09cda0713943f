package meridian.kv;

import meridian.time.Dice;

/// How long look-ups take. Hot: what the PoP holds, uniform. Cold: what it must fetch, lognormal.
final class ReadTimes {
  private static final double MAX_COLD_NANOS = 5e9;

  private final Dice dice;
  private final long hotMinNanos;
  private final long hotSpanNanos;
  private final double coldMu;
  private final double coldSigma;

  ReadTimes(KvSettings settings, Dice dice) {
    this.dice = dice;
    this.hotMinNanos = settings.hotMin().toNanos();
    this.hotSpanNanos = settings.hotMax().toNanos() - hotMinNanos;
    this.coldMu = StrictMath.log((double) Math.max(1, settings.coldMedian().toNanos()));
    this.coldSigma = settings.coldSigma();
  }

  long hotNanos() {
    return hotMinNanos + (long) (dice.nextDouble() * hotSpanNanos);
  }

  long coldNanos() {
    return (long) Math.min(MAX_COLD_NANOS, dice.nextLogNormal(coldMu, coldSigma));
  }
}
