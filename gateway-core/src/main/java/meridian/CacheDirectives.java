package meridian;

import java.time.Duration;
import java.util.Optional;

/// What the client's `Cache-Control` asks for (RFC 9111, RFC 5861); the provider's own header is
/// ignored.
///
/// @param noCache ask the provider and store its answer
/// @param noStore neither read nor write a cache
/// @param onlyIfCached 504 rather than a provider call
/// @param maxAge the oldest entry the client accepts
/// @param staleIfError how far past its soft TTL an entry may be when the origin cannot answer
public record CacheDirectives(
    boolean noCache,
    boolean noStore,
    boolean onlyIfCached,
    Optional<Duration> maxAge,
    Optional<Duration> staleIfError) {
  /// No wishes.
  public static final CacheDirectives NONE =
      new CacheDirectives(false, false, false, Optional.empty(), Optional.empty());
}
