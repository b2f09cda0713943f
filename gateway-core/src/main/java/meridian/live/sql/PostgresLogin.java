package meridian.live.sql;

import java.net.URI;
import org.postgresql.ds.PGSimpleDataSource;

/// Where a PostgreSQL database is, and as whom a gateway comes in. It prints without the password.
///
/// @param url `postgresql://host:port/database`, maybe with parameters of the driver such as
///   `?sslmode=verify-full`; it holds no password
/// @param user the role
/// @param password of the role; empty when the server asks for none
/// @param schema where the tables are; made when it is missing
public record PostgresLogin(String url, String user, String password, String schema) {
  private static final int CONNECT_SECONDS = 5;

  /// A source of connections.
  ///
  /// @param silenceSeconds how long the server may say nothing in the middle of a question before
  ///   the connection counts as lost, 0 for ever
  PGSimpleDataSource source(int silenceSeconds) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:" + url);
    source.setUser(user);
    source.setPassword(password);
    source.setCurrentSchema(schema);
    source.setApplicationName("meridian");
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(CONNECT_SECONDS);
    source.setSocketTimeout(silenceSeconds);
    source.setTcpKeepAlive(true);
    return source;
  }

  /// Host, port and database, for messages.
  String address() {
    URI uri = URI.create(url);
    return uri.getRawAuthority() + uri.getRawPath();
  }

  @Override
  public String toString() {
    return "%s as %s, schema %s".formatted(address(), user, schema);
  }
}
