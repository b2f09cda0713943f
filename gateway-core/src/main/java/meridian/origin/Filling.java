package meridian.origin;

import java.util.Optional;
import meridian.Completion;
import meridian.Fingerprint;
import meridian.Money;
import meridian.cache.CacheEntry;
import meridian.cache.CacheQuestion;
import meridian.cache.Doorkeeper;
import meridian.cache.EntryStore;
import meridian.kv.Kv;
import meridian.kv.Residency;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.wire.Storability;

/// Stores good answers: in the exact cache at once, in the KV as admission has it.
///
/// Residency is enforced here, where data is written: an entry of a zone goes to that zone's KV
/// only, and stays out of the exact cache of an origin outside the zone.
public final class Filling {
  private final EntryStore store;
  private final Residency<CacheEntry> kv;
  private final String place;
  private final Optional<Doorkeeper> doorkeeper;
  private final EventSink events;

  /// Fills `store` and `kv` from the origin at `place`.
  ///
  /// @param doorkeeper when present, an answer goes to the KV only at its second sighting
  public Filling(
      EntryStore store,
      Residency<CacheEntry> kv,
      String place,
      Optional<Doorkeeper> doorkeeper,
      EventSink events) {
    this.store = store;
    this.kv = kv;
    this.place = place;
    this.doorkeeper = doorkeeper;
    this.events = events;
  }

  /// Stores `completion` as the answer to `call`, when it may be; says why not otherwise.
  ///
  /// @param producer the provider target that made it
  Optional<String> fill(
      Call call,
      Completion completion,
      long sizeBytes,
      Optional<Money> cost,
      String producer,
      long nowNanos) {
    CacheQuestion question = call.question();
    if (!question.mayWrite()) {
      return Optional.of("not_cacheable");
    }
    Optional<String> obstacle = Storability.obstacle(completion);
    if (obstacle.isPresent()) {
      return obstacle;
    }
    Fingerprint fingerprint = question.fingerprint().orElseThrow();
    long createdNanos = call.wallNanos();
    CacheEntry entry =
        new CacheEntry(
            fingerprint,
            question.scope(),
            completion,
            cost,
            createdNanos,
            createdNanos + question.policy().softTtl().toNanos(),
            createdNanos + question.policy().hardTtl().toNanos(),
            producer,
            call.chat().pop(),
            sizeBytes);
    boolean isKnown = store.get(fingerprint, createdNanos).isPresent();
    if (kv.mayHold(place, question.policy().zone())) {
      store.put(entry);
    }
    String cause = question.directives().noCache() ? "refresh" : isKnown ? "duplicate" : "miss";
    events.accept(new Event.CacheFilled(cause, nowNanos));
    writeToKv(entry, question.policy().zone(), nowNanos);
    return Optional.empty();
  }

  private void writeToKv(CacheEntry entry, String zone, long nowNanos) {
    Optional<Kv<CacheEntry>> target = kv.of(zone);
    boolean isAdmitted = doorkeeper.isEmpty() || doorkeeper.get().hasSeen(entry.fingerprint());
    if (target.isEmpty() || !isAdmitted) {
      events.accept(new Event.KvWritten("entry", "skipped", entry.sizeBytes(), nowNanos));
      return;
    }
    Kv.WriteResult result =
        target.get().put(entry.fingerprint().hex(), entry, entry.sizeBytes(), place, nowNanos);
    events.accept(
        new Event.KvWritten("entry", KvWrites.label(result), entry.sizeBytes(), nowNanos));
  }

  /// Loses what is in memory: the exact cache, and what the doorkeeper has seen.
  void forget() {
    store.clear();
    doorkeeper.ifPresent(Doorkeeper::forget);
  }

  /// Forgets every stored answer: here at once, at the PoPs as the KV brings it. Says how many
  /// answers the KV or the exact cache held.
  public int purge(long nowNanos) {
    return Math.max(kv.deleteAll(place, nowNanos), store.clear());
  }
}
