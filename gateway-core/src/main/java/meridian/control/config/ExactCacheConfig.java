package meridian.control.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// An origin's exact cache.
///
/// @param kind where it is
/// @param maxEntries most answers in memory; at the bound the one least recently read is dropped
/// @param maxBytes most memory for them, likewise
/// @param maxEntryBytes larger answers are not stored
/// @param url of Redis; there with that kind, and with no other
/// @param user of Redis's access list; absent for its default user
/// @param passwordEnv the environment variable that holds the user's password, if there is one
/// @param prefix what every key in Redis begins with
/// @param timeout how long one question to Redis may take
public record ExactCacheConfig(
    Kind kind,
    int maxEntries,
    long maxBytes,
    long maxEntryBytes,
    Optional<String> url,
    Optional<String> user,
    Optional<String> passwordEnv,
    String prefix,
    Duration timeout) {
  /// Where an exact cache is.
  public enum Kind {
    /// In the process.
    MEMORY,
    /// In a Redis server.
    REDIS
  }

  private static final Pattern URL =
      Pattern.compile(
          "rediss?://[A-Za-z0-9][A-Za-z0-9.-]*(:(?!0)(?:[0-5]?\\d{1,4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5]))?"
              + "(/\\d{0,3})?");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]{0,63}");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

  private static final Field<Kind> KIND =
      Field.of(
          "kind",
          Kinds.choice(Kind.class),
          "memory",
          "memory: in the process, gone with it. redis: in a server, at url; one that is slow, gone"
              + " or empty costs provider calls, never a request. Simulations always use memory.");
  private static final Field<Integer> MAX_ENTRIES =
      Field.of(
          "maxEntries",
          Kinds.count(0, 10_000_000),
          "50000",
          "Most answers kept. For memory; Redis has its own maxmemory.");
  private static final Field<Long> MAX_BYTES =
      Field.of(
          "maxBytes",
          Units.size("0B", "64GiB"),
          "256MiB",
          "Most memory for them. For memory; Redis has its own maxmemory.");
  private static final Field<Long> MAX_ENTRY_BYTES =
      Field.of(
          "maxEntryBytes",
          Units.size("1KiB", "25MiB"),
          "1MiB",
          "Larger answers are not stored (25 MiB is the KV's own limit).");
  private static final Field<Optional<String>> URL_FIELD =
      Field.optional(
          "url",
          Kinds.text(
              "redis://host:port/database, or rediss:// for TLS, without user and password",
              URL,
              "write user into origin.cache.user and the name of the password's environment"
                  + " variable into origin.cache.passwordEnv"),
          "Where the server is; port 6379 and database 0 unless written. A single server, or the"
              + " writing one of a replicated set; no cluster. For redis only.");
  private static final Field<Optional<String>> USER_FIELD =
      Field.optional(
          "user",
          Kinds.text(
              "a user of 1 to 64 of A-Z, a-z, 0-9, '_', '.' and '-'",
              USER,
              "use those letters only"),
          "The user of Redis's access list; its default user without. For redis only.");
  private static final Field<Optional<String>> PASSWORD_ENV =
      Field.optional(
          "passwordEnv",
          Kinds.text(
                  "the name of an environment variable, such as MERIDIAN_REDIS_PASSWORD",
                  VARIABLE,
                  "write the variable's name, never the password itself")
              .secret(),
          "Environment variable that holds the user's password; without it the server must ask for"
              + " none. For redis only.");
  private static final Field<String> PREFIX_FIELD =
      Field.of(
          "prefix",
          Kinds.text(
              "a prefix of 1 to 40 of A-Z, a-z, 0-9, '_', '.' and '-'",
              PREFIX,
              "use those letters only"),
          "meridian",
          "What every key in Redis begins with, before the region's name; each gateway needs one of"
              + " its own. For redis only.");
  private static final Field<Duration> TIMEOUT =
      Field.of(
          "timeout",
          Units.duration("1ms", "5s"),
          "50ms",
          "How long one question to Redis may take; after that the look-up found nothing. Three in"
              + " a row, and Redis is not asked until it answers again. For redis only.");

  static final Group<ExactCacheConfig> GROUP =
      new Group<>(
          List.of(
              KIND,
              MAX_ENTRIES,
              MAX_BYTES,
              MAX_ENTRY_BYTES,
              URL_FIELD,
              USER_FIELD,
              PASSWORD_ENV,
              PREFIX_FIELD,
              TIMEOUT),
          ExactCacheConfig::check,
          in ->
              new ExactCacheConfig(
                  in.get(KIND),
                  in.get(MAX_ENTRIES),
                  in.get(MAX_BYTES),
                  in.get(MAX_ENTRY_BYTES),
                  in.get(URL_FIELD),
                  in.get(USER_FIELD),
                  in.get(PASSWORD_ENV),
                  in.get(PREFIX_FIELD),
                  in.get(TIMEOUT)));

  private static void check(Section in) {
    boolean isServer = in.get(KIND) == Kind.REDIS;
    if (isServer && in.get(URL_FIELD).isEmpty()) {
      in.refuse(
          URL_FIELD,
          "expected %s for kind redis, found nothing; add the field 'url'"
              .formatted(URL_FIELD.kind().words()));
    }
    for (Field<? extends Optional<?>> field : List.of(URL_FIELD, USER_FIELD, PASSWORD_ENV)) {
      if (!isServer && in.get(field).isPresent()) {
        in.refuse(
            field,
            "expected it with kind redis only, found it with another; remove it or write kind:"
                + " redis");
      }
    }
    if (in.get(USER_FIELD).isPresent() && in.get(PASSWORD_ENV).isEmpty()) {
      in.refuse(
          PASSWORD_ENV,
          "expected the variable of the user's password, found none; add the field 'passwordEnv'");
    }
  }
}
