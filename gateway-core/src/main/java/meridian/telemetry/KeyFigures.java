package meridian.telemetry;

import java.util.List;
import java.util.Optional;
import meridian.KeyId;
import meridian.PopId;

/// What is counted of keys, by their public halves.
///
/// @param uses of the keys used last, the newest first, at most [KeyMeter#SHOWN]
/// @param revocations the newest, the newest first, at most [KeyMeter#REVOCATIONS]
public record KeyFigures(List<KeyUse> uses, List<Revocation> revocations) {
  /// Nothing was counted.
  public static final KeyFigures NONE = new KeyFigures(List.of(), List.of());

  /// How one key was used.
  ///
  /// @param key which
  /// @param requestsTotal answered since the start; a PoP's own answers count when their records
  ///   have reached the origin, up to half a minute later
  /// @param lastUsedHour the hour of the last of them, hours since the epoch: finer would say when
  ///   somebody works
  public record KeyUse(KeyId key, long requestsTotal, long lastUsedHour) {}

  /// How one revocation spread.
  ///
  /// @param key which
  /// @param atNanos when the origin revoked it, nanoseconds since the epoch
  /// @param pops each PoP that refused it or answered with it meanwhile, by code
  public record Revocation(KeyId key, long atNanos, List<AtPop> pops) {}

  /// A revocation at one PoP.
  ///
  /// @param pop where
  /// @param served requests answered after the revocation
  /// @param refusedAfterNanos from the revocation to the PoP's first refusal; empty while it has
  ///   refused nobody
  public record AtPop(PopId pop, long served, Optional<Long> refusedAfterNanos) {}
}
