package meridian.control;

import meridian.KeyRecord;
import meridian.cache.CacheEntry;
import meridian.cache.CacheRules;
import meridian.cache.ExactCache;
import meridian.kv.Kv;
import meridian.ledger.Ledger;
import meridian.ledger.UsageLog;
import meridian.limits.Limiter;
import meridian.network.Network;
import meridian.origin.Catalog;
import meridian.origin.KeyRegistry;
import meridian.provider.Provider;
import meridian.semantic.Partitioning;
import meridian.simulated.Door;
import meridian.telemetry.EventSink;

/// Is shown each part of a gateway as it is wired, and gives back what is to be wired in its place.
///
/// A gateway that serves is wired with [#PLAIN], which gives back what it was shown. A simulation
/// takes note of the parts, for its checkers; their tests plant bugs between them.
interface Parts {
  /// Every part as it is.
  Parts PLAIN = new Parts() {};

  /// These, and around what they give back what `outer` puts in its place.
  default Parts within(Parts outer) {
    return new NestedParts(this, outer);
  }

  /// The ways between nodes.
  default Network network(Network network) {
    return network;
  }

  /// The KV of key records.
  default Kv<KeyRecord> keys(Kv<KeyRecord> kv) {
    return kv;
  }

  /// The KV of the entries of `zone`; without a name the world's.
  default Kv<CacheEntry> entries(String zone, Kv<CacheEntry> kv) {
    return kv;
  }

  /// What edge and origin go by when they cache.
  default CacheRules rules(CacheRules rules) {
    return rules;
  }

  /// What the semantic caches take for the same, but for the wording.
  default Partitioning partitioning(Partitioning partitioning) {
    return partitioning;
  }

  /// The exact cache of the origin at `place`.
  default void store(String place, ExactCache store) {}

  /// The keys of the origin in `region`.
  default void registry(String region, KeyRegistry registry) {}

  /// The books of `region`, as its origin books in them.
  default Ledger ledger(String region, Ledger ledger) {
    return ledger;
  }

  /// What holds calls of the origin in `region` against limits.
  default Limiter limiter(String region, Limiter limiter) {
    return limiter;
  }

  /// The usage records of the origin in `region`.
  default UsageLog usage(String region, UsageLog usage) {
    return usage;
  }

  /// A provider as the origin in `region` calls it; asked for at every call.
  default Provider provider(String region, Provider provider) {
    return provider;
  }

  /// Which providers there are, as the origin in `region` sees them; asked for at every call.
  default Catalog catalog(String region, Catalog catalog) {
    return catalog;
  }

  /// Where nodes tell what happens.
  default EventSink events(EventSink events) {
    return events;
  }

  /// Where simulated clients come in.
  default Door door(Door door) {
    return door;
  }
}
