package meridian.live.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.Json;
import meridian.KeyId;
import meridian.live.files.OwnerOnly;
import meridian.wire.JsonReader;
import meridian.wire.JsonWriter;
import meridian.wire.MalformedJson;

/// When keys were last used, to the hour, in a file beside the keys file: the running gateway
/// writes it, `meridian keys list` reads it. It holds public halves and hours only.
///
/// Losing it loses nothing but this knowledge, so that a file that cannot be read counts as empty.
///
/// @param path where it is
public record KeyUses(Path path) {
  private static final int MAX_BYTES = 4 << 20;

  /// The file that belongs to `keys`.
  public static KeyUses beside(Path keys) {
    return new KeyUses(keys.resolveSibling(keys.getFileName() + ".used"));
  }

  /// The hour of each key's last use, in the order of ids.
  public Map<KeyId, Instant> read() throws IOException {
    Map<KeyId, Instant> uses = new TreeMap<>();
    try {
      byte[] text = Files.readAllBytes(path);
      if (text.length <= MAX_BYTES) {
        Json.Obj root = JsonReader.readObject(text);
        for (int i = 0; i < root.size(); i++) {
          Optional<String> hour = root.text(root.name(i));
          if (root.name(i).matches("[a-z0-9]{12}") && hour.isPresent()) {
            uses.put(new KeyId(root.name(i)), Instant.parse(hour.get()));
          }
        }
      }
    } catch (NoSuchFileException | MalformedJson | DateTimeParseException none) {
      return uses;
    }
    return uses;
  }

  /// Adds `newer` to what the file says; says nothing of keys it does not name.
  public void write(Map<KeyId, Instant> newer) throws IOException {
    Map<KeyId, Instant> all = read();
    if (all.entrySet().containsAll(newer.entrySet())) {
      return;
    }
    all.putAll(newer);
    Json.Obj root = Json.Obj.empty();
    for (Map.Entry<KeyId, Instant> use : all.entrySet()) {
      root = root.with(use.getKey().text(), use.getValue().toString());
    }
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    OwnerOnly.file(fresh);
    Files.write(fresh, (JsonWriter.text(root) + "\n").getBytes(StandardCharsets.UTF_8));
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
