package meridian.live.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// A provider that misbehaves as a test tells it: reads a request, then does with the connection
/// whatever its script says.
public final class ScriptedServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Script script;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger connections = new AtomicInteger();

  public ScriptedServer(Script script) {
    this.script = script;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /// What happens after a request was read; the connection stays open until it returns.
  @FunctionalInterface
  public interface Script {
    void answer(Wire wire) throws IOException;
  }

  /// One connection, after a request.
  public record Wire(InputStream in, OutputStream out) {
    void send(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    /// A whole response with `Content-Length`.
    public void respond(String head, String body) throws IOException {
      int length = body.getBytes(StandardCharsets.UTF_8).length;
      send("HTTP/1.1 " + head + "\r\nContent-Length: " + length + "\r\n\r\n" + body);
    }

    /// The head of an event stream that ends with the connection.
    void beginStream() throws IOException {
      send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
    }

    /// Blocks until the other side closes; what it sends is thrown away.
    void awaitEnd() throws IOException {
      while (in.read() >= 0) {
        // go on
      }
    }
  }

  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1");
  }

  /// Requests as they came, head and body.
  public List<String> requests() {
    return requests;
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      for (String request = read(in); !request.isEmpty(); request = read(in)) {
        requests.add(request);
        Wire wire = new Wire(in, socket.getOutputStream());
        script.answer(wire);
        if (!request.contains("keep going")) {
          return;
        }
      }
    } catch (IOException left) {
      // The client left; the test looks at its own side.
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!bytes.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      bytes.write(next);
    }
    String head = bytes.toString(StandardCharsets.UTF_8);
    int length = 0;
    for (String line : head.lines().toList()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : List.copyOf(sockets)) {
      socket.close();
    }
  }
}
