package meridian.control;

import java.util.Optional;
import meridian.KeyId;
import meridian.live.keys.KeyFile;
import meridian.live.keys.KeyFileBroken;
import meridian.live.keys.StoredKey;
import picocli.CommandLine.Parameters;

/// The key that a `keys` command is about.
final class KeyParameter {
  @Parameters(
      paramLabel = "ID",
      description = "The 12 characters after mk_; a whole key is accepted, too.")
  private String id = "";

  /// The public half that was given, or that what was given begins with.
  ///
  /// @param verb of the command, for what it says when there is none
  KeyId id(String verb) throws Refused {
    String half = id.startsWith("mk_") ? id.substring(3) : id;
    half = half.length() > 12 ? half.substring(0, 12) : half;
    if (!half.matches("[a-z0-9]{12}")) {
      throw new Refused(
          "keys "
              + verb
              + ": expected 12 of a-z and 0-9, found something else; list them with"
              + " 'meridian keys list'");
    }
    return new KeyId(half);
  }

  /// That key in `file`, as it may still be changed.
  StoredKey find(String verb, KeyFile file) throws KeyFileBroken, Refused {
    KeyId key = id(verb);
    Optional<StoredKey> found =
        file.read().stream().filter(each -> each.id().equals(key)).findFirst();
    if (found.isEmpty() || found.get().revoked().isPresent()) {
      throw new Refused(
          "keys %s: expected a key of %s that is not revoked, found %s; list them with 'meridian keys list'"
              .formatted(verb, file.path(), found.isEmpty() ? "no " + key : key + ", which is"));
    }
    return found.get();
  }
}
