package meridian.control.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where ledger and usage are kept.
///
/// @param kind in what
/// @param file of SQLite, and with a folder beside it for records that wait at PoPs; absent for a
///   name made from the configuration's
/// @param url of PostgreSQL; there with that kind, and with no other
/// @param user of PostgreSQL
/// @param passwordEnv the environment variable that holds the user's password, if there is one
/// @param schema of PostgreSQL that holds the tables
public record StorageConfig(
    Kind kind,
    Optional<Path> file,
    Optional<String> url,
    String user,
    Optional<String> passwordEnv,
    String schema) {
  /// In what ledger and usage are kept.
  public enum Kind {
    /// A file of this machine.
    SQLITE,
    /// A PostgreSQL server.
    POSTGRESQL,
    /// Nowhere: they end with the process.
    MEMORY
  }

  private static final Pattern FILE_NAME = Pattern.compile("[^\\p{Cntrl}]{1,512}");
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,39}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]{0,63}");

  /// Parameters that would carry a secret, or say who comes in, belong into fields of their own.
  private static final Pattern URL =
      Pattern.compile(
          "postgresql://[A-Za-z0-9.-]+(:\\d{1,5})?/[A-Za-z0-9_-]+"
              + "(\\?(?!.*(?i:password|user|currentSchema)=)[A-Za-z]+=[^&\\s]+(&[A-Za-z]+=[^&\\s]+)*)?");

  private static final Field<Kind> KIND =
      Field.of(
          "kind",
          Kinds.choice(Kind.class),
          "sqlite",
          "sqlite: a file that survives the process, written before a call is answered. postgresql:"
              + " the same in a server, at url. memory: nothing is kept. Several origins keep their"
              + " ledgers side by side in one database. Simulations always use memory.");
  private static final Field<Optional<String>> FILE =
      Field.optional(
          "file",
          Kinds.text("a file name", FILE_NAME, "write a path"),
          "The database, relative to this file; by default the configuration's name with .db. One"
              + " gateway at a time. Records that wait at points of presence are in the folder"
              + " FILE-spool, with postgresql too.");
  private static final Field<Optional<String>> URL_FIELD =
      Field.optional(
          "url",
          Kinds.text(
              "postgresql://host:port/database, without user and password",
              URL,
              "write user into storage.user and the name of the password's environment variable"
                  + " into storage.passwordEnv"),
          "Where the server is, with parameters of the driver as needed, such as"
              + " ?sslmode=verify-full. For postgresql only.");
  private static final Field<String> USER =
      Field.of(
          "user",
          Kinds.text("a role of 1 to 40 of a-z, 0-9 and '_'", NAME, "use those letters only"),
          "meridian",
          "The role a gateway comes in as. For postgresql only.");
  private static final Field<Optional<String>> PASSWORD_ENV =
      Field.optional(
          "passwordEnv",
          Kinds.text(
                  "the name of an environment variable, such as MERIDIAN_DB_PASSWORD",
                  VARIABLE,
                  "write the variable's name, never the password itself")
              .secret(),
          "Environment variable that holds the role's password; without it the server must ask for"
              + " none. For postgresql only.");
  private static final Field<String> SCHEMA =
      Field.of(
          "schema",
          Kinds.text("a name of 1 to 40 of a-z, 0-9 and '_'", NAME, "use those letters only"),
          "meridian",
          "Where the tables are; made when it is missing. One gateway at a time. For postgresql"
              + " only.");

  static final Group<StorageConfig> GROUP =
      new Group<>(
          List.of(KIND, FILE, URL_FIELD, USER, PASSWORD_ENV, SCHEMA),
          StorageConfig::check,
          in ->
              new StorageConfig(
                  in.get(KIND),
                  in.get(FILE).map(Path::of),
                  in.get(URL_FIELD),
                  in.get(USER),
                  in.get(PASSWORD_ENV),
                  in.get(SCHEMA)));

  private static void check(Section in) {
    boolean isServer = in.get(KIND) == Kind.POSTGRESQL;
    if (isServer && in.get(URL_FIELD).isEmpty()) {
      in.refuse(
          URL_FIELD,
          "expected %s for kind postgresql, found nothing; add the field 'url'"
              .formatted(URL_FIELD.kind().words()));
    }
    for (Field<? extends Optional<?>> field : List.of(URL_FIELD, PASSWORD_ENV)) {
      if (!isServer && in.get(field).isPresent()) {
        in.refuse(
            field,
            "expected it with kind postgresql only, found it with another; remove it or write kind:"
                + " postgresql");
      }
    }
  }

  /// The same with the file, named after `name` when it has no name yet, in `folder`.
  StorageConfig resolvedAgainst(Path folder, String name) {
    Path named = file.orElseGet(() -> Path.of(name.replaceAll("[^A-Za-z0-9._-]", "-") + ".db"));
    return new StorageConfig(
        kind, Optional.of(folder.resolve(named)), url, user, passwordEnv, schema);
  }
}
