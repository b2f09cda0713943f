package meridian.origin;

import java.util.List;
import java.util.Optional;
import meridian.CacheResult;
import meridian.Layer;
import meridian.Money;
import meridian.cache.CacheEntry;
import meridian.network.Delivery;
import meridian.network.OriginReport;

/// An answer from a stored entry, as deliveries.
final class Stored {
  private Stored() {}

  static List<Delivery> deliveries(CacheEntry entry, Call call, CacheResult result) {
    long nowNanos = call.wallNanos();
    var report =
        call.report(
            result,
            Layer.ORIGIN,
            entry.completion().usage(),
            Optional.of(Money.ZERO),
            entry.cost(),
            Math.max(0, nowNanos - entry.createdNanos()),
            entry.softExpiryNanos() - nowNanos,
            entry.source(),
            "");
    return List.of(
        new Delivery.Started(report, call.fingerprint()),
        new Delivery.Whole(entry.completion(), entry.sizeBytes()),
        new Delivery.Ended(report));
  }

  /// The report in the last of such deliveries.
  static OriginReport report(List<Delivery> pieces) {
    return ((Delivery.Ended) pieces.getLast()).report();
  }
}
