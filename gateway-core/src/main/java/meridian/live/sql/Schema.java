package meridian.live.sql;

import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// The tables, by numbered steps in `META-INF/meridian/sql`: the same SQL for every engine.
final class Schema {
  private Schema() {}

  /// Brings the tables that `source` leads to up to date.
  ///
  /// @param name of the schema they are in, made as needed; without one the only one there is
  static void migrate(DataSource source, String name) {
    FluentConfiguration settings =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(source)
            .locations("classpath:META-INF/meridian/sql");
    Optional.of(name).filter(text -> !text.isEmpty()).ifPresent(settings::schemas);
    settings.load().migrate();
  }
}
