package meridian.control.config;

import java.time.Duration;
import java.util.List;

/// Where the gateway listens and what one client may take from it.
///
/// @param host address to bind
/// @param port of the front door; 0 for any free one
/// @param popPorts port of the first point of presence, the others follow; 0 for any free ones
/// @param maxConnections most open connections over all ports
/// @param headerDeadline from a request's first byte to the end of its header
/// @param headerMaxBytes largest request line and header
/// @param uriMaxBytes longest request target
/// @param bodyMaxBytes largest body
/// @param bodiesMaxBytes most memory for all large bodies at a time
/// @param bodyDeadline from the end of the header to the end of the body
/// @param bodyGrace how long a body may be slow
/// @param bodyMinBytesPerSecond slowest body after that
/// @param idle how long a connection between requests is kept
public record ListenSettings(
    String host,
    int port,
    int popPorts,
    int maxConnections,
    Duration headerDeadline,
    int headerMaxBytes,
    int uriMaxBytes,
    long bodyMaxBytes,
    long bodiesMaxBytes,
    Duration bodyDeadline,
    Duration bodyGrace,
    long bodyMinBytesPerSecond,
    Duration idle) {
  private static final Field<String> HOST =
      Field.of(
          "host",
          Hosts.kind(),
          "127.0.0.1",
          "Address to bind. Anything but loopback (127.0.0.1, ::1, localhost) can be reached from"
              + " outside and refuses a demo key.");
  private static final Field<Integer> PORT =
      Field.of(
          "port",
          Kinds.port(),
          "8080",
          "Port of the front door, which routes by the client's place (header X-Meridian-Client).");
  private static final Field<Integer> POP_PORTS =
      Field.of(
          "popPorts",
          Kinds.port(),
          "8101",
          "Port of the first point of presence; the others follow in the order of pops.");
  private static final Field<Integer> MAX_CONNECTIONS =
      Field.of(
          "maxConnections",
          Kinds.count(1, 1_000_000),
          "4096",
          "Most open connections over all ports; a further one is answered with 503 and closed.");
  private static final Field<Duration> HEADER_DEADLINE =
      Field.of(
          "headerDeadline",
          Units.duration("50ms", "10m"),
          "10s",
          "From a request's first byte until its header is complete; then the connection is cut.");
  private static final Field<Long> HEADER_MAX =
      Field.of(
          "headerMax",
          Units.size("1KiB", "1MiB"),
          "16KiB",
          "Largest request line and header together; beyond it 431.");
  private static final Field<Long> URI_MAX =
      Field.of(
          "uriMax",
          Units.size("64B", "1MiB"),
          "2KiB",
          "Longest request target, at most headerMax; beyond it 414.");
  private static final Field<Long> BODY_MAX =
      Field.of(
          "bodyMax", Units.size("1KiB", "1GiB"), "10MiB", "Largest request body; beyond it 413.");
  private static final Field<Long> BODIES_MAX =
      Field.of(
          "bodiesMax",
          Units.size("1KiB", "1024GiB"),
          "256MiB",
          "Most memory for request bodies of more than 64 KiB over all connections, at least"
              + " bodyMax; beyond it 503.");
  private static final Field<Duration> BODY_DEADLINE =
      Field.of(
          "bodyDeadline",
          Units.duration("50ms", "1h"),
          "60s",
          "From the end of the header until the body is complete; beyond it 408.");
  private static final Field<Duration> BODY_GRACE =
      Field.of(
          "bodyGrace",
          Units.duration("10ms", "10m"),
          "5s",
          "How long a body may be slow before bodyMinRate holds.");
  private static final Field<Long> BODY_MIN_RATE =
      Field.of(
          "bodyMinRate",
          Units.rate("1B", "1GiB"),
          "1KiB/s",
          "Slowest body, averaged since the end of the header; below it 408.");
  private static final Field<Duration> IDLE =
      Field.of(
          "idle",
          Units.duration("50ms", "1h"),
          "60s",
          "How long a connection between requests, or a client that takes no bytes, is kept.");

  static final Group<ListenSettings> GROUP =
      new Group<>(
          List.of(
              HOST,
              PORT,
              POP_PORTS,
              MAX_CONNECTIONS,
              HEADER_DEADLINE,
              HEADER_MAX,
              URI_MAX,
              BODY_MAX,
              BODIES_MAX,
              BODY_DEADLINE,
              BODY_GRACE,
              BODY_MIN_RATE,
              IDLE),
          ListenSettings::check,
          ListenSettings::of);

  private static void check(Section in) {
    if (in.get(URI_MAX) > in.get(HEADER_MAX)) {
      in.refuse(
          URI_MAX,
          "expected at most headerMax (%d bytes), found %d bytes; lower it or raise headerMax"
              .formatted(in.get(HEADER_MAX), in.get(URI_MAX)));
    }
    if (in.get(BODIES_MAX) < in.get(BODY_MAX)) {
      in.refuse(
          BODIES_MAX,
          "expected at least bodyMax (%d bytes), found %d bytes; raise it or lower bodyMax"
              .formatted(in.get(BODY_MAX), in.get(BODIES_MAX)));
    }
  }

  private static ListenSettings of(Section in) {
    return new ListenSettings(
        in.get(HOST),
        in.get(PORT),
        in.get(POP_PORTS),
        in.get(MAX_CONNECTIONS),
        in.get(HEADER_DEADLINE),
        Math.toIntExact(in.get(HEADER_MAX)),
        Math.toIntExact(in.get(URI_MAX)),
        in.get(BODY_MAX),
        in.get(BODIES_MAX),
        in.get(BODY_DEADLINE),
        in.get(BODY_GRACE),
        in.get(BODY_MIN_RATE),
        in.get(IDLE));
  }

  /// Whether only this machine can reach the gateway.
  public boolean isLoopback() {
    return Hosts.isLoopback(host);
  }
}
