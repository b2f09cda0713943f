package meridian.live.provider;

import java.io.IOException;
import java.util.List;
import meridian.ChatRequest;
import meridian.Json;
import meridian.wire.JsonWriter;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/// The body that goes to a provider. To one that speaks OpenAI's API it is the client's, always
/// with the token counts of a stream asked for, and without the members that steer some gateways to
/// another address.
final class UpstreamRequest {
  private static final MediaType JSON = MediaType.get("application/json");

  /// Members by which SDKs and proxies let a caller choose address, key or headers.
  private static final List<String> NEVER_FORWARDED =
      List.of(
          "api_base",
          "api_key",
          "api_version",
          "base_url",
          "extra_body",
          "extra_headers",
          "extra_query",
          "headers");

  private UpstreamRequest() {}

  static RequestBody body(Json.Obj json) {
    return new OneShot(JsonWriter.utf8(json));
  }

  static Json.Obj json(ChatRequest request) {
    Json.Obj body = request.body();
    for (String name : NEVER_FORWARDED) {
      body = body.without(name);
    }
    if (!request.isStreamed()) {
      return body.without("stream").without("stream_options");
    }
    Json.Obj options =
        body.object("stream_options")
            .orElse(Json.Obj.empty())
            .with("include_usage", Json.Bool.TRUE);
    return body.with("stream", Json.Bool.TRUE).with("stream_options", options);
  }

  /// A body that is sent once: a call that failed after its first byte is never repeated, because
  /// the provider may have billed it.
  private static final class OneShot extends RequestBody {
    private final byte[] bytes;

    OneShot(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}
