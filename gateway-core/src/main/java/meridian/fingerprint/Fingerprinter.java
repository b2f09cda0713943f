package meridian.fingerprint;

import java.util.Optional;
import meridian.ChatRequest;
import meridian.Json;
import meridian.JsonBytes;

/// Turns requests into fingerprints, in one mode of one specification.
///
/// The hash is SHA-256 over `meridian-fp`, the byte 1, and seven frames: specification version,
/// mode, tenant scope, effective provider, effective model, endpoint, canonical JSON. A frame is
/// its length in bytes (32 bits, highest byte first) and its UTF-8, so no two lists of frames run
/// together into the same bytes. Immutable, safe for any number of threads.
public final class Fingerprinter {
  private static final String MAGIC = "meridian-fp\u0001";

  private final FingerprintSpec spec;
  private final FingerprintMode mode;

  private Fingerprinter(FingerprintSpec spec, FingerprintMode mode) {
    this.spec = spec;
    this.mode = mode;
  }

  /// A fingerprinter of the given specification and mode.
  public static Fingerprinter of(FingerprintSpec spec, FingerprintMode mode) {
    return new Fingerprinter(spec, mode);
  }

  /// The mode it hashes in.
  public FingerprintMode mode() {
    return mode;
  }

  /// The specification it follows.
  public FingerprintSpec spec() {
    return spec;
  }

  /// The fingerprint of `request` within `scope`, or why it has none.
  public FingerprintResult fingerprint(ChatRequest request, FingerprintScope scope) {
    return fingerprint(request.body(), scope);
  }

  /// The canonical JSON that is hashed; empty when the request has none, and [#fingerprint] says
  /// why.
  public Optional<byte[]> canonical(ChatRequest request) {
    JsonBytes out = new JsonBytes(1024);
    return new CanonicalForm(out).append(request.body(), spec, mode)
        ? Optional.of(out.toByteArray())
        : Optional.empty();
  }

  FingerprintResult fingerprint(Json.Obj body, FingerprintScope scope) {
    Workbench bench = Workbench.take();
    FingerprintResult result = fingerprint(body, scope, bench);
    bench.putBack();
    return result;
  }

  private FingerprintResult fingerprint(Json.Obj body, FingerprintScope scope, Workbench bench) {
    JsonBytes out = bench.bytes;
    out.ascii(MAGIC);
    frame(out, spec.version());
    frame(out, mode.text());
    frame(out, scope.tenant());
    frame(out, scope.provider());
    frame(out, scope.model());
    frame(out, scope.endpoint());
    int frame = out.length();
    out.int32(0);
    CanonicalForm form = new CanonicalForm(out);
    if (!form.append(body, spec, mode)) {
      return form.obstacle().orElseThrow();
    }
    out.set32(frame, out.length() - frame - Integer.BYTES);
    return new FingerprintResult.Fingerprinted(bench.hash());
  }

  private static void frame(JsonBytes out, String text) {
    int at = out.length();
    out.int32(0);
    out.utf8(text);
    out.set32(at, out.length() - at - Integer.BYTES);
  }
}
