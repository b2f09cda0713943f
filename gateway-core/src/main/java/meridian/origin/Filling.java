package meridian.origin;

import java.util.Optional;
import meridian.Completion;
import meridian.EffectiveModel;
import meridian.Fingerprint;
import meridian.Money;
import meridian.cache.CacheEntry;
import meridian.cache.CacheQuestion;
import meridian.cache.Doorkeeper;
import meridian.cache.ExactCache;
import meridian.kv.Kv;
import meridian.kv.Residency;
import meridian.provider.Router.Way;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.wire.Rendering;
import meridian.wire.Storability;

/// Stores good answers: in the exact cache and the semantic cache at once, in the KV as admission
/// has it.
///
/// Residency is enforced here, where data is written: an entry of a zone goes to that zone's KV
/// only, and stays out of the caches of an origin outside the zone.
public final class Filling {
  private final ExactCache store;
  private final Residency<CacheEntry> kv;
  private final String place;
  private final Optional<Doorkeeper> doorkeeper;
  private final Optional<SemanticLayer> semantic;
  private final EventSink events;

  /// Fills `store` and `kv` from the origin at `place`.
  ///
  /// @param doorkeeper when present, an answer goes to the KV only at its second sighting
  /// @param semantic when present, an answer goes there too
  public Filling(
      ExactCache store,
      Residency<CacheEntry> kv,
      String place,
      Optional<Doorkeeper> doorkeeper,
      Optional<SemanticLayer> semantic,
      EventSink events) {
    this.store = store;
    this.kv = kv;
    this.place = place;
    this.doorkeeper = doorkeeper;
    this.semantic = semantic;
    this.events = events;
  }

  /// Stores `completion` as the answer to `call`, when it may be; says why not otherwise.
  ///
  /// @param producer the provider that made it, and with whose key
  Optional<String> fill(
      Call call,
      Completion completion,
      long sizeBytes,
      Optional<Money> cost,
      Way producer,
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
            Rendering.packed(completion),
            cost,
            createdNanos,
            createdNanos + question.policy().softTtl().toNanos(),
            createdNanos + question.policy().hardTtl().toNanos(),
            producer.provider().target(),
            producer.source(),
            call.chat().pop(),
            sizeBytes);
    boolean isKnown = store.holds(question, createdNanos);
    if (kv.mayHold(place, question.policy().zone())) {
      store.put(entry, question.policy().zone());
      semantic.ifPresent(layer -> layer.store(call, entry, createdNanos));
    }
    String cause = question.directives().noCache() ? "refresh" : isKnown ? "duplicate" : "miss";
    events.accept(new Event.CacheFilled(cause, nowNanos));
    writeToKv(entry, question.policy().zone(), nowNanos);
    return Optional.empty();
  }

  /// A stored answer to the same question in other words.
  Optional<CacheEntry> similar(Call call, EffectiveModel model) {
    return semantic.flatMap(layer -> layer.answer(call, model));
  }

  private void writeToKv(CacheEntry entry, String zone, long nowNanos) {
    Optional<Kv<CacheEntry>> target = kv.of(zone);
    boolean isAdmitted =
        doorkeeper.isEmpty()
            || doorkeeper.get().sight(entry.fingerprint()) != Doorkeeper.Sighting.FIRST;
    if (target.isEmpty() || !isAdmitted) {
      events.accept(new Event.KvWritten("entry", "skipped", entry.sizeBytes(), nowNanos));
      return;
    }
    put(entry, target.get(), nowNanos);
  }

  /// Notes that `entry` answered `call` from the exact cache: with a doorkeeper it goes to the KV
  /// at the second sighting, which this may be.
  void answered(CacheEntry entry, Call call, long nowNanos) {
    CacheQuestion question = call.question();
    if (doorkeeper.isPresent()
        && question.mayWrite()
        && doorkeeper.get().sight(entry.fingerprint()) == Doorkeeper.Sighting.SECOND) {
      kv.of(question.policy().zone()).ifPresent(target -> put(entry, target, nowNanos));
    }
  }

  private void put(CacheEntry entry, Kv<CacheEntry> target, long nowNanos) {
    Kv.WriteResult result =
        target.put(entry.fingerprint().hex(), entry, entry.sizeBytes(), place, nowNanos);
    events.accept(
        new Event.KvWritten("entry", KvWrites.label(result), entry.sizeBytes(), nowNanos));
  }

  /// Loses what is in memory: exact cache, if that is where it is, semantic cache, and what the
  /// doorkeeper has seen.
  void forget() {
    store.crash();
    semantic.ifPresent(SemanticLayer::clear);
    doorkeeper.ifPresent(Doorkeeper::forget);
  }

  /// Forgets every stored answer: here at once, at the PoPs as the KV brings it. Says how many
  /// answers the KV or the exact cache held.
  public int purge(long nowNanos) {
    int removed = kv.deleteAll(place, nowNanos);
    events.accept(new Event.KvDeleted("entry", removed, nowNanos));
    int similar = semantic.map(SemanticLayer::clear).orElse(0);
    return Math.max(removed, Math.max(store.clear(), similar));
  }
}
