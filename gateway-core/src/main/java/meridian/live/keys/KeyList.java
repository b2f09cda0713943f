package meridian.live.keys;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import meridian.Json;
import meridian.KeyDigest;
import meridian.KeyId;
import meridian.KeyTerms;
import meridian.ProjectId;
import meridian.limits.RateLimits;
import meridian.wire.JsonReader;
import meridian.wire.JsonWriter;
import meridian.wire.MalformedJson;

/// The text of a keys file: `{"keys":[{"id","sha256","project","created","revoked"}]}`, one key per
/// line, with what it has of its own: `expires`, `oldSha256` and `oldUntil` after a rotation,
/// `cache`, `stale`, `zone`, `requestsPerMinute`, `tokensPerMinute`.
///
/// Everything in it is checked, because a key read wrongly is a key let in or locked out.
final class KeyList {
  /// The most keys in one file.
  static final int MAX_KEYS = 10_000;

  private static final List<String> MEMBERS =
      List.of(
          "id",
          "sha256",
          "project",
          "created",
          "revoked",
          "expires",
          "oldSha256",
          "oldUntil",
          "cache",
          "stale",
          "zone",
          "requestsPerMinute",
          "tokensPerMinute");

  private KeyList() {}

  static List<StoredKey> parse(byte[] text, String file) throws KeyFileBroken {
    Json.Obj root;
    try {
      root = JsonReader.readObject(text);
    } catch (MalformedJson e) {
      throw new KeyFileBroken(
          file
              + ": expected the JSON of a keys file, found "
              + e.getMessage()
              + "; restore it from a copy");
    }
    if (root.size() != 1 || !(root.get("keys").orElse(Json.Null.NULL) instanceof Json.Arr list)) {
      throw new KeyFileBroken(
          file + ": expected {\"keys\":[…]}, found other members; is this the right file?");
    }
    if (list.items().size() > MAX_KEYS) {
      throw new KeyFileBroken(
          "%s: expected at most %d keys, found %d; remove revoked ones"
              .formatted(file, MAX_KEYS, list.items().size()));
    }
    List<StoredKey> keys = new ArrayList<>();
    Set<KeyId> ids = new LinkedHashSet<>();
    for (Json item : list.items()) {
      StoredKey key = new Entry(item, file + " keys[" + keys.size() + "]").key();
      if (!ids.add(key.id())) {
        throw new KeyFileBroken(
            "%s keys[%d].id: expected each key once, found %s again; remove one"
                .formatted(file, keys.size(), key.id()));
      }
      keys.add(key);
    }
    return List.copyOf(keys);
  }

  /// One entry while it is read.
  ///
  /// @param where file and position for messages
  private record Entry(Json item, String where) {
    StoredKey key() throws KeyFileBroken {
      if (!(item instanceof Json.Obj members)) {
        throw new KeyFileBroken(where + ": expected an object, found another value; remove it");
      }
      for (int i = 0; i < members.size(); i++) {
        if (!MEMBERS.contains(members.name(i))) {
          throw new KeyFileBroken(
              "%s: expected the members %s, found another; remove it"
                  .formatted(where, String.join(", ", MEMBERS)));
        }
      }
      return new StoredKey(
          new KeyId(text(members, "id", "[a-z0-9]{12}")),
          KeyDigest.ofHex(text(members, "sha256", "[0-9a-f]{64}")),
          new ProjectId(text(members, "project", "[a-z0-9_-]{1,64}")),
          instant(members, "created"),
          isGiven(members, "revoked") ? Optional.of(instant(members, "revoked")) : Optional.empty(),
          terms(members));
    }

    private KeyTerms terms(Json.Obj members) throws KeyFileBroken {
      return new KeyTerms(
          isGiven(members, "expires")
              ? Optional.of(Moments.nanos(instant(members, "expires")))
              : Optional.empty(),
          isGiven(members, "oldSha256")
              ? Optional.of(
                  new KeyTerms.OldSecret(
                      KeyDigest.ofHex(text(members, "oldSha256", "[0-9a-f]{64}")),
                      Moments.nanos(instant(members, "oldUntil"))))
              : Optional.empty(),
          isGiven(members, "cache")
              ? Optional.of(
                  KeyTerms.CacheUse.valueOf(
                      text(members, "cache", "on|off|read_only|write_only")
                          .toUpperCase(Locale.ROOT)))
              : Optional.empty(),
          isGiven(members, "stale")
              ? Optional.of(
                  KeyTerms.StaleUse.valueOf(
                      text(members, "stale", "serve|refuse").toUpperCase(Locale.ROOT)))
              : Optional.empty(),
          isGiven(members, "zone")
              ? Optional.of(text(members, "zone", "[a-z0-9_-]{1,32}"))
              : Optional.empty(),
          limit(members, "requestsPerMinute"),
          limit(members, "tokensPerMinute"));
    }

    private Optional<Long> limit(Json.Obj members, String name) throws KeyFileBroken {
      if (!isGiven(members, name)) {
        return Optional.empty();
      }
      long limit = members.number(name, 0);
      if (limit < 1 || limit > RateLimits.MOST) {
        throw new KeyFileBroken(
            "%s.%s: expected a whole number from 1 to %d, found another value; correct it"
                .formatted(where, name, RateLimits.MOST));
      }
      return Optional.of(limit);
    }

    private static boolean isGiven(Json.Obj members, String name) {
      return members.get(name).filter(value -> !(value instanceof Json.Null)).isPresent();
    }

    private String text(Json.Obj members, String name, String pattern) throws KeyFileBroken {
      return members
          .text(name)
          .filter(text -> text.matches(pattern))
          .orElseThrow(() ->
              new KeyFileBroken(
                  "%s.%s: expected text like %s, found something else; restore it from a copy"
                      .formatted(where, name, pattern)));
    }

    private Instant instant(Json.Obj members, String name) throws KeyFileBroken {
      try {
        return Instant.parse(text(members, name, "[0-9TZ:.-]{20,30}"));
      } catch (DateTimeException e) {
        throw new KeyFileBroken(
            "%s.%s: expected a moment such as 2026-11-22T14:00:00Z, found none; correct it"
                .formatted(where, name));
      }
    }
  }

  static byte[] print(List<StoredKey> keys) {
    StringBuilder text = new StringBuilder("{\"keys\":[");
    for (int i = 0; i < keys.size(); i++) {
      text.append(i == 0 ? "\n" : ",\n").append(JsonWriter.text(json(keys.get(i))));
    }
    return text.append("\n]}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Json.Obj json(StoredKey key) {
    Json.Obj json =
        Json.Obj.empty()
            .with("id", key.id().text())
            .with("sha256", key.digest().hex())
            .with("project", key.project().name())
            .with("created", key.created().toString())
            .with(
                "revoked",
                key.revoked().<Json>map(at -> new Json.Text(at.toString())).orElse(Json.Null.NULL));
    KeyTerms terms = key.terms();
    if (terms.old().isPresent()) {
      json = json.with("oldSha256", terms.old().get().digest().hex());
      json = json.with("oldUntil", Moments.instant(terms.old().get().untilNanos()).toString());
    }
    return Terms.with(json, terms);
  }
}
