package meridian.control;

import java.nio.file.Path;
import java.util.Optional;
import meridian.control.config.GatewayConfig;
import meridian.control.config.StorageConfig;
import meridian.live.SecretVariable;
import meridian.live.sql.CannotOpen;
import meridian.live.sql.PostgresLogin;
import meridian.live.sql.SqlStorage;
import meridian.live.sql.UsageTable;

/// Where a configuration says that ledger and usage are kept.
final class Books {
  private Books() {}

  /// What outlives the process; regions that keep copies of each other have nothing of their own.
  ///
  /// @throws IllegalArgumentException when a password is not where the configuration says
  static Optional<SqlStorage> open(GatewayConfig config) throws CannotOpen {
    if (!config.replication().regions().isEmpty()) {
      return Optional.empty();
    }
    StorageConfig storage = config.storage();
    return switch (storage.kind()) {
      case SQLITE -> Optional.of(SqlStorage.sqlite(file(storage), config.pops()));
      case POSTGRESQL ->
          Optional.of(SqlStorage.postgres(login(storage), file(storage), config.pops()));
      case MEMORY -> Optional.empty();
    };
  }

  /// The usage records for who only looks; empty when none are kept.
  static Optional<UsageTable> look(GatewayConfig config) throws CannotOpen {
    if (!config.replication().regions().isEmpty()) {
      return Optional.empty();
    }
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
    if (!config.replication().regions().isEmpty()) {
      return "in memory; they end with this process: several origins keep none on disk yet";
    }
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
