package meridian.control.config;

import java.time.Duration;
import java.util.List;
import meridian.Region;

/// The origins beside the first, and how they tell each other what changed.
///
/// @param regions the others: the standby with pattern 2.5, all that serve too with pattern 3, none
///   otherwise
/// @param every how long changes wait for company before they are shipped
/// @param quota who may spend how much of a project's balance, with pattern 3
/// @param maxChanges changes an origin keeps for others that it cannot reach
public record ReplicationConfig(List<Region> regions, Duration every, Quota quota, int maxChanges) {

  /// How regions share a project's balance.
  public enum Quota {
    /// Each holds a part, spends only that, and asks the others for more: never overspent.
    ESCROW,
    /// Each believes in the whole balance, to show the damage.
    NAIVE
  }

  private static final Field<List<Region>> REGIONS =
      Field.of(
          "regions",
          new ListOf<>(WorldKinds.region(), 0, 8),
          "[]",
          "Cloud regions of origins beside origin.region. Pattern 2.5: the one read-only standby."
              + " Pattern 3: every other origin that serves.");
  private static final Field<Duration> EVERY =
      Field.of(
          "every",
          Units.duration("1ms", "1h"),
          "1s",
          "How long keys, bookings and usage records wait before they are shipped to other"
              + " origins; on top comes their way.");
  private static final Field<Quota> QUOTA =
      Field.of(
          "quota",
          Kinds.choice(Quota.class),
          "escrow",
          "Pattern 3. escrow: each region holds a part of a project's balance and spends only that."
              + " naive: each believes in the whole balance, which is then overspent; for"
              + " comparison.");
  private static final Field<Integer> MAX_CHANGES =
      Field.of(
          "maxChanges",
          Kinds.count(1, 10_000_000),
          "100000",
          "Changes an origin keeps for others that it cannot reach; the oldest is lost beyond it.");

  static final Group<ReplicationConfig> GROUP =
      Group.of(
          List.of(REGIONS, EVERY, QUOTA, MAX_CHANGES),
          in ->
              new ReplicationConfig(
                  in.get(REGIONS), in.get(EVERY), in.get(QUOTA), in.get(MAX_CHANGES)));

  public ReplicationConfig {
    regions = List.copyOf(regions);
  }
}
