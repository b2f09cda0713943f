package meridian.live.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Removes what no generation of now can read: the keys of a region from before a purge.
///
/// That a purge holds does not depend on it: such keys are never read again and end with their TTL.
/// It only gives their room back sooner, one small step at a time, and begins again where the
/// server was lost. Once after a start, too, for a purge whose sweep the process did not outlive.
/// [#order] from any thread, the rest of one thread alone.
final class Sweep {
  private static final int KEYS_A_STEP = 500;

  private final RedisLink link;
  private final String keys;
  private final Generation generation;
  private volatile boolean isOrdered = true;
  private ScanCursor cursor = ScanCursor.INITIAL;

  Sweep(RedisLink link, String keys, Generation generation) {
    this.link = link;
    this.keys = keys;
    this.generation = generation;
  }

  /// Begins anew.
  void order() {
    isOrdered = true;
  }

  /// Looks at some keys more, if there is anything to sweep.
  void step() {
    if (isOrdered) {
      isOrdered = false;
      cursor = ScanCursor.INITIAL;
    } else if (cursor.isFinished()) {
      return;
    }
    ScanCursor from = cursor;
    ScanArgs own = ScanArgs.Builder.limit(KEYS_A_STEP).match(keys + "*");
    switch (link.ask(redis -> redis.scan(from, own))) {
      case Reply.Said<KeyScanCursor<byte[]>> said -> said.value().ifPresent(this::remove);
      case Reply.Silence<KeyScanCursor<byte[]>> _ -> isOrdered = true;
    }
  }

  private void remove(KeyScanCursor<byte[]> found) {
    byte[] living = (keys + generation.text()).getBytes(StandardCharsets.UTF_8);
    List<byte[]> dead = found.getKeys().stream().filter(key -> !beginsWith(key, living)).toList();
    if (!dead.isEmpty()) {
      link.tell(redis -> redis.unlink(dead.toArray(byte[][]::new)));
    }
    cursor = found;
  }

  private static boolean beginsWith(byte[] key, byte[] beginning) {
    return key.length >= beginning.length
        && Arrays.equals(key, 0, beginning.length, beginning, 0, beginning.length);
  }
}
