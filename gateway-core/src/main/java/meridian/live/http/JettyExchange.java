package meridian.live.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import meridian.wire.Headers;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/// One exchange on a Jetty connection.
final class JettyExchange implements Exchange {
  /// How long a client may go on sending a body that was refused.
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final Request request;
  private final Response response;
  private final GuardedEndPoint connection;
  private final JettyBody body;
  private boolean isAborted;

  JettyExchange(Request request, Response response, GuardedEndPoint connection, JettyBody body) {
    this.request = request;
    this.response = response;
    this.connection = connection;
    this.body = body;
  }

  @Override
  public Entrance entrance() {
    return connection.entrance();
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String path() {
    String path = request.getHttpURI().getCanonicalPath();
    return path == null ? "" : path;
  }

  @Override
  public int targetLength() {
    String target = request.getHttpURI().getPathQuery();
    return target == null ? 0 : target.length();
  }

  @Override
  public List<String> headers(String name) {
    return request.getHeaders().getValuesList(name);
  }

  @Override
  public boolean isFirstOnConnection() {
    return connection.isFirstRequest();
  }

  @Override
  public long arrivedNanos() {
    return connection.arrivedNanos();
  }

  @Override
  public byte[] body() throws BodyRefused, IOException {
    return body.read();
  }

  @Override
  public void watch() {
    connection.watch();
  }

  @Override
  public void unwatch() {
    connection.unwatch();
  }

  @Override
  public boolean isClientGone() {
    return connection.isClientGone();
  }

  @Override
  public void head(int status, Headers headers, String contentType, OptionalLong length) {
    response.setStatus(status);
    for (int i = 0; i < headers.size(); i++) {
      response.getHeaders().add(headers.name(i), headers.value(i));
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    if (length.isPresent()) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length.getAsLong());
    }
  }

  @Override
  public void write(byte[] bytes, boolean isLast) throws IOException {
    Content.Sink.write(response, isLast, ByteBuffer.wrap(bytes));
  }

  @Override
  public void answer(int status, Headers headers, String contentType, byte[] bytes, boolean closing)
      throws IOException {
    head(status, headers, contentType, OptionalLong.of(bytes.length));
    if (!closing) {
      write(bytes, true);
      return;
    }
    response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    write(bytes, false);
    if (!request.getHeaders().contains(HttpHeader.EXPECT)) {
      body.drain(DRAIN);
    }
  }

  @Override
  public boolean isCommitted() {
    return response.isCommitted();
  }

  @Override
  public void abort() {
    isAborted = true;
  }

  boolean isAborted() {
    return isAborted;
  }
}
