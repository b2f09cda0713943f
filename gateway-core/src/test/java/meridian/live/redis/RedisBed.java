package meridian.live.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import meridian.Await;
import meridian.cache.CacheEntry;
import meridian.cache.CacheQuestion;
import meridian.cache.ExactCache;
import meridian.contract.ExactCacheContract;
import meridian.live.time.SystemWorld;
import meridian.telemetry.Breaker;
import meridian.telemetry.Event;

/// One gateway's caches in a Redis server, for tests.
final class RedisBed implements AutoCloseable {
  static final String REGION = "ap-south-1";
  static final Duration TIMEOUT = Duration.ofMillis(100);
  private static final AtomicLong PREFIXES = new AtomicLong();

  final List<Event> events = new CopyOnWriteArrayList<>();
  final String prefix;
  private final RedisCaches caches;
  private final RedisCache cache;

  private RedisBed(RedisLogin login, String prefix, Optional<Path> folder, long maxEntryBytes) {
    this.prefix = prefix;
    this.caches =
        RedisCaches.open(
            new RedisSettings(login, prefix, TIMEOUT, maxEntryBytes, folder),
            new SystemWorld(),
            events::add);
    this.cache = (RedisCache) caches.of(REGION);
  }

  /// A gateway whose purges end with the process.
  static RedisBed at(RedisLogin login) {
    return new RedisBed(login, newPrefix(), Optional.empty(), ExactCacheContract.MOST);
  }

  /// The gateway of `folder` under `prefix`, started once more or for the first time.
  static RedisBed at(RedisLogin login, String prefix, Path folder) {
    return new RedisBed(login, prefix, Optional.of(folder), ExactCacheContract.MOST);
  }

  /// A prefix that no other test has.
  static String newPrefix() {
    return "test-" + PREFIXES.incrementAndGet();
  }

  /// The cache as a request sees it.
  RedisCache cache() {
    return cache;
  }

  /// The cache of another region of the same gateway.
  ExactCache other(String region) {
    return caches.of(region);
  }

  /// The same, but what is put is in the server when `put` returns: so a look-up asks the server.
  ExactCache settled() {
    return new Settled(cache);
  }

  /// How often the server was given up or came back, as it was told.
  List<Boolean> changes() {
    return events.stream()
        .flatMap(event ->
            event instanceof Event.TargetChanged changed
                ? java.util.stream.Stream.of(changed.breaker() == Breaker.CLOSED)
                : java.util.stream.Stream.empty())
        .toList();
  }

  /// How many writes had `result`.
  long writes(String result) {
    return events.stream()
        .filter(
            event -> event instanceof Event.CacheStored stored && stored.result().equals(result))
        .count();
  }

  @Override
  public void close() {
    caches.close();
  }

  private record Settled(RedisCache inner) implements ExactCache {
    @Override
    public Look find(CacheQuestion question, long nowNanos) {
      return inner.find(question, nowNanos);
    }

    @Override
    public boolean holds(CacheQuestion question, long nowNanos) {
      return inner.holds(question, nowNanos);
    }

    @Override
    public void put(CacheEntry entry, String zone) {
      inner.put(entry, zone);
      Await.until("writes settled", inner::isSettled);
    }

    @Override
    public int clear() {
      return inner.clear();
    }

    @Override
    public void crash() {
      inner.crash();
    }
  }
}
