package meridian.cache;

import java.util.LinkedHashSet;
import java.util.Set;
import meridian.Fingerprint;

/// Lets an answer into the KV only when its fingerprint was seen before: most questions are asked
/// once, and a write that nobody reads is money spent.
///
/// Remembers the last `capacity` to `2 × capacity` distinct fingerprints in two generations (the
/// scheme of TinyLFU's doorkeeper, Einziger and others 2017, with exact sets in place of a Bloom
/// filter).
public final class Doorkeeper {
  private final int capacity;
  private Set<Fingerprint> young = new LinkedHashSet<>();
  private Set<Fingerprint> old = new LinkedHashSet<>();

  /// Remembers at least the last `capacity` distinct fingerprints.
  public Doorkeeper(int capacity) {
    this.capacity = capacity;
  }

  /// Forgets everything.
  public synchronized void forget() {
    young = new LinkedHashSet<>();
    old = new LinkedHashSet<>();
  }

  /// Whether `fingerprint` was shown before; remembers it either way.
  public synchronized boolean hasSeen(Fingerprint fingerprint) {
    boolean seen = young.contains(fingerprint) || old.contains(fingerprint);
    if (young.add(fingerprint) && young.size() >= capacity) {
      old = young;
      young = new LinkedHashSet<>();
    }
    return seen;
  }
}
