package meridian.live.http;

import java.time.Duration;

/// What one client may take from the server before it is refused or cut.
///
/// @param bodyBytes largest request body; a larger one is answered with 413, before it is read when
///   its length was announced
/// @param bodiesBytes most memory for request bodies of more than 64 KiB at any time, over all
///   connections; beyond it 503
/// @param headerBytes largest request line and header together; beyond it 431
/// @param uriBytes longest request target; beyond it 414
/// @param connections most open connections over all listeners; a further one is answered with 503
///   and closed
/// @param headerDeadline from the first byte of a request (on a new connection: from its accept)
///   until the header is complete; then the connection is cut
/// @param bodyDeadline from the end of the header until the body is complete; beyond it 408
/// @param bodyGrace how long a body may be slow; after it `bodyBytesPerSecond` holds
/// @param bodyBytesPerSecond slowest body, averaged since the end of the header; below it 408
/// @param idle how long a connection between requests, or a client that takes no bytes, is kept
public record HttpBounds(
    long bodyBytes,
    long bodiesBytes,
    int headerBytes,
    int uriBytes,
    int connections,
    Duration headerDeadline,
    Duration bodyDeadline,
    Duration bodyGrace,
    long bodyBytesPerSecond,
    Duration idle) {

  /// 10 MiB bodies, 16 KiB headers, 4,096 connections, 10 s for a header.
  public static final HttpBounds DEFAULT =
      new HttpBounds(
          10L << 20,
          256L << 20,
          16 << 10,
          2 << 10,
          4_096,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          1 << 10,
          Duration.ofSeconds(60));

  public HttpBounds {
    check("body_bytes", bodyBytes, 1 << 10, 1L << 30);
    check("bodies_bytes", bodiesBytes, bodyBytes, 1L << 40);
    check("header_bytes", headerBytes, 1 << 10, 1 << 20);
    check("uri_bytes", uriBytes, 64, headerBytes);
    check("connections", connections, 1, 1_000_000);
    check("header_deadline in ms", headerDeadline.toMillis(), 50, 600_000);
    check("body_deadline in ms", bodyDeadline.toMillis(), 50, 3_600_000);
    check("body_grace in ms", bodyGrace.toMillis(), 10, 600_000);
    check("body_bytes_per_second", bodyBytesPerSecond, 1, 1L << 30);
    check("idle in ms", idle.toMillis(), 50, 3_600_000);
  }

  /// These bounds with another largest body; the memory for bodies grows with it when it must.
  public HttpBounds withBodyBytes(long bytes) {
    return new HttpBounds(
        bytes,
        Math.max(bodiesBytes, bytes),
        headerBytes,
        uriBytes,
        connections,
        headerDeadline,
        bodyDeadline,
        bodyGrace,
        bodyBytesPerSecond,
        idle);
  }

  private static void check(String name, long found, long least, long most) {
    if (found < least || found > most) {
      throw new IllegalArgumentException(
          "http bound "
              + name
              + ": expected "
              + least
              + " to "
              + most
              + ", found "
              + found
              + "; change it in the configuration");
    }
  }
}
