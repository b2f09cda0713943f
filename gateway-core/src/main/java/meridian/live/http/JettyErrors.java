package meridian.live.http;

import java.nio.ByteBuffer;
import java.util.Map;
import meridian.Refusal;
import meridian.RequestId;
import meridian.telemetry.Event;
import meridian.wire.Errors;
import meridian.wire.Headers;
import meridian.wire.ResponseHeaders;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Gives the refusals that Jetty makes by itself (framing, header size) the shape of all others.
final class JettyErrors implements Request.Handler {
  private static final Map<Integer, String> REASONS =
      Map.of(
          400, "bad_framing",
          408, "header_timeout",
          413, "body_too_large",
          414, "uri_too_long",
          417, "bad_expectation",
          426, "bad_version",
          431, "header_too_large",
          505, "bad_version");

  private final HttpService service;
  private final HttpBounds bounds;

  JettyErrors(HttpService service, HttpBounds bounds) {
    this.service = service;
    this.bounds = bounds;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int found = response.getStatus();
    int status = found >= 400 && found <= 599 ? found : 500;
    String reason = REASONS.getOrDefault(status, "internal_error");
    if (REASONS.containsKey(status)) {
      service.events().accept(new Event.ConnectionCut(reason, service.clock().nanos()));
    }
    RequestId id = service.ids().get();
    Refusal refusal =
        Refusal.permanent(
            status,
            status >= 500 ? "server_error" : "invalid_request_error",
            reason,
            status >= 500 ? "The gateway failed on this request." : message(status, request));
    byte[] body = Errors.utf8(refusal);
    Headers headers = ResponseHeaders.of(id, refusal);
    for (int i = 0; i < headers.size(); i++) {
      response.getHeaders().put(headers.name(i), headers.value(i));
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  /// Jetty's own words name the rule that was broken, without what was sent.
  private String message(int status, Request request) {
    if (status == 431) {
      return "Expected request line and headers of at most %d bytes together, found more; send fewer or shorter headers."
          .formatted(bounds.headerBytes());
    }
    Object words = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    return "Expected a request as RFC 9112 has it, found: " + (words == null ? "none" : words);
  }
}
