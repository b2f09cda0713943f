package meridian.wire.anthropic;

import meridian.Json;
import meridian.Refusal;
import meridian.RequestId;
import meridian.wire.JsonWriter;

/// Refusals in Anthropic's shape: `{"type":"error","error":{"type","message"},"request_id"}`.
public final class MessagesErrors {
  private MessagesErrors() {}

  /// The response body.
  public static byte[] utf8(Refusal refusal, RequestId id) {
    return JsonWriter.utf8(object(refusal, id));
  }

  /// The event that ends a stream which had begun.
  public static byte[] event(Refusal refusal, RequestId id) {
    return Events.utf8("error", object(refusal, id));
  }

  private static Json.Obj object(Refusal refusal, RequestId id) {
    return Json.Obj.of("type", new Json.Text("error"))
        .with(
            "error",
            Json.Obj.of("type", new Json.Text(type(refusal.status())))
                .with("message", refusal.message()))
        .with("request_id", id.text());
  }

  /// Anthropic's clients choose their error class by the status; the type says the same in words.
  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 504 -> "timeout_error";
      case 503, 529 -> "overloaded_error";
      default -> status < 500 ? "invalid_request_error" : "api_error";
    };
  }
}
