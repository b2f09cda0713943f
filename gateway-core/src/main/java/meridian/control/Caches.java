package meridian.control;

import java.nio.file.Path;
import java.util.Optional;
import meridian.control.config.ExactCacheConfig;
import meridian.control.config.GatewayConfig;
import meridian.control.config.StorageConfig;
import meridian.live.SecretVariable;
import meridian.live.redis.RedisCaches;
import meridian.live.redis.RedisLogin;
import meridian.live.redis.RedisSettings;
import meridian.telemetry.EventSink;
import meridian.time.WorldClock;

/// Where a configuration says that the origins' exact caches are.
final class Caches {
  private Caches() {}

  /// The exact caches in a server; empty when each origin has its own in memory.
  ///
  /// @throws IllegalArgumentException when a password is not where the configuration says
  static Optional<RedisCaches> open(GatewayConfig config, WorldClock clock, EventSink events) {
    ExactCacheConfig cache = config.origin().cache();
    return switch (cache.kind()) {
      case MEMORY -> Optional.empty();
      case REDIS -> Optional.of(RedisCaches.open(settings(config), clock, events));
    };
  }

  private static RedisSettings settings(GatewayConfig config) {
    ExactCacheConfig cache = config.origin().cache();
    String password =
        cache
            .passwordEnv()
            .map(variable -> SecretVariable.read("origin.cache.passwordEnv", variable))
            .orElse("");
    return new RedisSettings(
        new RedisLogin(cache.url().orElseThrow(), cache.user(), password),
        cache.prefix(),
        cache.timeout(),
        cache.maxEntryBytes(),
        folder(config.storage()));
  }

  /// `FILE-cache`, where anything outlives the process at all.
  private static Optional<Path> folder(StorageConfig storage) {
    return storage.kind() == StorageConfig.Kind.MEMORY
        ? Optional.empty()
        : storage.file().map(file -> file.resolveSibling(file.getFileName() + "-cache"));
  }
}
