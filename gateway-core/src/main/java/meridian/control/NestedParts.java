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

/// Parts that are shown what others gave back.
///
/// @param inner shown each part first
/// @param outer shown what `inner` gave back; what it gives back is wired. With providers it is the
///   other way round: `outer` stands where the calls arrive
record NestedParts(Parts inner, Parts outer) implements Parts {
  @Override
  public Network network(Network network) {
    return outer.network(inner.network(network));
  }

  @Override
  public Kv<KeyRecord> keys(Kv<KeyRecord> kv) {
    return outer.keys(inner.keys(kv));
  }

  @Override
  public Kv<CacheEntry> entries(String zone, Kv<CacheEntry> kv) {
    return outer.entries(zone, inner.entries(zone, kv));
  }

  @Override
  public CacheRules rules(CacheRules rules) {
    return outer.rules(inner.rules(rules));
  }

  @Override
  public Partitioning partitioning(Partitioning partitioning) {
    return outer.partitioning(inner.partitioning(partitioning));
  }

  @Override
  public void store(String place, ExactCache store) {
    inner.store(place, store);
    outer.store(place, store);
  }

  @Override
  public void registry(String region, KeyRegistry registry) {
    inner.registry(region, registry);
    outer.registry(region, registry);
  }

  @Override
  public Ledger ledger(String region, Ledger ledger) {
    return outer.ledger(region, inner.ledger(region, ledger));
  }

  @Override
  public Limiter limiter(String region, Limiter limiter) {
    return outer.limiter(region, inner.limiter(region, limiter));
  }

  @Override
  public UsageLog usage(String region, UsageLog usage) {
    return outer.usage(region, inner.usage(region, usage));
  }

  @Override
  public Provider provider(String region, Provider provider) {
    return inner.provider(region, outer.provider(region, provider));
  }

  @Override
  public Catalog catalog(String region, Catalog catalog) {
    return outer.catalog(region, inner.catalog(region, catalog));
  }

  @Override
  public EventSink events(EventSink events) {
    return outer.events(inner.events(events));
  }

  @Override
  public Door door(Door door) {
    return outer.door(inner.door(door));
  }
}
