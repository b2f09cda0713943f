package meridian.live.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// A client that sends exactly the bytes it is told to.
final class RawSocket implements AutoCloseable {
  final Socket socket;
  private final InputStream in;
  private boolean isBehindChunk;

  RawSocket(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
      in = socket.getInputStream();
    } catch (IOException e) {
      throw new AssertionError("a connection to port " + port, e);
    }
  }

  /// A response with a Content-Length or chunks.
  record Response(int status, String head, String body) {
    Optional<String> header(String name) {
      for (String line : head.lines().toList()) {
        int colon = line.indexOf(':');
        if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
          return Optional.of(line.substring(colon + 1).strip());
        }
      }
      return Optional.empty();
    }
  }

  RawSocket send(String latin1) throws IOException {
    socket.getOutputStream().write(latin1.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /// Sends what the server takes; a server that has closed meanwhile is no failure.
  RawSocket trySend(String latin1) {
    try {
      return send(latin1);
    } catch (IOException closed) {
      return this;
    }
  }

  RawSocket post(String body) throws IOException {
    return send(post("/v1/chat/completions", "", body));
  }

  static String post(String path, String headers, String body) {
    int length = body.getBytes(StandardCharsets.ISO_8859_1).length;
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n%s\r\n%s"
        .formatted(path, length, headers, body);
  }

  static String get(String path, String headers) {
    return "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(path, headers);
  }

  /// Reads one response to its end.
  Response response() throws IOException {
    String head = head();
    String lower = head.toLowerCase(Locale.ROOT);
    String body;
    if (lower.contains("transfer-encoding: chunked")) {
      StringBuilder text = new StringBuilder();
      for (String piece = chunk(); !piece.isEmpty(); piece = chunk()) {
        text.append(piece);
      }
      body = text.toString();
    } else {
      int length =
          new Response(0, head, "").header("Content-Length").map(Integer::parseInt).orElse(0);
      body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
    return new Response(Integer.parseInt(head.substring(9, 12)), head, body);
  }

  /// Reads a response's head, empty line included.
  String head() throws IOException {
    return until("\r\n\r\n");
  }

  /// Reads one chunk of a chunked response; empty for the last. The line break behind a chunk's
  /// data is read with the next: the server sends it so.
  String chunk() throws IOException {
    if (isBehindChunk) {
      until("\r\n");
    }
    int size = Integer.parseInt(until("\r\n").strip(), 16);
    String data = new String(in.readNBytes(size), StandardCharsets.UTF_8);
    isBehindChunk = size > 0;
    if (size == 0) {
      until("\r\n");
    }
    return data;
  }

  /// Whether the server closes within `longest`, whatever it sends before.
  boolean closesWithin(Duration longest) {
    long until = System.nanoTime() + longest.toNanos();
    byte[] buffer = new byte[4096];
    try {
      while (true) {
        long leftMillis = (until - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0) {
          return false;
        }
        socket.setSoTimeout((int) leftMillis);
        if (in.read(buffer) < 0) {
          return true;
        }
      }
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private String until(String end) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith(end)) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("closed after: " + text);
      }
      read.write(b);
      text = read.toString(StandardCharsets.UTF_8);
    }
    return text;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
