package meridian.origin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import meridian.Change;
import meridian.KeyDigest;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyTerms;
import meridian.kv.Kv;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;

/// The keys as they truly are, and the only writer of their copies in the KV. Digests only.
///
/// Bounded: at the bound a new key is refused, none is forgotten. Safe for several threads.
public final class KeyRegistry {
  private static final long RECORD_BYTES = 256;
  private static final long RETRY_NANOS = 1_000_000_000L;

  private final int maxKeys;
  private final Kv<KeyRecord> kv;
  private final String place;
  private final EventSink events;
  private final Consumer<Change> changes;
  private final Map<KeyId, KeyRecord> keys = new LinkedHashMap<>();

  /// Keys whose newest record the KV does not have, or may not have; at most as many as there are
  /// keys.
  private final Set<KeyId> unwritten = new LinkedHashSet<>();

  private long retryNanos;

  /// An empty registry at `place` whose changes are written to `kv`.
  public KeyRegistry(int maxKeys, Kv<KeyRecord> kv, String place, EventSink events) {
    this(maxKeys, kv, place, events, _ -> {});
  }

  /// One that tells other regions of its changes too.
  public KeyRegistry(
      int maxKeys, Kv<KeyRecord> kv, String place, EventSink events, Consumer<Change> changes) {
    this.changes = changes;
    this.maxKeys = maxKeys;
    this.kv = kv;
    this.place = place;
    this.events = events;
  }

  /// Adds or replaces a key at `nowNanos`; false when the registry is full. A revoked key stays
  /// revoked.
  public boolean put(KeyRecord key, long nowNanos) {
    synchronized (this) {
      KeyRecord old = keys.get(key.id());
      if (old == null && keys.size() >= maxKeys) {
        return false;
      }
      if (old != null && old.isRevoked()) {
        return true;
      }
      keys.put(key.id(), key);
    }
    publish(key, nowNanos);
    return true;
  }

  /// Gives a key another secret at `nowNanos`; the present one is accepted until `untilNanos`.
  /// False when there is no such key, or it is revoked.
  public boolean rotate(KeyId id, KeyDigest fresh, long untilNanos, long nowNanos) {
    return replace(id, key -> key.rotatedTo(fresh, untilNanos, nowNanos), nowNanos);
  }

  /// Puts a key on other terms at `nowNanos`; false when there is no such key, or it is revoked.
  public boolean change(KeyId id, UnaryOperator<KeyTerms> change, long nowNanos) {
    return replace(id, key -> key.on(change.apply(key.terms()), nowNanos), nowNanos);
  }

  private boolean replace(KeyId id, UnaryOperator<KeyRecord> change, long nowNanos) {
    KeyRecord changed;
    synchronized (this) {
      KeyRecord key = keys.get(id);
      if (key == null || key.isRevoked()) {
        return false;
      }
      changed = change.apply(key);
      keys.put(id, changed);
    }
    publish(changed, nowNanos);
    return true;
  }

  /// Revokes a key at `nowNanos`; false when there is no such key. Revoking twice does nothing
  /// more.
  public boolean revoke(KeyId id, long nowNanos) {
    KeyRecord revoked;
    synchronized (this) {
      KeyRecord key = keys.get(id);
      if (key == null || key.isRevoked()) {
        return key != null;
      }
      revoked = key.revokedAt(nowNanos);
      keys.put(id, revoked);
    }
    events.accept(new Event.KeyRevoked(id, nowNanos));
    publish(revoked, nowNanos);
    return true;
  }

  /// Takes in what another region says of a key: a revocation wins, otherwise the newest. False
  /// when the registry is full.
  ///
  /// What is new is not published, because the region that changed it has done so; but that one may
  /// be lost or replaced while the KV is down, so that a revocation is written once more from here,
  /// when this region is next asked for a key. Nothing newer can be overwritten by it.
  synchronized boolean merge(KeyRecord theirs) {
    KeyRecord own = keys.get(theirs.id());
    if (own == null && keys.size() >= maxKeys) {
      return false;
    }
    boolean isNewer =
        own == null
            || (theirs.isRevoked() && !own.isRevoked())
            || (theirs.isRevoked() == own.isRevoked()
                && theirs.assertedAtNanos() > own.assertedAtNanos());
    if (isNewer) {
      keys.put(theirs.id(), theirs);
      if (theirs.isRevoked()) {
        unwritten.add(theirs.id());
      }
    }
    return true;
  }

  /// The key as it is now, vouched for at `nowNanos` unless it is revoked.
  ///
  /// Asked for any key, it also writes again what the KV refused before, at most once a second: a
  /// revocation must not rest on the lease alone because the KV was down when it happened.
  public Optional<KeyRecord> find(KeyId id, long nowNanos) {
    for (KeyRecord late : takeUnwritten(nowNanos)) {
      write(late, nowNanos);
    }
    synchronized (this) {
      KeyRecord key = keys.get(id);
      if (key == null) {
        return Optional.empty();
      }
      return Optional.of(key.isRevoked() ? key : key.assertedAt(nowNanos));
    }
  }

  private synchronized List<KeyRecord> takeUnwritten(long nowNanos) {
    if (unwritten.isEmpty() || nowNanos < retryNanos) {
      return List.of();
    }
    retryNanos = nowNanos + RETRY_NANOS;
    List<KeyRecord> again = new ArrayList<>();
    for (KeyId id : unwritten) {
      Optional.ofNullable(keys.get(id)).ifPresent(again::add);
    }
    unwritten.clear();
    return again;
  }

  /// All keys, in the order they were added.
  public synchronized List<KeyRecord> all() {
    return List.copyOf(keys.values());
  }

  private void publish(KeyRecord key, long nowNanos) {
    changes.accept(new Change.Keyed(key));
    write(key, nowNanos);
  }

  private void write(KeyRecord key, long nowNanos) {
    Kv.WriteResult result = kv.put("key:" + key.id().text(), key, RECORD_BYTES, place, nowNanos);
    events.accept(new Event.KvWritten("key", KvWrites.label(result), RECORD_BYTES, nowNanos));
    boolean isRefused = result == Kv.WriteResult.FAILED || result == Kv.WriteResult.CAPPED;
    if (isRefused) {
      synchronized (this) {
        unwritten.add(key.id());
        retryNanos = Math.max(retryNanos, nowNanos + RETRY_NANOS);
      }
    }
  }
}
