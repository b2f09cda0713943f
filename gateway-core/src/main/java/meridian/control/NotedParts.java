package meridian.control;

import meridian.KeyRecord;
import meridian.cache.CacheEntry;
import meridian.cache.CacheRules;
import meridian.cache.EntryStore;
import meridian.kv.Kv;
import meridian.ledger.Ledger;
import meridian.ledger.UsageLog;
import meridian.network.Network;
import meridian.origin.KeyRegistry;
import meridian.simulated.Door;
import meridian.simulated.checks.Estate;
import meridian.telemetry.EventSink;

/// Takes note of what a gateway holds, as its nodes see it.
record NotedParts(Parts parts, Estate estate) implements Parts {
  @Override
  public Network network(Network network) {
    return parts.network(network);
  }

  @Override
  public Kv<KeyRecord> keys(Kv<KeyRecord> kv) {
    Kv<KeyRecord> wired = parts.keys(kv);
    estate.keys(wired);
    return wired;
  }

  @Override
  public Kv<CacheEntry> entries(String zone, Kv<CacheEntry> kv) {
    Kv<CacheEntry> wired = parts.entries(zone, kv);
    estate.entries(zone, wired);
    return wired;
  }

  @Override
  public CacheRules rules(CacheRules rules) {
    return parts.rules(rules);
  }

  @Override
  public void store(String place, EntryStore store) {
    parts.store(place, store);
    estate.store(place, store);
  }

  @Override
  public void registry(KeyRegistry registry) {
    parts.registry(registry);
    estate.registry(registry);
  }

  @Override
  public Ledger ledger(String region, Ledger ledger) {
    Ledger wired = parts.ledger(region, ledger);
    estate.ledger(region, wired);
    return wired;
  }

  @Override
  public UsageLog usage(UsageLog usage) {
    UsageLog wired = parts.usage(usage);
    estate.usage(wired);
    return wired;
  }

  @Override
  public EventSink events(EventSink events) {
    return parts.events(events);
  }

  @Override
  public Door door(Door door) {
    return parts.door(door);
  }
}
