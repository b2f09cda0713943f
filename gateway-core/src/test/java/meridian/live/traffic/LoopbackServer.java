package meridian.live.traffic;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A small HTTP/1.1 server on loopback that notes what comes and answers as it is told.
final class LoopbackServer implements AutoCloseable {
  final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ServerSocket listener;
  private final Answer answer;

  LoopbackServer(Answer answer) throws IOException {
    this.answer = answer;
    this.listener = new ServerSocket(0, 600, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::listen);
  }

  String baseUrl() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void listen() {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (!socket.isClosed()) {
        Map<String, String> headers = new TreeMap<>();
        line(in);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
          int colon = line.indexOf(':');
          headers.put(
              line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        seen.add(new Seen(headers, socket.getPort(), body));
        answer.to(new Exchange(headers, socket));
      }
    } catch (IOException _) {
      // the client or the test has closed the connection
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("closed");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  /// One request that waits for its answer.
  record Exchange(Map<String, String> headers, Socket socket) {
    /// A complete answer.
    void ok(String body, String... headerLines) throws IOException {
      respond(200, body, headerLines);
    }

    void respond(int status, String body, String... headerLines) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      head(status, bytes.length, headerLines);
      write(bytes);
    }

    /// The head of an answer that promises `length` bytes, or one that ends with the connection
    /// when negative.
    void head(int status, long length, String... headerLines) throws IOException {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " x\r\n");
      for (String line : headerLines) {
        head.append(line).append("\r\n");
      }
      head.append(length < 0 ? "Connection: close" : "Content-Length: " + length);
      write(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }

    void write(byte... bytes) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    }

    void hangUp() throws IOException {
      socket.close();
    }
  }

  interface Answer {
    void to(Exchange exchange) throws IOException;
  }

  record Seen(Map<String, String> headers, int port, String body) {
    String client() {
      return headers.getOrDefault("x-meridian-client", "");
    }
  }
}
