package meridian.live.provider;

import java.io.IOException;
import java.time.Duration;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.Refusal;
import meridian.time.Deadline;
import meridian.time.WorldClock;
import meridian.wire.UnreadableAnswer;
import okhttp3.Call;
import okhttp3.Response;

/// A provider call whose response has begun. Closing it before it [#finished] cancels it at the
/// provider. Confined to the task that made the call.
final class OpenCall implements AutoCloseable {
  private final String target;
  private final Call call;
  private final Response response;
  private final AnswerBytes bytes;
  private final CallTimes times;
  private final UpstreamErrors errors;
  private final WorldClock clock;
  private final Dialect dialect;
  private final Duration betweenChunks;
  private boolean isFinished;

  OpenCall(
      HttpTarget target,
      Call call,
      Response response,
      CallTimes times,
      UpstreamErrors errors,
      WorldClock clock,
      Dialect dialect) {
    this.target = target.name();
    this.call = call;
    this.response = response;
    this.bytes = new AnswerBytes(response, clock, target.limits().maxAnswerBytes());
    this.times = times;
    this.errors = errors;
    this.clock = clock;
    this.dialect = dialect;
    this.betweenChunks = target.limits().betweenChunks();
  }

  String target() {
    return target;
  }

  Completion completion(ChatRequest request, Json.Obj answer) throws UnreadableAnswer {
    return dialect.completion(request, answer, clock.instant());
  }

  Dialect.Reader reader() {
    return dialect.reader(clock.instant());
  }

  AnswerBytes bytes() {
    return bytes;
  }

  CallTimes times() {
    return times;
  }

  UpstreamErrors errors() {
    return errors;
  }

  Refusal refusal(IOException failure) {
    return errors.of(failure, true, true);
  }

  Deadline betweenChunks() {
    return Deadline.in(betweenChunks, clock.nanos());
  }

  boolean isPast(Deadline deadline) {
    return deadline.isPast(clock.nanos());
  }

  /// The answer is complete: its connection can serve another call.
  void finished() {
    isFinished = true;
  }

  @Override
  public void close() {
    if (!isFinished) {
      call.cancel();
    }
    response.close();
  }
}
