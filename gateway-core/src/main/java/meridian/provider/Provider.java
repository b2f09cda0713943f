package meridian.provider;

import java.util.Optional;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.Refusal;
import meridian.StageTimes;
import meridian.time.Deadline;

/// One provider target: a base URL, or a model of one, in one region.
public interface Provider {

  /// Name for logs, metrics and the `producer` of entries: `openai/us-east-1`.
  String target();

  /// Whether its times and answers are modelled.
  boolean isModelled();

  /// Sends `request` and returns when the provider has begun to answer or refused.
  Answer open(ChatRequest request, Deadline deadline);

  /// The provider's first reaction.
  sealed interface Answer {
    /// It answers.
    ///
    /// @param stream the answer; the caller closes it
    record Answering(Stream stream) implements Answer {}

    /// It refused, or could not be reached.
    ///
    /// @param refusal in the client's words
    /// @param times what was spent until then
    record Refusing(Refusal refusal, StageTimes times) implements Answer {}
  }

  /// An answer as it comes. Confined to the task that opened it.
  interface Stream extends AutoCloseable {
    /// The next piece; waits for it.
    Piece next(Deadline deadline);

    /// Time spent so far in the provider stages (connect, network, first token, stream).
    StageTimes times();

    /// Ends the provider call if it still runs.
    @Override
    void close();
  }

  /// One piece of an answer.
  sealed interface Piece {
    /// A chunk of a stream.
    ///
    /// @param chunk in the shape of a `chat.completion.chunk`, the usage chunk included
    /// @param sizeBytes its length as JSON
    record Chunk(Json.Obj chunk, long sizeBytes) implements Piece {}

    /// The whole answer to a request that was not streamed.
    ///
    /// @param completion the answer
    /// @param sizeBytes its length as JSON
    record Whole(Completion completion, long sizeBytes) implements Piece {}

    /// The provider said that a stream is complete.
    record Done() implements Piece {}

    /// The stream broke off.
    ///
    /// @param refusal in the client's words
    /// @param providerError what the provider itself sent in the stream, when it sent something
    record Broken(Refusal refusal, Optional<Json.Obj> providerError) implements Piece {}
  }
}
