package meridian.cache;

import java.util.Optional;
import meridian.Completion;
import meridian.Fingerprint;
import meridian.Money;
import meridian.PopId;
import meridian.Source;

/// One stored answer.
///
/// @param fingerprint of the request it answers; tenant scope and specification version are hashed
///   into it
/// @param scope tenant scope in words, `project:demo`, checked again on every read
/// @param completion the answer
/// @param cost what the provider call cost; empty when the price is unknown
/// @param createdNanos when the provider's answer ended, nanoseconds since the epoch
/// @param softExpiryNanos from here on it is stale, nanoseconds since the epoch
/// @param hardExpiryNanos from here on it is gone, nanoseconds since the epoch
/// @param producer provider target and model that made it
/// @param source who made it and at whose cost
/// @param pop the PoP whose request caused it
/// @param sizeBytes its length as JSON
public record CacheEntry(
    Fingerprint fingerprint,
    String scope,
    Completion completion,
    Optional<Money> cost,
    long createdNanos,
    long softExpiryNanos,
    long hardExpiryNanos,
    String producer,
    Source source,
    PopId pop,
    long sizeBytes) {
  public CacheEntry {
    if (createdNanos > softExpiryNanos || softExpiryNanos > hardExpiryNanos) {
      throw new IllegalArgumentException(
          "cache entry: expected created <= soft expiry <= hard expiry");
    }
  }

  /// An answer whose call the gateway's own key paid, if anything did.
  public CacheEntry(
      Fingerprint fingerprint,
      String scope,
      Completion completion,
      Optional<Money> cost,
      long createdNanos,
      long softExpiryNanos,
      long hardExpiryNanos,
      String producer,
      boolean isModelled,
      PopId pop,
      long sizeBytes) {
    this(
        fingerprint,
        scope,
        completion,
        cost,
        createdNanos,
        softExpiryNanos,
        hardExpiryNanos,
        producer,
        Source.of(isModelled),
        pop,
        sizeBytes);
  }

  /// Whether a modelled provider made it.
  public boolean isModelled() {
    return source == Source.MODELLED;
  }
}
