package meridian.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import meridian.Fingerprint;

/// Lets an answer into the KV only when its fingerprint was seen before: most questions are asked
/// once, and a write that nobody reads is money spent.
///
/// The second sighting may be a request that a cache answered: an entry asked for twice is worth
/// writing then, not when it has expired and is made again.
///
/// Remembers the last `capacity` to `2 × capacity` distinct fingerprints in two generations (the
/// scheme of TinyLFU's doorkeeper, Einziger and others 2017, with exact sets in place of a Bloom
/// filter).
public final class Doorkeeper {
  private final int capacity;
  private Map<Fingerprint, Sighting> young = new LinkedHashMap<>();
  private Map<Fingerprint, Sighting> old = new LinkedHashMap<>();

  /// Remembers at least the last `capacity` distinct fingerprints.
  public Doorkeeper(int capacity) {
    this.capacity = capacity;
  }

  /// Forgets everything.
  public synchronized void forget() {
    young = new LinkedHashMap<>();
    old = new LinkedHashMap<>();
  }

  /// Which sighting of `fingerprint` this is; remembers it.
  public synchronized Sighting sight(Fingerprint fingerprint) {
    Optional<Sighting> before =
        Optional.ofNullable(young.get(fingerprint))
            .or(() -> Optional.ofNullable(old.get(fingerprint)));
    Sighting now = before.map(Sighting::next).orElse(Sighting.FIRST);
    if (young.put(fingerprint, now) == null && young.size() >= capacity) {
      old = young;
      young = new LinkedHashMap<>();
    }
    return now;
  }

  /// How often something was shown.
  public enum Sighting {
    /// Never before, as far as remembered.
    FIRST,
    /// Once before.
    SECOND,
    /// Twice or more before.
    LATER;

    private Sighting next() {
      return this == FIRST ? SECOND : LATER;
    }
  }
}
