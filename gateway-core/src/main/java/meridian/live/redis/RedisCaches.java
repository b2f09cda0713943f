package meridian.live.redis;

import java.util.ArrayList;
import java.util.List;
import meridian.cache.ExactCache;
import meridian.cache.ExactCaches;
import meridian.telemetry.Breaker;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.WorldClock;

/// The exact caches of all regions of a gateway in one Redis server, by one connection.
///
/// A server that is not there does not keep a gateway from starting: the caches answer nothing
/// until it is. Safe for any thread.
public final class RedisCaches implements ExactCaches, AutoCloseable {
  /// What the server is called in the metrics of breakers.
  private static final String TARGET = "redis";

  private final RedisSettings settings;
  private final WorldClock clock;
  private final EventSink events;
  private final RedisLink link;
  private final List<RedisCache> caches = new ArrayList<>();

  private RedisCaches(RedisSettings settings, WorldClock clock, EventSink events) {
    this.settings = settings;
    this.clock = clock;
    this.events = events;
    this.link =
        new RedisLink(
            settings.login(),
            settings.timeout(),
            isUp ->
                events.accept(
                    new Event.TargetChanged(
                        TARGET, "", isUp ? Breaker.CLOSED : Breaker.OPEN, clock.nanos())));
  }

  /// Connects; tries for a second or two, and goes on trying when that is not enough.
  public static RedisCaches open(RedisSettings settings, WorldClock clock, EventSink events) {
    RedisCaches caches = new RedisCaches(settings, clock, events);
    caches.link.start();
    return caches;
  }

  @Override
  public synchronized ExactCache of(String region) {
    Generation generation =
        settings
            .folder()
            .map(folder -> Generation.in(folder.resolve(region + ".generation")))
            .orElseGet(Generation::ofThisProcess);
    RedisCache cache =
        new RedisCache(
            link,
            settings.prefix() + ":" + region + ":",
            settings.maxEntryBytes(),
            generation,
            clock,
            events);
    cache.start();
    caches.add(cache);
    return cache;
  }

  /// Lets go of the server; what is not written yet is lost.
  @Override
  public synchronized void close() {
    caches.forEach(RedisCache::close);
    link.close();
  }
}
