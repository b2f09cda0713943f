package meridian.live.provider;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// A provider as the operator configured it.
///
/// @param name for logs and metrics, `openai/us-east-1`
/// @param baseUrl of its API, such as `https://api.openai.com/v1`; http or https, without user,
///   query and fragment
/// @param keys what the gateway shows, one at a time; 1 or more
/// @param limits how long and how large
public record HttpTarget(String name, URI baseUrl, List<ProviderKey> keys, Limits limits) {
  public HttpTarget {
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("provider " + name + ": expected a key, found none");
    }
    String scheme = baseUrl.getScheme() == null ? "" : baseUrl.getScheme();
    boolean isPlain =
        baseUrl.getHost() != null
            && baseUrl.getRawUserInfo() == null
            && baseUrl.getRawQuery() == null
            && baseUrl.getRawFragment() == null;
    if (!(scheme.equals("http") || scheme.equals("https")) || !isPlain) {
      throw new IllegalArgumentException(
          "provider "
              + name
              + ": expected a base URL such as https://api.example.com/v1 without user, query and"
              + " fragment, found another form");
    }
  }

  /// A target with the usual limits.
  public static HttpTarget of(String name, URI baseUrl, List<ProviderKey> keys) {
    return new HttpTarget(name, baseUrl, keys, Limits.USUAL);
  }

  /// How long a provider may take and how much it may say; past each the call is ended.
  ///
  /// @param connect DNS, TCP and TLS
  /// @param firstByte from the start of the call to the first event of a stream, or the head of a
  ///   whole answer; reasoning models think for many seconds
  /// @param betweenChunks from one event of a stream to the next
  /// @param total the whole call
  /// @param maxAnswerBytes length of the whole answer
  /// @param maxEventBytes length of one event of a stream
  public record Limits(
      Duration connect,
      Duration firstByte,
      Duration betweenChunks,
      Duration total,
      int maxAnswerBytes,
      int maxEventBytes) {
    /// 5 s, 60 s, 30 s, 10 min, 16 MiB and 1 MiB.
    public static final Limits USUAL =
        new Limits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            16 << 20,
            1 << 20);

    public Limits {
      for (Duration each : new Duration[] {connect, firstByte, betweenChunks, total}) {
        if (each.toMillis() < 1 || each.toDays() > 1) {
          throw new IllegalArgumentException(
              "provider limits: expected times of 1 ms to 1 day, found " + each);
        }
      }
      if (maxAnswerBytes < 1_024 || maxEventBytes < 1_024) {
        throw new IllegalArgumentException("provider limits: expected sizes of 1 KiB or more");
      }
    }
  }
}
