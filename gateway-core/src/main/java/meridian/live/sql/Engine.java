package meridian.live.sql;

import java.sql.Connection;
import java.sql.SQLException;

/// A kind of database: how a gateway gets the one connection that writes, and what is said when
/// there is none.
interface Engine extends AutoCloseable {
  /// What threads and logs call it; it shows no secret.
  String name();

  /// A connection that may write and that nobody else has, without auto-commit. Asked for again
  /// when the one before was lost.
  Connection connect() throws SQLException;

  /// What was expected, what was found and what to do, when it could not be opened because of
  /// `refused`.
  String problem(Exception refused);

  /// Lets others write. Throws nothing.
  @Override
  void close();
}
