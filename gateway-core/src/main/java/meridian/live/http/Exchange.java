package meridian.live.http;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import meridian.Refusal;
import meridian.wire.Headers;

/// One request and its response, whatever server carries them. Confined to the request's virtual
/// thread.
interface Exchange {
  /// The listener it came in through.
  Entrance entrance();

  /// `POST`.
  String method();

  /// The path without query: `/v1/chat/completions`.
  String path();

  /// Length of the request target as sent.
  int targetLength();

  /// The values of header `name`, in order; the name's case does not matter.
  List<String> headers(String name);

  /// Whether it is the first request on its connection.
  boolean isFirstOnConnection();

  /// When its first byte arrived, nanoseconds since the epoch.
  long arrivedNanos();

  /// Reads the whole body, within the bounds.
  byte[] body() throws BodyRefused, IOException;

  /// Interrupts this thread when the client closes its connection, until [#unwatch].
  void watch();

  /// Ends [#watch] and clears an interrupt of it.
  void unwatch();

  /// Whether the client is known to have closed its connection.
  boolean isClientGone();

  /// Sets status and headers; nothing is sent before [#write].
  ///
  /// @param length of the body when it is known; otherwise it is sent in chunks
  void head(int status, Headers headers, String contentType, OptionalLong length);

  /// Sends `bytes`, with the head when it has not been sent, and returns when they are handed to
  /// the network.
  void write(byte[] bytes, boolean isLast) throws IOException;

  /// Answers with a whole body. With `closing` the connection ends with this answer.
  void answer(int status, Headers headers, String contentType, byte[] body, boolean closing)
      throws IOException;

  /// Whether the head has been sent.
  boolean isCommitted();

  /// Breaks the connection off, so that a half-sent answer cannot look whole.
  void abort();

  /// The body is too large, too slow, or came at the wrong time.
  final class BodyRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;
    private final String reason;

    BodyRefused(Refusal refusal, String reason) {
      super(reason);
      this.refusal = refusal;
      this.reason = reason;
    }

    Refusal refusal() {
      return refusal;
    }

    /// For [meridian.telemetry.Event.ConnectionCut].
    String reason() {
      return reason;
    }
  }
}
