package meridian.control.config;

import java.time.Duration;
import java.util.List;
import meridian.Region;
import meridian.origin.OriginSettings;

/// The origin: where it stands, how it calls providers, what it remembers.
///
/// @param region where it stands
/// @param settings how it serves; `writesOnSecondSighting` comes from `kv.admission`
/// @param maxKeys how many API keys it keeps; a further one is refused
/// @param cache bounds of its exact cache
public record OriginConfig(Region region, OriginSettings settings, int maxKeys, CacheBounds cache) {
  /// Bounds of the exact cache; at either, the entry least recently read is dropped.
  ///
  /// @param maxEntries most answers
  /// @param maxBytes most memory for them
  /// @param maxEntryBytes larger answers are not stored
  public record CacheBounds(int maxEntries, long maxBytes, long maxEntryBytes) {}

  static final Field<Region> REGION =
      Field.required(
          "region",
          WorldKinds.region(),
          "The origin's cloud region; its place is where pattern 1 serves from.");
  private static final Field<Integer> MAX_FOLLOWERS =
      Field.of(
          "maxFollowers",
          Kinds.count(0, 100_000),
          "1000",
          "Identical requests that may wait for one provider call; further ones call for"
              + " themselves.");
  private static final Field<Duration> PROVIDER_DEADLINE =
      Field.of(
          "providerDeadline",
          Units.duration("100ms", "1h"),
          "5m",
          "How long one provider call may take to its last token.");
  private static final Field<Integer> DOORKEEPER =
      Field.of(
          "doorkeeper",
          Kinds.count(1, 10_000_000),
          "100000",
          "Fingerprints remembered for kv.admission: second_sighting.");
  private static final Field<Integer> MAX_KEYS =
      Field.of(
          "maxKeys",
          Kinds.count(1, 1_000_000),
          "10000",
          "API keys the origin keeps; a further one is refused, none is forgotten.");
  private static final Field<Integer> MAX_ENTRIES =
      Field.of("maxEntries", Kinds.count(0, 10_000_000), "50000", "Most answers kept.");
  private static final Field<Long> MAX_BYTES =
      Field.of("maxBytes", Units.size("0B", "64GiB"), "256MiB", "Most memory for them.");
  private static final Field<Long> MAX_ENTRY_BYTES =
      Field.of(
          "maxEntryBytes",
          Units.size("1KiB", "25MiB"),
          "1MiB",
          "Larger answers are not stored (25 MiB is the KV's own limit).");

  private static final Group<CacheBounds> CACHE_GROUP =
      Group.of(
          List.of(MAX_ENTRIES, MAX_BYTES, MAX_ENTRY_BYTES),
          in -> new CacheBounds(in.get(MAX_ENTRIES), in.get(MAX_BYTES), in.get(MAX_ENTRY_BYTES)));
  private static final Field<CacheBounds> CACHE =
      Field.of(
          "cache",
          CACHE_GROUP,
          "{}",
          "The origin's exact cache; at a bound the answer least recently read is dropped.");

  static final Group<OriginConfig> GROUP =
      Group.of(
          List.of(REGION, MAX_FOLLOWERS, PROVIDER_DEADLINE, DOORKEEPER, MAX_KEYS, CACHE),
          in ->
              new OriginConfig(
                  in.get(REGION),
                  new OriginSettings(
                      in.get(MAX_FOLLOWERS), in.get(PROVIDER_DEADLINE), false, in.get(DOORKEEPER)),
                  in.get(MAX_KEYS),
                  in.get(CACHE)));

  /// The same, writing to the KV as `kv.admission` says.
  OriginConfig writingOnSecondSighting(boolean isSecond) {
    return new OriginConfig(
        region,
        new OriginSettings(
            settings.maxFollowers(),
            settings.providerDeadline(),
            isSecond,
            settings.doorkeeperCapacity()),
        maxKeys,
        cache);
  }
}
