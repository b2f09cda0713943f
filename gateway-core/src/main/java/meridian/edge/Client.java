package meridian.edge;

import meridian.AnswerHead;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.Refusal;

/// The way back to the client. Confined to the task that serves the request.
///
/// Every call names the moment its piece is ready at the PoP; the client's side adds the way to the
/// client, waits once, and writes. A piece that is ready earlier than the one before is written
/// directly after it.
public interface Client {

  /// Answers with a whole completion: as JSON, or rendered as a stream when `request` asked for
  /// one.
  void whole(AnswerHead head, ChatRequest request, Completion completion, long readyNanos)
      throws ClientGone;

  /// Begins a stream.
  void begin(AnswerHead head, long readyNanos) throws ClientGone;

  /// Forwards one chunk of the stream that was begun.
  void chunk(Json.Obj chunk, long readyNanos) throws ClientGone;

  /// Ends the stream that was begun: `data: [DONE]`.
  void end(long readyNanos) throws ClientGone;

  /// Answers with an error; in a stream that was begun, `data: {"error":…}` and close.
  void refuse(AnswerHead head, Refusal refusal, long readyNanos) throws ClientGone;

  /// What has been written so far.
  Sent sent();

  /// What has been written to the client.
  ///
  /// @param firstByteNanos when the first byte of the answer reached the client, nanoseconds since
  ///   the epoch; 0 before
  /// @param lastByteNanos when the latest did
  /// @param bytes length of the body written so far
  record Sent(long firstByteNanos, long lastByteNanos, long bytes) {}

  /// The client closed its connection.
  final class ClientGone extends Exception {
    private static final long serialVersionUID = 1L;

    /// Says what was being written.
    public ClientGone(String whileWriting, Throwable cause) {
      super("the client left while the gateway wrote " + whileWriting, cause);
    }
  }
}
