package meridian.live.provider;

import java.io.IOException;
import java.util.Optional;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.StageTimes;
import meridian.provider.Provider;
import meridian.provider.ProviderErrors;
import meridian.time.Deadline;
import meridian.wire.JsonReader;
import meridian.wire.JsonWriter;
import meridian.wire.MalformedJson;
import meridian.wire.UnreadableAnswer;

/// The answer to a request that was not streamed: read as a whole, then done.
final class WholeAnswer implements Provider.Stream {
  private final OpenCall call;
  private final ChatRequest request;
  private boolean isRead;

  WholeAnswer(OpenCall call, ChatRequest request) {
    this.call = call;
    this.request = request;
  }

  @Override
  public Provider.Piece next(Deadline deadline) {
    if (isRead) {
      return new Provider.Piece.Done();
    }
    isRead = true;
    try {
      byte[] bytes = call.bytes().readAll(deadline);
      call.finished();
      call.times().piece();
      return piece(bytes);
    } catch (IOException e) {
      call.times().piece();
      return new Provider.Piece.Broken(call.refusal(e), Optional.empty());
    }
  }

  private Provider.Piece piece(byte[] bytes) {
    try {
      if (!(JsonReader.readAnswer(bytes) instanceof Json.Obj body)) {
        return unreadable("JSON that is no object");
      }
      if (body.has("error") && !body.has("choices")) {
        return new Provider.Piece.Broken(call.errors().inAnswer(body), Optional.of(body));
      }
      Completion completion = call.completion(request, body);
      return new Provider.Piece.Whole(completion, JsonWriter.sizeBytes(completion.body()));
    } catch (UnreadableAnswer e) {
      return unreadable(e.found());
    } catch (MalformedJson e) {
      return unreadable("something that is no JSON");
    }
  }

  private Provider.Piece unreadable(String found) {
    return new Provider.Piece.Broken(
        ProviderErrors.unreadable(call.target(), found), Optional.empty());
  }

  @Override
  public StageTimes times() {
    return call.times().times();
  }

  @Override
  public void close() {
    call.close();
  }
}
