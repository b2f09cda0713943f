package meridian.control.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The ways between clients, points of presence, origin and modelled providers.
///
/// @param isModelled whether they take modelled time; otherwise only the machine's own
/// @param lastMile round trip that a client's access adds on the way to its point of presence
/// @param tls what is negotiated on new connections
/// @param pacing how senders pace
/// @param accessBitsPerSecond narrowest link between a client and its point of presence
/// @param backboneBitsPerSecond narrowest link between data centres, for one connection
public record NetworkSettings(
    boolean isModelled,
    Duration lastMile,
    Tls tls,
    Pacing pacing,
    long accessBitsPerSecond,
    long backboneBitsPerSecond) {
  /// What is negotiated after TCP's own round trip.
  public enum Tls {
    /// Nothing.
    NONE,
    /// TLS 1.2: two round trips.
    TLS_1_2,
    /// TLS 1.3: one round trip.
    TLS_1_3
  }

  /// How senders pace.
  public enum Pacing {
    /// BBR, as the reference measurements.
    BBR,
    /// CUBIC or Reno before their first loss.
    WINDOW
  }

  private static final Field<Boolean> MODEL =
      Field.of(
          "model",
          Kinds.choice(modes()),
          "modelled",
          "modelled: ways take the round trips of the atlas (published medians between cloud"
              + " regions; estimated where none is published). real: only the machine's own"
              + " network.");
  private static final Field<Duration> LAST_MILE =
      Field.of(
          "lastMile",
          Units.duration("0s", "1s"),
          "4ms",
          "Round trip that a client's access network adds on its way to a point of presence"
              + " (assumed: fibre; 20ms to 50ms are usual on mobile).");
  private static final Field<Tls> TLS =
      Field.of(
          "tls",
          Kinds.choice(tlsVersions()),
          "\"1.3\"",
          "What new connections negotiate after TCP's one round trip: 1.3 one more (RFC 8446), 1.2"
              + " two more (RFC 5246), none nothing.");
  private static final Field<Pacing> PACING =
      Field.of(
          "pacing",
          Kinds.choice(Pacing.class),
          "bbr",
          "Congestion control of modelled senders: bbr, or window (CUBIC and Reno before their"
              + " first loss).");
  private static final Field<Double> ACCESS_MEGABITS =
      Field.of(
          "accessMbitPerSecond",
          Kinds.number(0.01, 100_000),
          "100",
          "Narrowest link between a client and its point of presence, megabits per second"
              + " (assumed).");
  private static final Field<Double> BACKBONE_MEGABITS =
      Field.of(
          "backboneMbitPerSecond",
          Kinds.number(0.01, 100_000),
          "1000",
          "Narrowest link between data centres for one connection, megabits per second (assumed).");

  static final Group<NetworkSettings> GROUP =
      Group.of(
          List.of(MODEL, LAST_MILE, TLS, PACING, ACCESS_MEGABITS, BACKBONE_MEGABITS),
          in ->
              new NetworkSettings(
                  in.get(MODEL),
                  in.get(LAST_MILE),
                  in.get(TLS),
                  in.get(PACING),
                  Math.round(in.get(ACCESS_MEGABITS) * 1e6),
                  Math.round(in.get(BACKBONE_MEGABITS) * 1e6)));

  private static Map<String, Boolean> modes() {
    Map<String, Boolean> modes = new LinkedHashMap<>();
    modes.put("modelled", true);
    modes.put("real", false);
    return modes;
  }

  private static Map<String, Tls> tlsVersions() {
    Map<String, Tls> versions = new LinkedHashMap<>();
    versions.put("1.3", Tls.TLS_1_3);
    versions.put("1.2", Tls.TLS_1_2);
    versions.put("none", Tls.NONE);
    return versions;
  }
}
