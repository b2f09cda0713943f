package meridian.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import meridian.KeyRecord;
import meridian.PopId;
import meridian.cache.CacheEntry;
import meridian.cache.CachePolicy;
import meridian.cache.CacheRules;
import meridian.kv.Kv;

/// Bugs of the KV: of entries, and of key records.
final class KvMutants {
  private KvMutants() {}

  static List<Mutant> all() {
    return List.of(
        entries("the KV returns a neighbour's entry", "tenants apart", Neighbour::new),
        keys("revocations are never written", "KV converges", DeafToRevocations::new),
        keys("every read of a key renews its lease", "revoked keys", Renewing::new).from(79),
        entries(
            "an entry is served past its hard TTL",
            "staleness",
            kv -> new Rewritten(kv, KvMutants::lasting)),
        entries(
            "reads extend an entry's life",
            "staleness",
            kv -> new Rewritten(kv, KvMutants::sliding)),
        entries(
            "an entry past its soft TTL is called a HIT",
            "staleness",
            kv -> new Rewritten(kv, KvMutants::alwaysFresh)),
        new Mutant("an entry of zone eu is written to the world", "residency", LeakyZone::new),
        new Mutant("the project is left out of the scope", "tenants apart", KvMutants::oneScope),
        entries("the KV loses writes at one PoP", "KV converges", Forgetful::new));
  }

  private static Mutant entries(String name, String checker, UnaryOperator<Kv<CacheEntry>> bug) {
    return new Mutant(
        name,
        checker,
        () ->
            new Parts() {
              @Override
              public Kv<CacheEntry> entries(String zone, Kv<CacheEntry> kv) {
                return bug.apply(kv);
              }
            });
  }

  private static Mutant keys(String name, String checker, UnaryOperator<Kv<KeyRecord>> bug) {
    return new Mutant(
        name,
        checker,
        () ->
            new Parts() {
              @Override
              public Kv<KeyRecord> keys(Kv<KeyRecord> kv) {
                return bug.apply(kv);
              }
            });
  }

  /// A KV that is asked through.
  private abstract static class Through<V> implements Kv<V> {
    final Kv<V> kv;

    Through(Kv<V> kv) {
      this.kv = kv;
    }

    @Override
    public Look<V> get(PopId pop, String key, long nowNanos) {
      return kv.get(pop, key, nowNanos);
    }

    @Override
    public WriteResult put(String key, V value, long sizeBytes, String fromPlace, long nowNanos) {
      return kv.put(key, value, sizeBytes, fromPlace, nowNanos);
    }

    @Override
    public WriteResult delete(String key, String fromPlace, long nowNanos) {
      return kv.delete(key, fromPlace, nowNanos);
    }

    @Override
    public int deleteAll(String fromPlace, long nowNanos) {
      return kv.deleteAll(fromPlace, nowNanos);
    }

    @Override
    public List<Written<V>> newest(int atMost) {
      return kv.newest(atMost);
    }

    Look<V> rewritten(Look<V> look, UnaryOperator<V> how) {
      return look.seen() instanceof Seen.Found<V> found
          ? new Look<>(
              new Seen.Found<>(
                  how.apply(found.value()),
                  found.writtenNanos(),
                  found.visibleNanos(),
                  found.isFirstSight()),
              look.tookNanos())
          : look;
    }
  }

  /// Every tenth found entry is the one found before.
  private static final class Neighbour extends Through<CacheEntry> {
    private Optional<CacheEntry> before = Optional.empty();
    private int finds;

    Neighbour(Kv<CacheEntry> kv) {
      super(kv);
    }

    @Override
    public Look<CacheEntry> get(PopId pop, String key, long nowNanos) {
      return rewritten(
          super.get(pop, key, nowNanos),
          entry -> {
            CacheEntry given = ++finds % 10 == 0 ? before.orElse(entry) : entry;
            before = Optional.of(entry);
            return given;
          });
    }
  }

  private static final class DeafToRevocations extends Through<KeyRecord> {
    DeafToRevocations(Kv<KeyRecord> kv) {
      super(kv);
    }

    @Override
    public WriteResult put(
        String key, KeyRecord value, long sizeBytes, String fromPlace, long nowNanos) {
      return value.isRevoked()
          ? WriteResult.OK
          : super.put(key, value, sizeBytes, fromPlace, nowNanos);
    }
  }

  private static final class Rewritten extends Through<CacheEntry> {
    private final java.util.function.BiFunction<CacheEntry, Long, CacheEntry> how;

    Rewritten(Kv<CacheEntry> kv, java.util.function.BiFunction<CacheEntry, Long, CacheEntry> how) {
      super(kv);
      this.how = how;
    }

    @Override
    public Look<CacheEntry> get(PopId pop, String key, long nowNanos) {
      return rewritten(super.get(pop, key, nowNanos), entry -> how.apply(entry, nowNanos));
    }
  }

  private static CacheEntry until(CacheEntry entry, long softNanos, long hardNanos) {
    return new CacheEntry(
        entry.fingerprint(),
        entry.scope(),
        entry.completion(),
        entry.cost(),
        entry.createdNanos(),
        softNanos,
        hardNanos,
        entry.producer(),
        entry.isModelled(),
        entry.pop(),
        entry.sizeBytes());
  }

  private static CacheEntry lasting(CacheEntry entry, long nowNanos) {
    long day = Duration.ofDays(1).toNanos();
    return until(entry, entry.softExpiryNanos() + day, entry.hardExpiryNanos() + day);
  }

  private static CacheEntry sliding(CacheEntry entry, long nowNanos) {
    return until(
        entry,
        nowNanos + entry.softExpiryNanos() - entry.createdNanos(),
        nowNanos + entry.hardExpiryNanos() - entry.createdNanos());
  }

  private static CacheEntry alwaysFresh(CacheEntry entry, long nowNanos) {
    return until(entry, entry.hardExpiryNanos(), entry.hardExpiryNanos());
  }

  /// Reads of every third key find nothing at one PoP.
  private static final class Forgetful extends Through<CacheEntry> {
    private static final PopId WHERE = new PopId("BOM");

    Forgetful(Kv<CacheEntry> kv) {
      super(kv);
    }

    @Override
    public Look<CacheEntry> get(PopId pop, String key, long nowNanos) {
      Look<CacheEntry> look = super.get(pop, key, nowNanos);
      return pop.equals(WHERE) && key.charAt(0) < '5'
          ? new Look<>(new Seen.Absent<>(), look.tookNanos())
          : look;
    }
  }

  /// What goes to the store of zone eu goes to the world's too.
  private static final class LeakyZone implements Parts {
    private Optional<Kv<CacheEntry>> world = Optional.empty();

    @Override
    public Kv<CacheEntry> entries(String zone, Kv<CacheEntry> kv) {
      if (zone.isEmpty()) {
        world = Optional.of(kv);
        return kv;
      }
      return new Through<>(kv) {
        @Override
        public WriteResult put(
            String key, CacheEntry value, long sizeBytes, String fromPlace, long nowNanos) {
          world.ifPresent(all -> all.put(key, value, sizeBytes, fromPlace, nowNanos));
          return super.put(key, value, sizeBytes, fromPlace, nowNanos);
        }
      };
    }
  }

  /// A PoP believes a record as if the origin had vouched for it when it was read.
  private static final class Renewing extends Through<KeyRecord> {
    Renewing(Kv<KeyRecord> kv) {
      super(kv);
    }

    @Override
    public Look<KeyRecord> get(PopId pop, String key, long nowNanos) {
      return rewritten(
          super.get(pop, key, nowNanos),
          record -> record.isRevoked() ? record : record.assertedAt(nowNanos));
    }
  }

  private static Parts oneScope() {
    return new Parts() {
      @Override
      public CacheRules rules(CacheRules rules) {
        return new CacheRules(
            project -> {
              CachePolicy own = rules.policies().apply(project);
              return new CachePolicy(
                  own.mode(),
                  new CachePolicy.Scope.Shared("all"),
                  own.softTtl(),
                  own.hardTtl(),
                  own.stale(),
                  own.zone());
            },
            rules.models(),
            rules.fingerprinter());
      }
    };
  }
}
