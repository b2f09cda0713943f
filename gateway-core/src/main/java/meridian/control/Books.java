package meridian.control;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.control.config.GatewayConfig;
import meridian.control.config.ReplicationConfig;
import meridian.control.config.StorageConfig;
import meridian.live.SecretVariable;
import meridian.live.sql.CannotOpen;
import meridian.live.sql.PostgresLogin;
import meridian.live.sql.SqlStorage;
import meridian.live.sql.UsageTable;

/// Where a configuration says that ledger and usage are kept.
final class Books {
  private Books() {}

  /// What outlives the process.
  ///
  /// @throws CannotOpen when another gateway has it, it cannot be read, or it is of other regions
  /// @throws IllegalArgumentException when a password is not where the configuration says
  static Optional<SqlStorage> open(GatewayConfig config) throws CannotOpen {
    StorageConfig storage = config.storage();
    Optional<SqlStorage> books =
        switch (storage.kind()) {
          case SQLITE -> Optional.of(SqlStorage.sqlite(file(storage), config.pops()));
          case POSTGRESQL ->
              Optional.of(SqlStorage.postgres(login(storage), file(storage), config.pops()));
          case MEMORY -> Optional.empty();
        };
    if (books.isPresent()) {
      try {
        books.get().requireOf(regions(config));
      } catch (CannotOpen | RuntimeException otherBooks) {
        books.get().close();
        throw otherBooks;
      }
    }
    return books;
  }

  /// Which regions share the balances of these books, in words.
  static String regions(GatewayConfig config) {
    List<String> all = new ArrayList<>();
    all.add(config.origin().region().name());
    config.replication().regions().forEach(region -> all.add(region.name()));
    return switch (config.pattern()) {
      case ONE, TWO -> all.getFirst();
      case TWO_FIVE -> all.getFirst() + " with the standby " + all.getLast();
      case THREE ->
          String.join(", ", all)
              + (config.replication().quota() == ReplicationConfig.Quota.ESCROW
                  ? ", each with its share"
                  : ", each with all of it");
    };
  }

  /// The usage records for who only looks; empty when none are kept.
  static Optional<UsageTable> look(GatewayConfig config) throws CannotOpen {
    StorageConfig storage = config.storage();
    return switch (storage.kind()) {
      case SQLITE -> Optional.of(UsageTable.sqlite(file(storage)));
      case POSTGRESQL -> Optional.of(UsageTable.postgres(login(storage)));
      case MEMORY -> Optional.empty();
    };
  }

  /// Where they are, in words for who starts a gateway: what ends with the process must not come as
  /// a surprise.
  static String where(GatewayConfig config) {
    StorageConfig storage = config.storage();
    return switch (storage.kind()) {
      case SQLITE -> "SQLite, " + file(storage);
      case POSTGRESQL -> "PostgreSQL, " + storage.url().orElseThrow();
      case MEMORY -> "in memory; they end with this process";
    };
  }

  private static Path file(StorageConfig storage) {
    return storage.file().orElseThrow();
  }

  private static PostgresLogin login(StorageConfig storage) {
    String password =
        storage
            .passwordEnv()
            .map(variable -> SecretVariable.read("storage.passwordEnv", variable))
            .orElse("");
    return new PostgresLogin(
        storage.url().orElseThrow(), storage.user(), password, storage.schema());
  }
}
