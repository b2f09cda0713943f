package meridian.control;

import meridian.ChatRequest;
import meridian.KeyRecord;
import meridian.cache.CacheEntry;
import meridian.cache.EntryStore;
import meridian.cache.ExactCache;
import meridian.kv.Kv;
import meridian.ledger.Ledger;
import meridian.ledger.UsageLog;
import meridian.origin.KeyRegistry;
import meridian.provider.Provider;
import meridian.simulated.checks.Estate;
import meridian.time.Deadline;

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
  public void store(String place, ExactCache store) {
    if (!(store instanceof EntryStore kept)) {
      throw new IllegalStateException(
          "expected a simulation's exact cache in memory, found " + store);
    }
    estate.store(place, kept);
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

  @Override
  public Provider provider(String region, Provider provider) {
    return new Counted(provider, estate);
  }

  /// A provider whose calls are counted where they arrive.
  private record Counted(Provider provider, Estate estate) implements Provider {
    @Override
    public String target() {
      return provider.target();
    }

    @Override
    public boolean isModelled() {
      return provider.isModelled();
    }

    @Override
    public Answer open(ChatRequest request, Deadline deadline) {
      estate.providerCalled();
      return provider.open(request, deadline);
    }
  }
}
