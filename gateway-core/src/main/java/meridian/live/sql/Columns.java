package meridian.live.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import meridian.Money;

/// Columns of micro-dollars that may be null, an amount that nobody knows; and texts of clients.
final class Columns {
  private Columns() {}

  /// `text` as every engine takes it: PostgreSQL keeps no character 0, and a write that it refuses
  /// would be tried for ever.
  static String text(String text) {
    return text.replace('\0', '\uFFFD');
  }

  static Optional<Money> money(ResultSet row, int column) throws SQLException {
    long microUsd = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(new Money(microUsd));
  }

  static void money(PreparedStatement statement, int column, Optional<Money> amount)
      throws SQLException {
    if (amount.isPresent()) {
      statement.setLong(column, amount.get().microUsd());
    } else {
      statement.setNull(column, Types.BIGINT);
    }
  }
}
