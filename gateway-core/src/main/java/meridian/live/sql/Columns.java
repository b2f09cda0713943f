package meridian.live.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import meridian.Money;

/// Columns of micro-dollars that may be null: an amount that nobody knows.
final class Columns {
  private Columns() {}

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
