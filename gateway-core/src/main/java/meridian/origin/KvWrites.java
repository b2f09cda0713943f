package meridian.origin;

import java.util.Locale;
import meridian.kv.Kv;

/// Names of KV write results in events and metrics.
final class KvWrites {
  private KvWrites() {}

  static String label(Kv.WriteResult result) {
    return result.name().toLowerCase(Locale.ROOT);
  }
}
