package meridian.control;

import meridian.cache.EntryStore;

/// A wiring that a simulation alone has, as it must never be: what the rules of the house are tried
/// on.
final class PlantedWiring {
  private final EntryStore own = new EntryStore(1, 1, 1);

  int clear() {
    return own.clear();
  }
}
