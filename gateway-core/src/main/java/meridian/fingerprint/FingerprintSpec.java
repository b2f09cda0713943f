package meridian.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import meridian.Json;

/// The specification: for each field of a chat completion request, whether it selects the answer.
///
/// It is read from `spec-v1.json`, the same file that the JavaScript of an edge worker reads.
/// Immutable.
public final class FingerprintSpec {
  private static final String RESOURCE = "spec-v1.json";

  private final String version;
  private final Map<String, Treatment> full = new HashMap<>();
  private final List<String> article;

  private FingerprintSpec(Json.Obj file) {
    this.version = file.text("version").orElseThrow(() -> wrong("a text 'version'"));
    put(file, "selects", Treatment.SELECTS);
    put(file, "cannot_select", Treatment.CANNOT_SELECT);
    this.article =
        file.items("article").stream()
            .map(item -> item instanceof Json.Text text ? text.value() : "")
            .toList();
    if (article.isEmpty() || article.contains("")) {
      throw wrong("a list of names 'article'");
    }
  }

  /// How one field is treated.
  enum Treatment {
    SELECTS,
    CANNOT_SELECT,
    UNKNOWN
  }

  /// The specification in force.
  ///
  /// @param reader reads JSON from UTF-8, absent when it is malformed: `wire`'s
  ///   `JsonReader::tryRead`
  public static FingerprintSpec load(Function<byte[], Optional<Json>> reader) {
    return new FingerprintSpec(resource(RESOURCE, reader));
  }

  /// Goes into every hash: a new version shares no fingerprint with an old one.
  public String version() {
    return version;
  }

  Treatment treatment(String field, FingerprintMode mode) {
    return switch (mode) {
      case FULL -> {
        Treatment treatment = full.get(field);
        yield treatment == null ? Treatment.UNKNOWN : treatment;
      }
      case ARTICLE -> article.contains(field) ? Treatment.SELECTS : Treatment.CANNOT_SELECT;
    };
  }

  static Json.Obj resource(String name, Function<byte[], Optional<Json>> reader) {
    try (InputStream in = FingerprintSpec.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("expected the resource meridian/fingerprint/" + name);
      }
      return reader
          .apply(in.readAllBytes())
          .filter(Json.Obj.class::isInstance)
          .map(Json.Obj.class::cast)
          .orElseThrow(() -> new IllegalStateException(name + ": expected a JSON object"));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }

  private void put(Json.Obj file, String list, Treatment treatment) {
    Json.Obj fields = file.object(list).orElseThrow(() -> wrong("an object '" + list + "'"));
    for (int i = 0; i < fields.size(); i++) {
      if (full.put(fields.name(i), treatment) != null) {
        throw wrong("'" + fields.name(i) + "' on one list, not on both");
      }
    }
  }

  private static IllegalStateException wrong(String expected) {
    return new IllegalStateException(RESOURCE + ": expected " + expected);
  }
}
