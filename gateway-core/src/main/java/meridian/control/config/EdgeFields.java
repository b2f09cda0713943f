package meridian.control.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.edge.EdgeSettings;

/// The fields of `edge`: what every point of presence is set to.
final class EdgeFields {
  private static final Field<Duration> COLD_AFTER =
      Field.of(
          "coldAfter",
          Units.duration("1s", "30d"),
          "10m",
          "Idle time after which a point of presence starts again (assumed).");
  private static final Field<Duration> COLD_MIN =
      Field.of(
          "coldMin",
          Units.duration("0s", "10s"),
          "20ms",
          "Shortest start (the article: 20 to 50 ms on Workers).");
  private static final Field<Duration> COLD_MAX =
      Field.of("coldMax", Units.duration("0s", "10s"), "50ms", "Longest start, at least coldMin.");
  private static final Field<Duration> KEY_TTL =
      Field.of(
          "keyTtl",
          Units.duration("1s", "1h"),
          "30s",
          "How long a key record is believed before the KV is read again (Workers KV: minimum"
              + " cacheTtl 30 s).");
  private static final Field<Duration> KEY_LEASE =
      Field.of(
          "keyLease",
          Units.duration("1s", "1d"),
          "5m",
          "How long a key is accepted after the origin last vouched for it, at least keyTtl; then"
              + " the origin is asked, or the key refused.");
  private static final Field<Boolean> AUTH =
      Field.of(
          "auth",
          Kinds.choice(auths()),
          "table",
          "table: each point of presence keeps the keys it has met, from the KV. session: it keeps"
              + " none; the origin signs a token at the first request, which lets the key in for"
              + " sessionLife, at this place or, shown by the client, at any.");
  private static final Field<Duration> SESSION_LIFE =
      Field.of(
          "sessionLife",
          Units.duration("1s", "1d"),
          "5m",
          "How long a session token lets in, at most keyLease: so long answers from a cache reach"
              + " a key after its revocation. For auth: session.");
  private static final Field<Integer> MAX_KEYS =
      Field.of(
          "maxKeys",
          Kinds.count(1, 1_000_000),
          "10000",
          "Keys a point of presence remembers; the one least recently used is dropped.");
  private static final Field<Double> UNKNOWN_KEYS =
      Field.of(
          "unknownKeysPerSecond",
          Kinds.number(0.001, 100_000),
          "50",
          "How many keys that it does not know a point of presence may ask the origin for.");
  private static final Field<Double> REQUESTS =
      Field.of(
              "requestsPerSecond",
              Kinds.number(0.001, 1_000_000),
              "200",
              "Requests per second and key that a point of presence lets pass; beyond it 429.")
          .live();
  private static final Field<Integer> BURST =
      Field.of(
              "burst",
              Kinds.count(1, 1_000_000),
              "400",
              "Requests that a key may send at once after a pause.")
          .live();
  private static final Field<Duration> REQUEST_DEADLINE =
      Field.of(
          "requestDeadline",
          Units.duration("100ms", "1h"),
          "5m",
          "How long a point of presence waits for an origin's answer to come to its end.");

  private static final Field<Integer> MAX_SPOOLED =
      Field.of(
          "maxSpooled",
          Kinds.count(1, 1_000_000),
          "10000",
          "Usage records that wait at a point of presence until the origin has them; further ones"
              + " are lost and counted.");

  private EdgeFields() {}

  static final Group<EdgeSettings> GROUP =
      new Group<>(
          List.of(
              COLD_AFTER,
              COLD_MIN,
              COLD_MAX,
              KEY_TTL,
              KEY_LEASE,
              AUTH,
              SESSION_LIFE,
              MAX_KEYS,
              UNKNOWN_KEYS,
              REQUESTS,
              BURST,
              MAX_SPOOLED,
              REQUEST_DEADLINE),
          EdgeFields::check,
          in ->
              new EdgeSettings(
                  in.get(COLD_AFTER),
                  in.get(COLD_MIN),
                  in.get(COLD_MAX),
                  in.get(KEY_TTL),
                  in.get(KEY_LEASE),
                  in.get(MAX_KEYS),
                  in.get(UNKNOWN_KEYS),
                  in.get(REQUESTS),
                  in.get(BURST),
                  in.get(MAX_SPOOLED),
                  in.get(REQUEST_DEADLINE),
                  in.get(AUTH) ? Optional.of(in.get(SESSION_LIFE)) : Optional.empty()));

  /// `running` with the limits of `newer`, which may change live.
  static EdgeSettings takingLimits(EdgeSettings running, EdgeSettings newer) {
    return new EdgeSettings(
        running.coldAfter(),
        running.coldMin(),
        running.coldMax(),
        running.keyTtl(),
        running.keyLease(),
        running.maxKeys(),
        running.unknownKeysPerSecond(),
        newer.requestsPerSecond(),
        newer.burst(),
        running.maxSpooled(),
        running.requestDeadline(),
        running.sessionLife());
  }

  private static Map<String, Boolean> auths() {
    Map<String, Boolean> auths = new LinkedHashMap<>();
    auths.put("table", false);
    auths.put("session", true);
    return auths;
  }

  private static void check(Section in) {
    Orders.atLeast(in, COLD_MAX, COLD_MIN);
    Orders.atLeast(in, KEY_LEASE, KEY_TTL);
    if (in.get(AUTH)) {
      Orders.atLeast(in, KEY_LEASE, SESSION_LIFE);
    }
  }
}
