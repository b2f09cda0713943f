package meridian.wire;

import java.util.Optional;
import meridian.Json;
import meridian.Refusal;

/// Refusals in OpenAI's shape: `{"error":{"message","type","param","code"}}`.
public final class Errors {
  private Errors() {}

  /// The error object, `param` being `null` when no field is at fault.
  public static Json.Obj object(Refusal refusal) {
    Json param = refusal.param().<Json>map(Json.Text::new).orElse(Json.Null.NULL);
    Json.Obj error =
        Json.Obj.of("message", new Json.Text(refusal.message()))
            .with("type", refusal.type())
            .with("param", param)
            .with("code", refusal.code());
    return Json.Obj.of("error", error);
  }

  /// The response body.
  public static byte[] utf8(Refusal refusal) {
    return JsonWriter.utf8(object(refusal));
  }

  /// The event that ends a stream which had begun: the provider's own words when it sent some.
  public static byte[] event(Refusal refusal, Optional<Json.Obj> providerError) {
    return Sse.event(JsonWriter.utf8(providerError.orElseGet(() -> object(refusal))));
  }
}
