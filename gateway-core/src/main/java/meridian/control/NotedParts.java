package meridian.control;

import meridian.KeyRecord;
import meridian.cache.CacheEntry;
import meridian.cache.EntryStore;
import meridian.kv.Kv;
import meridian.ledger.Ledger;
import meridian.ledger.UsageLog;
import meridian.origin.KeyRegistry;
import meridian.simulated.checks.Estate;

/// Takes note of what a gateway holds, as its nodes see it.
record NotedParts(Estate estate) implements Parts {
  @Override
  public Kv<KeyRecord> keys(Kv<KeyRecord> kv) {
    estate.keys(kv);
    return kv;
  }

  @Override
  public Kv<CacheEntry> entries(String zone, Kv<CacheEntry> kv) {
    estate.entries(zone, kv);
    return kv;
  }

  @Override
  public void store(String place, EntryStore store) {
    estate.store(place, store);
  }

  @Override
  public void registry(String region, KeyRegistry registry) {
    estate.registry(region, registry);
  }

  @Override
  public Ledger ledger(String region, Ledger ledger) {
    estate.ledger(region, ledger);
    return ledger;
  }

  @Override
  public UsageLog usage(String region, UsageLog usage) {
    estate.usage(region, usage);
    return usage;
  }
}
