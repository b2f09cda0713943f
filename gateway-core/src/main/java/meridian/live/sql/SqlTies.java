package meridian.live.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import meridian.ledger.Duty;
import meridian.ledger.Ties;

/// What ties one region to the others, in a database.
///
/// @param database where it is
/// @param region whose it is
record SqlTies(Database database, String region) implements Ties {
  private static final String READ_DUTY =
      "select role, epoch, predecessor, predecessor_line from region_duties where region = ?";
  private static final String WRITE_DUTY =
      """
      insert into region_duties (region, role, epoch, predecessor, predecessor_line)
      values (?, ?, ?, ?, ?)
      on conflict (region) do update set role = excluded.role, epoch = excluded.epoch,
        predecessor = excluded.predecessor, predecessor_line = excluded.predecessor_line
      """;
  private static final String READ_LINE =
      "select line from region_follows where region = ? and peer = ?";
  private static final String WRITE_LINE =
      """
      insert into region_follows (region, peer, line) values (?, ?, ?)
      on conflict (region, peer) do update set line = excluded.line
      """;

  @Override
  public Optional<Duty> duty() {
    return database.doneAtStart(connection -> {
      try (PreparedStatement read = connection.prepareStatement(READ_DUTY)) {
        read.setString(1, region);
        try (ResultSet row = read.executeQuery()) {
          return row.next() ? Optional.of(duty(row)) : Optional.<Duty>empty();
        }
      }
    });
  }

  private static Duty duty(ResultSet row) throws SQLException {
    long line = row.getLong(4);
    return new Duty(
        Duty.Role.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
        row.getLong(2),
        Optional.ofNullable(row.getString(3)).map(peer -> new Duty.Inheritance(peer, line)));
  }

  @Override
  public void takesUp(Duty duty) {
    database.add(connection -> write(connection, duty));
  }

  private int write(Connection connection, Duty duty) throws SQLException {
    try (PreparedStatement write = connection.prepareStatement(WRITE_DUTY)) {
      write.setString(1, region);
      write.setString(2, duty.role().name().toLowerCase(Locale.ROOT));
      write.setLong(3, duty.epoch());
      write.setString(4, duty.inheritance().map(Duty.Inheritance::region).orElse(null));
      write.setObject(
          5, duty.inheritance().map(Duty.Inheritance::line).orElse(null), java.sql.Types.BIGINT);
      return write.executeUpdate();
    }
  }

  @Override
  public long followed(String peer) {
    return database.doneAtStart(connection -> {
      try (PreparedStatement read = connection.prepareStatement(READ_LINE)) {
        read.setString(1, region);
        read.setString(2, peer);
        try (ResultSet row = read.executeQuery()) {
          return row.next() ? row.getLong(1) : 0L;
        }
      }
    });
  }

  @Override
  public void follows(String peer, long line) {
    database.add(connection -> {
      try (PreparedStatement write = connection.prepareStatement(WRITE_LINE)) {
        write.setString(1, region);
        write.setString(2, peer);
        write.setLong(3, line);
        return write.executeUpdate();
      }
    });
  }
}
