package meridian.kv;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import meridian.kv.Kv.WriteResult;

/// The limits in front of every write: key and value size, and the operator's cap per day.
///
/// Not safe for several threads; its store's lock guards it.
final class WriteGate {
  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();

  private long writesPerDay;
  private long day = Long.MIN_VALUE;
  private long writesToday;

  WriteGate(long writesPerDay) {
    this.writesPerDay = writesPerDay;
  }

  /// Changes the cap, of today as well.
  void cap(long newWritesPerDay) {
    writesPerDay = newWritesPerDay;
  }

  /// [WriteResult#OK] when a write of this size may pass at `nowNanos`, and then counts it.
  WriteResult admit(String key, long sizeBytes, long nowNanos) {
    if (key.getBytes(StandardCharsets.UTF_8).length > KvSettings.MAX_KEY_BYTES
        || sizeBytes > KvSettings.MAX_VALUE_BYTES) {
      return WriteResult.TOO_LARGE;
    }
    long today = Math.floorDiv(nowNanos, DAY_NANOS);
    if (today != day) {
      day = today;
      writesToday = 0;
    }
    if (writesToday >= writesPerDay) {
      return WriteResult.CAPPED;
    }
    writesToday++;
    return WriteResult.OK;
  }
}
