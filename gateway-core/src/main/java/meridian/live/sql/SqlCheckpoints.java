package meridian.live.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import meridian.ledger.Checkpoint;

/// The checkpoints of one region's ledger in a database: the newest two. One that cannot be read is
/// passed over, for the lines say the same.
///
/// @param database where they are
/// @param region whose they are
record SqlCheckpoints(Database database, String region) {
  private static final System.Logger LOG = System.getLogger(SqlCheckpoints.class.getName());
  private static final String READ =
      "select number, state from ledger_checkpoints where region = ? order by number desc";
  private static final String WRITE =
      "insert into ledger_checkpoints (region, number, state) values (?, ?, ?)"
          + " on conflict (region, number) do nothing";
  private static final String FORGET =
      """
      delete from ledger_checkpoints where region = ? and number not in
        (select number from ledger_checkpoints where region = ? order by number desc limit 2)
      """;

  Optional<Checkpoint> newest() {
    return database.doneAtStart(connection -> {
      try (PreparedStatement read = connection.prepareStatement(READ)) {
        read.setString(1, region);
        try (ResultSet row = read.executeQuery()) {
          while (row.next()) {
            Optional<Checkpoint> sound = sound(row.getLong(1), row.getBytes(2));
            if (sound.isPresent()) {
              return sound;
            }
          }
        }
      }
      return Optional.<Checkpoint>empty();
    });
  }

  private Optional<Checkpoint> sound(long number, byte[] state) {
    try {
      return Optional.of(CheckpointBytes.read(state))
          .filter(checkpoint -> checkpoint.number() == number);
    } catch (IOException broken) {
      LOG.log(
          System.Logger.Level.WARNING,
          "ledger of "
              + region
              + ": the checkpoint at line "
              + number
              + " cannot be read and is passed over: "
              + broken.getMessage());
      return Optional.empty();
    }
  }

  /// Makes bytes of it beside the writer, who has calls waiting, and then has them written.
  void keep(Checkpoint checkpoint) {
    Thread.ofVirtual()
        .name("checkpoint " + region)
        .start(() -> {
          try {
            byte[] state = CheckpointBytes.of(checkpoint);
            database.add(connection -> write(connection, checkpoint.number(), state));
          } catch (IOException | RuntimeException trouble) {
            LOG.log(
                System.Logger.Level.WARNING,
                "ledger of " + region + ": no checkpoint at line " + checkpoint.number(),
                trouble);
          }
        });
  }

  private int write(Connection connection, long number, byte[] state) throws SQLException {
    try (PreparedStatement write = connection.prepareStatement(WRITE);
        PreparedStatement forget = connection.prepareStatement(FORGET)) {
      write.setString(1, region);
      write.setLong(2, number);
      write.setBytes(3, state);
      write.executeUpdate();
      forget.setString(1, region);
      forget.setString(2, region);
      return forget.executeUpdate();
    }
  }
}
