package meridian.semantic;

import java.nio.ByteBuffer;
import java.util.Optional;
import meridian.Completion;
import meridian.Fingerprint;
import meridian.Json;
import meridian.PopId;
import meridian.TokenUsage;
import meridian.cache.CacheEntry;
import meridian.time.Dice;

/// Stored answers and vectors for tests.
final class Entries {
  private Entries() {}

  /// Answer `number` of project demo, fresh and kept until `untilNanos`.
  static CacheEntry entry(int number, long untilNanos) {
    return entry("project:demo", number, untilNanos);
  }

  static CacheEntry entry(String scope, int number, long untilNanos) {
    byte[] hash = ByteBuffer.allocate(Fingerprint.BYTES).putInt(number).array();
    return new CacheEntry(
        new Fingerprint(hash),
        scope,
        new Completion(Json.Obj.empty().with("id", number), TokenUsage.NONE),
        Optional.empty(),
        0,
        untilNanos,
        untilNanos,
        "test",
        false,
        new PopId("BOM"),
        100);
  }

  static Partition partition(int number) {
    byte[] hash = ByteBuffer.allocate(Fingerprint.BYTES).putInt(4, number).array();
    return new Partition(new Fingerprint(hash));
  }

  static UnitVector vector(Dice dice, int dimension) {
    float[] raw = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      raw[i] = (float) dice.nextGaussian();
    }
    return UnitVector.of(raw);
  }
}
