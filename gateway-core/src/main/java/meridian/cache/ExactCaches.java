package meridian.cache;

/// The exact caches of all origins of one gateway, where they are not in its own memory.
@FunctionalInterface
public interface ExactCaches {
  /// The exact cache of the origin in `region`; asked for once for each region.
  ExactCache of(String region);
}
