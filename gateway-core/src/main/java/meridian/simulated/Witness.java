package meridian.simulated;

import java.util.List;
import java.util.Optional;
import meridian.AnswerHead;
import meridian.Refusal;
import meridian.RequestId;
import meridian.scenario.Planned;

/// Sees what clients see: knowledge that does not come from the gateway's own account of itself.
///
/// Called in the order of the world's clock, by one task at a time.
public interface Witness {
  /// Every one of `witnesses`, in this order.
  static Witness all(List<Witness> witnesses) {
    return new Witnesses(witnesses);
  }

  /// A client sends.
  default void sent(Sent request) {}

  /// A client has its whole answer, or its error.
  default void answered(Sent request, Answer answer) {}

  /// A client's request ended without either: the client left, or its world ended.
  default void abandoned(Sent request, long atNanos) {}

  /// A request as its client knows it.
  ///
  /// @param id the name that the gateway will know it by
  /// @param planned what is asked
  /// @param sentNanos when its first byte left the client
  /// @param cacheControl the client's wishes, the header `Cache-Control`
  record Sent(RequestId id, Planned planned, long sentNanos, Optional<String> cacheControl) {}

  /// An answer as its client got it.
  ///
  /// @param head what the response headers say
  /// @param answerId the member `id` of the completion; empty for a refusal
  /// @param refusal the error, when it was one; in mid-stream after `answerId` was seen
  /// @param pieces how many pieces the body came in
  /// @param bytes length of the body
  /// @param isWhole whether it came to its end: a stream with the finish reason of every choice
  /// @param surplus pieces and answers that came after its end
  /// @param firstByteNanos when its first byte was here
  /// @param lastByteNanos when its last was
  record Answer(
      AnswerHead head,
      String answerId,
      Optional<Refusal> refusal,
      int pieces,
      long bytes,
      boolean isWhole,
      int surplus,
      long firstByteNanos,
      long lastByteNanos) {}
}
