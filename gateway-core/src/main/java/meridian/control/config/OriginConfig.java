package meridian.control.config;

import java.time.Duration;
import java.util.List;
import meridian.Region;
import meridian.ledger.LedgerSettings;
import meridian.origin.OriginSettings;

/// The origin: where it stands, how it calls providers, what it remembers.
///
/// @param region where it stands
/// @param settings how it serves; `writesOnSecondSighting` comes from `kv.admission`
/// @param maxKeys how many API keys it keeps; a further one is refused
/// @param cache its exact cache
/// @param ledger bounds of its ledger
/// @param semantic what its semantic cache may take
public record OriginConfig(
    Region region,
    OriginSettings settings,
    int maxKeys,
    ExactCacheConfig cache,
    LedgerSettings ledger,
    SemanticLimits semantic) {
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
  private static final Field<ExactCacheConfig> CACHE =
      Field.of(
          "cache",
          ExactCacheConfig.GROUP,
          "{}",
          "The origin's exact cache; at a bound the answer least recently read is dropped.");

  private static final Field<Duration> RESERVE_FOR =
      Field.of(
          "reserveFor",
          Units.duration("1s", "1d"),
          "10m",
          "How long money stays set aside for a call that nobody settles, longer than"
              + " providerDeadline.");
  private static final Field<Integer> MAX_OPEN =
      Field.of(
          "maxOpen",
          Kinds.count(1, 1_000_000),
          "10000",
          "Calls that may have money set aside at once; a further one is refused with 503.");
  private static final Field<Integer> ASSUMED_OUTPUT =
      Field.of(
          "assumedOutputTokens",
          Kinds.count(0, 1_000_000),
          "1024",
          "Output tokens that money is set aside for when a request names no maximum.");
  private static final Field<Integer> MAX_HISTORY =
      Field.of(
          "maxHistory",
          Kinds.count(1, 10_000_000),
          "100000",
          "Newest bookings, ended bills and usage records kept in memory.");

  /// What `ledger` holds.
  private record LedgerFields(LedgerSettings settings, int assumedOutputTokens) {}

  private static final Field<LedgerFields> LEDGER =
      Field.of(
          "ledger",
          Group.of(
              List.of(RESERVE_FOR, MAX_OPEN, ASSUMED_OUTPUT, MAX_HISTORY),
              in ->
                  new LedgerFields(
                      new LedgerSettings(
                          in.get(MAX_OPEN),
                          in.get(RESERVE_FOR),
                          10_000,
                          in.get(MAX_HISTORY),
                          in.get(MAX_HISTORY)),
                      in.get(ASSUMED_OUTPUT))),
          "{}",
          "The books: money is set aside before a provider call and settled after it.");

  private static final Field<SemanticLimits> SEMANTIC =
      Field.of(
          "semantic",
          SemanticLimits.GROUP,
          "{}",
          "The semantic cache, used by projects that say so.");

  static final Group<OriginConfig> GROUP =
      new Group<>(
          List.of(
              REGION,
              MAX_FOLLOWERS,
              PROVIDER_DEADLINE,
              DOORKEEPER,
              MAX_KEYS,
              CACHE,
              LEDGER,
              SEMANTIC),
          OriginConfig::check,
          in ->
              new OriginConfig(
                  in.get(REGION),
                  new OriginSettings(
                      in.get(MAX_FOLLOWERS),
                      in.get(PROVIDER_DEADLINE),
                      false,
                      in.get(DOORKEEPER),
                      in.get(LEDGER).assumedOutputTokens()),
                  in.get(MAX_KEYS),
                  in.get(CACHE),
                  in.get(LEDGER).settings(),
                  in.get(SEMANTIC)));

  private static void check(Section in) {
    Duration reserve = in.get(LEDGER).settings().reserveFor();
    if (reserve.compareTo(in.get(PROVIDER_DEADLINE)) <= 0) {
      in.refuse(
          List.of("ledger", "reserveFor"),
          "expected reserves to last longer than providerDeadline %s, found %s; raise reserveFor"
              .formatted(Units.text(in.get(PROVIDER_DEADLINE)), Units.text(reserve)));
    }
  }

  /// The same, writing to the KV as `kv.admission` says.
  OriginConfig writingOnSecondSighting(boolean isSecond) {
    return new OriginConfig(
        region,
        new OriginSettings(
            settings.maxFollowers(),
            settings.providerDeadline(),
            isSecond,
            settings.doorkeeperCapacity(),
            settings.assumedOutputTokens()),
        maxKeys,
        cache,
        ledger,
        semantic);
  }
}
