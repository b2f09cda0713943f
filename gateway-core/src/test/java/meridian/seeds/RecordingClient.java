package meridian.seeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.AnswerHead;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.Refusal;
import meridian.edge.Client;
import meridian.time.WorldClock;
import org.jspecify.annotations.Nullable;

/// A client that keeps what it is sent, a fixed way from its PoP; it can leave after a number of
/// chunks.
final class RecordingClient implements Client {
  private final WorldClock clock;
  private final long downNanos;
  private final List<Json.Obj> chunks = new ArrayList<>();
  private final List<Long> chunkNanos = new ArrayList<>();
  private @Nullable AnswerHead head;
  private Optional<Completion> whole = Optional.empty();
  private Optional<Refusal> refusal = Optional.empty();
  private boolean isEnded;
  private long firstNanos;
  private long lastNanos;
  private int leaveAfterChunks = Integer.MAX_VALUE;

  RecordingClient(WorldClock clock, long downNanos) {
    this.clock = clock;
    this.downNanos = downNanos;
  }

  void leaveAfter(int chunkCount) {
    leaveAfterChunks = chunkCount;
  }

  AnswerHead head() {
    return java.util.Objects.requireNonNull(head, "the client got no answer");
  }

  List<Json.Obj> chunks() {
    return chunks;
  }

  List<Long> chunkNanos() {
    return chunkNanos;
  }

  Optional<Completion> whole() {
    return whole;
  }

  Optional<Refusal> refusal() {
    return refusal;
  }

  boolean isEnded() {
    return isEnded;
  }

  /// The answer's text, however it came.
  String text() {
    if (whole.isPresent()) {
      return choice(whole.get().body())
          .flatMap(choice -> choice.object("message"))
          .flatMap(message -> message.text("content"))
          .orElse("");
    }
    StringBuilder text = new StringBuilder();
    for (Json.Obj chunk : chunks) {
      text.append(
          choice(chunk)
              .flatMap(choice -> choice.object("delta"))
              .flatMap(delta -> delta.text("content"))
              .orElse(""));
    }
    return text.toString();
  }

  private static Optional<Json.Obj> choice(Json.Obj body) {
    return body.items("choices").stream().findFirst().map(choice -> (Json.Obj) choice);
  }

  @Override
  public void whole(AnswerHead answerHead, ChatRequest request, Completion completion, long ready) {
    head = answerHead;
    receive(ready);
    whole = Optional.of(completion);
    isEnded = true;
  }

  @Override
  public void begin(AnswerHead answerHead, long ready) {
    head = answerHead;
    receive(ready);
  }

  @Override
  public void chunk(Json.Obj chunk, long ready) throws ClientGone {
    if (chunks.size() >= leaveAfterChunks) {
      throw new ClientGone("a chunk", new IllegalStateException("the test's client left"));
    }
    receive(ready);
    chunks.add(chunk);
    chunkNanos.add(clock.nanos());
  }

  @Override
  public void end(long ready) {
    receive(ready);
    isEnded = true;
  }

  @Override
  public void refuse(AnswerHead answerHead, Refusal why, long ready) {
    head = answerHead;
    receive(ready);
    refusal = Optional.of(why);
    isEnded = true;
  }

  private void receive(long ready) {
    clock.sleepUntil(ready + downNanos);
    lastNanos = clock.nanos();
    if (firstNanos == 0) {
      firstNanos = lastNanos;
    }
  }

  @Override
  public Sent sent() {
    return new Sent(firstNanos, lastNanos, chunks.size());
  }
}
