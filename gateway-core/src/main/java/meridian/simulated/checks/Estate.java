package meridian.simulated.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.KeyRecord;
import meridian.PopId;
import meridian.cache.CacheEntry;
import meridian.cache.EntryStore;
import meridian.kv.Kv;
import meridian.ledger.Ledger;
import meridian.ledger.UsageLog;
import meridian.origin.KeyRegistry;
import org.jspecify.annotations.Nullable;

/// What a gateway holds, for a look at the end of a run: its stores as its nodes see them; and how
/// often its providers were called. Filled while the gateway is wired, counted by the baton.
public final class Estate {
  private final List<PopId> pops = new ArrayList<>();
  private final Map<String, Kv<CacheEntry>> entriesByZone = new LinkedHashMap<>();
  private final Map<String, EntryStore> storesByPlace = new LinkedHashMap<>();
  private final Map<String, Ledger> ledgers = new LinkedHashMap<>();
  private final Map<String, UsageLog> usage = new LinkedHashMap<>();
  private final Map<String, KeyRegistry> registries = new LinkedHashMap<>();
  private @Nullable Kv<KeyRecord> keys;
  private long providerCalls;

  /// An estate with nothing in it.
  public Estate() {}

  /// Its points of presence.
  public void pops(List<PopId> all) {
    pops.addAll(all);
  }

  /// The KV of key records.
  public void keys(Kv<KeyRecord> kv) {
    keys = kv;
  }

  /// The KV of the entries of `zone`; the zone without a name is the world.
  public void entries(String zone, Kv<CacheEntry> kv) {
    entriesByZone.put(zone, kv);
  }

  /// An origin's exact cache.
  public void store(String place, EntryStore store) {
    storesByPlace.put(place, store);
  }

  /// A region's keys.
  public void registry(String region, KeyRegistry registry) {
    registries.put(region, registry);
  }

  /// A region's books.
  public void ledger(String region, Ledger ledger) {
    ledgers.put(region, ledger);
  }

  /// A region's usage records.
  public void usage(String region, UsageLog log) {
    usage.put(region, log);
  }

  /// A call arrived at a provider, whoever made it.
  public void providerCalled() {
    providerCalls++;
  }

  long providerCalls() {
    return providerCalls;
  }

  List<PopId> pops() {
    return pops;
  }

  Optional<Kv<KeyRecord>> keys() {
    return Optional.ofNullable(keys);
  }

  Map<String, Kv<CacheEntry>> entriesByZone() {
    return entriesByZone;
  }

  Map<String, EntryStore> storesByPlace() {
    return storesByPlace;
  }

  Map<String, Ledger> ledgers() {
    return ledgers;
  }

  Map<String, UsageLog> usageLogs() {
    return usage;
  }

  Map<String, KeyRegistry> registries() {
    return registries;
  }
}
