package meridian.edge;

import java.time.Duration;
import java.util.Optional;

/// What a PoP is set to.
///
/// @param coldAfter idle time after which the worker must start again
/// @param coldMin shortest cold start (the article: 20–50 ms on Workers)
/// @param coldMax longest cold start
/// @param keyTtl how long the key table believes a record before it reads the KV again, at least 30
///   s on Workers KV
/// @param keyLease how long a key is accepted after the origin last asserted it
/// @param maxKeys bound of the key table; the key least recently used is dropped beyond it
/// @param unknownKeysPerSecond how many keys the PoP does not know may be asked of the origin
/// @param requestsPerSecond edge limit per key
/// @param burst requests a key may send at once after a pause
/// @param maxSpooled usage records that wait for the origin at most; further ones are lost, and
///   counted
/// @param requestDeadline how long a PoP waits for an origin's answer to make progress to its end
/// @param sessionLife when present, PoPs keep no key table: an origin signs a token that lets a key
///   in for so long
public record EdgeSettings(
    Duration coldAfter,
    Duration coldMin,
    Duration coldMax,
    Duration keyTtl,
    Duration keyLease,
    int maxKeys,
    double unknownKeysPerSecond,
    double requestsPerSecond,
    int burst,
    int maxSpooled,
    Duration requestDeadline,
    Optional<Duration> sessionLife) {
  /// Settings of a PoP with a key table.
  public EdgeSettings(
      Duration coldAfter,
      Duration coldMin,
      Duration coldMax,
      Duration keyTtl,
      Duration keyLease,
      int maxKeys,
      double unknownKeysPerSecond,
      double requestsPerSecond,
      int burst,
      int maxSpooled,
      Duration requestDeadline) {
    this(
        coldAfter,
        coldMin,
        coldMax,
        keyTtl,
        keyLease,
        maxKeys,
        unknownKeysPerSecond,
        requestsPerSecond,
        burst,
        maxSpooled,
        requestDeadline,
        Optional.empty());
  }

  /// How long a key may be let in after an origin last vouched for it: the revocation window.
  public Duration longestTrust() {
    return sessionLife.orElse(keyLease);
  }

  /// The defaults named above.
  public static final EdgeSettings DEFAULT =
      new EdgeSettings(
          Duration.ofMinutes(10),
          Duration.ofMillis(20),
          Duration.ofMillis(50),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          10_000,
          50,
          200,
          400,
          10_000,
          Duration.ofMinutes(5));
}
