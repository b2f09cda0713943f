package meridian.live.redis;

import io.lettuce.core.RedisURI;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Where a Redis server is, and as whom a gateway comes in. It prints without the password.
///
/// @param url `redis://host:port/database`, or `rediss://` for TLS; port and database may be left
///   out; it holds no password
/// @param user of the server's access list; empty for its default user
/// @param password of the user; empty when the server asks for none
public record RedisLogin(String url, Optional<String> user, String password) {
  private static final int PORT = 6379;

  /// The same in the client's words.
  ///
  /// @param patience how long connecting and its first words may take
  RedisURI uri(Duration patience) {
    URI parsed = URI.create(url);
    String path = Optional.ofNullable(parsed.getPath()).orElse("").replace("/", "");
    RedisURI.Builder uri =
        RedisURI.Builder.redis(parsed.getHost(), parsed.getPort() < 0 ? PORT : parsed.getPort())
            .withSsl("rediss".equals(parsed.getScheme()))
            .withDatabase(path.isEmpty() ? 0 : Integer.parseInt(path))
            .withClientName("meridian")
            .withTimeout(patience);
    if (user.isPresent()) {
      uri.withAuthentication(user.get(), password.toCharArray());
    } else if (!password.isEmpty()) {
      uri.withPassword(password.toCharArray());
    }
    return uri.build();
  }

  /// Host and port, for messages.
  String address() {
    return URI.create(url).getRawAuthority();
  }

  @Override
  public String toString() {
    return address() + user.map(name -> " as " + name).orElse("");
  }
}
