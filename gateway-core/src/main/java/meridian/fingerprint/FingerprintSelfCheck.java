package meridian.fingerprint;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import meridian.Json;
import meridian.JsonBytes;

/// Checks this execution against the golden vectors, at start-up: an edge and an origin that answer
/// otherwise than the specification would silently miss, or mix up, each other's entries.
public final class FingerprintSelfCheck {
  private static final String RESOURCE = "golden-vectors-v1.json";

  private final FingerprintSpec spec;
  private final Function<byte[], Optional<Json>> reader;

  private FingerprintSelfCheck(FingerprintSpec spec, Function<byte[], Optional<Json>> reader) {
    this.spec = spec;
    this.reader = reader;
  }

  /// What the check found.
  ///
  /// @param vectors how many vectors agreed
  /// @param mismatch the first that did not: its name, what was expected, what was found
  public record Report(int vectors, Optional<String> mismatch) {
    /// Whether the gateway may serve.
    public boolean isSound() {
      return mismatch.isEmpty();
    }
  }

  /// Checks all vectors, stopping at the first mismatch; it takes some milliseconds.
  ///
  /// @param reader the reader that requests go through: `wire`'s `JsonReader::tryRead`
  public static Report run(FingerprintSpec spec, Function<byte[], Optional<Json>> reader) {
    return run(spec, reader, FingerprintSpec.resource(RESOURCE, reader));
  }

  static Report run(
      FingerprintSpec spec, Function<byte[], Optional<Json>> reader, Json.Obj vectors) {
    FingerprintSelfCheck check = new FingerprintSelfCheck(spec, reader);
    int agreed = 0;
    for (Json item : vectors.items("vectors")) {
      Json.Obj vector = (Json.Obj) item;
      String expected = expected(vector);
      String found = check.found(vector);
      if (!expected.equals(found)) {
        String mismatch =
            "golden vector '%s' of specification %s: expected %s, found %s"
                .formatted(text(vector, "name"), spec.version(), expected, found);
        return new Report(agreed, Optional.of(mismatch));
      }
      agreed++;
    }
    return agreed == 0
        ? new Report(0, Optional.of(RESOURCE + ": expected vectors, found none"))
        : new Report(agreed, Optional.empty());
  }

  private static String expected(Json.Obj vector) {
    if (vector.isTrue("refused")) {
      return "a refusal";
    }
    if (vector.has("uncacheable")) {
      return text(vector, "uncacheable") + " at " + text(vector, "field");
    }
    return text(vector, "hash") + " of " + decode(text(vector, "canonical"));
  }

  private String found(Json.Obj vector) {
    Optional<Json> body = reader.apply(Base64.getDecoder().decode(text(vector, "body")));
    if (body.isEmpty() || !(body.get() instanceof Json.Obj request)) {
      return "a refusal";
    }
    Json.Obj scope = vector.object("scope").orElseThrow();
    FingerprintMode mode = FingerprintMode.valueOf(text(vector, "mode").toUpperCase(Locale.ROOT));
    FingerprintResult result =
        Fingerprinter.of(spec, mode)
            .fingerprint(
                request,
                new FingerprintScope(
                    text(scope, "tenant"),
                    text(scope, "provider"),
                    text(scope, "model"),
                    text(scope, "endpoint")));
    return switch (result) {
      case FingerprintResult.Uncacheable(Obstacle obstacle, String field) ->
          obstacle + " at " + field;
      case FingerprintResult.Fingerprinted(var fingerprint) -> {
        JsonBytes canonical = new JsonBytes(512);
        new CanonicalForm(canonical).append(request, spec, mode);
        yield fingerprint.hex() + " of " + canonical;
      }
    };
  }

  private static String decode(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static String text(Json.Obj object, String name) {
    return object
        .text(name)
        .orElseThrow(
            () -> new IllegalStateException(RESOURCE + ": expected a text '" + name + "'"));
  }
}
