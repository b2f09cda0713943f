package meridian.control.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where ledger and usage are kept.
///
/// @param kind in what
/// @param file of SQLite; absent for a name made from the configuration's
public record StorageConfig(Kind kind, Optional<Path> file) {
  /// In what ledger and usage are kept.
  public enum Kind {
    /// A file of this machine.
    SQLITE,
    /// Nowhere: they end with the process.
    MEMORY
  }

  private static final Pattern FILE_NAME = Pattern.compile("[^\\p{Cntrl}]{1,512}");

  private static final Field<Kind> KIND =
      Field.of(
          "kind",
          Kinds.choice(Kind.class),
          "sqlite",
          "sqlite: a file that survives the process, written before a call is answered. memory:"
              + " nothing is kept. Simulations, and the regions of patterns 2.5 and 3, which keep"
              + " copies of each other, always use memory.");
  private static final Field<Optional<String>> FILE =
      Field.optional(
          "file",
          Kinds.text("a file name", FILE_NAME, "write a path"),
          "The database, relative to this file; by default the configuration's name with .db. One"
              + " gateway at a time.");

  static final Group<StorageConfig> GROUP =
      Group.of(
          List.of(KIND, FILE), in -> new StorageConfig(in.get(KIND), in.get(FILE).map(Path::of)));

  /// The same with the file, named after `name` when it has no name yet, in `folder`.
  StorageConfig resolvedAgainst(Path folder, String name) {
    Path named = file.orElseGet(() -> Path.of(name.replaceAll("[^A-Za-z0-9._-]", "-") + ".db"));
    return new StorageConfig(kind, Optional.of(folder.resolve(named)));
  }
}
