package meridian.live.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How a gateway uses a Redis server.
///
/// @param login where it is
/// @param prefix what every key begins with: 1 to 40 of a-z, A-Z, 0-9, `-`, `_` and `.`
/// @param timeout how long one question to the server may take before it counts as unanswered
/// @param maxEntryBytes longer answers are not stored
/// @param folder where each region's generation is kept; without one every start begins with an
///   empty cache
public record RedisSettings(
    RedisLogin login, String prefix, Duration timeout, long maxEntryBytes, Optional<Path> folder) {}
