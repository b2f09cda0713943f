package meridian.simulated;

import java.util.Optional;
import meridian.AnswerHead;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.Refusal;
import meridian.edge.Client;
import meridian.network.AccessLink;
import meridian.time.WorldClock;
import meridian.wire.Errors;
import meridian.wire.JsonWriter;
import meridian.wire.Rendering;
import meridian.wire.ResponseHeaders;
import meridian.wire.Sse;
import org.jspecify.annotations.Nullable;

/// One client waiting for its answer: each piece takes the modelled way down, in order.
///
/// Pieces of a stream are stamped with the moment they are here; only the last one is waited for,
/// because nothing happens at the client between them. What comes after the end, or beside a
/// stream, is counted and not received. Confined to the task that serves the request.
final class SimulatedClient implements Client {
  private static final int EVENT_BYTES = Sse.event(new byte[0]).length;

  private final WorldClock clock;
  private final AccessLink access;
  private final String place;
  private final String pop;
  private final Viewer viewer;
  private boolean isCold;
  private @Nullable AnswerHead head;
  private String answerId = "";
  private Optional<Refusal> refusal = Optional.empty();
  private boolean isEnded;
  private int pieces;
  private long lastChoice = -1;
  private long finishedChoices;
  private int surplus;
  private long firstByteNanos;
  private long lastByteNanos;
  private long bytes;

  SimulatedClient(
      WorldClock clock,
      AccessLink access,
      String place,
      String pop,
      boolean isCold,
      Viewer viewer) {
    this.viewer = viewer;
    this.clock = clock;
    this.access = access;
    this.place = place;
    this.pop = pop;
    this.isCold = isCold;
  }

  @Override
  public void whole(AnswerHead answerHead, ChatRequest request, Completion completion, long ready) {
    if (head != null) {
      surplus++;
      return;
    }
    head = answerHead;
    finishedChoices = lastChoice + 1;
    answerId = completion.id();
    byte[] body = Rendering.of(request, completion);
    receive(ready, ResponseHeaders.MODELLED_BYTES + body.length, body.length);
    end();
    viewer.head(200, answerHead);
    viewer.body(body);
  }

  @Override
  public void begin(AnswerHead answerHead, long ready) {
    if (head != null) {
      surplus++;
      return;
    }
    head = answerHead;
    receive(ready, ResponseHeaders.MODELLED_BYTES, 0);
    viewer.head(200, answerHead);
  }

  @Override
  public void chunk(Json.Obj chunk, long ready) {
    if (isSurplus()) {
      return;
    }
    if (answerId.isEmpty()) {
      answerId = chunk.text("id").orElse("");
    }
    if (!chunk.items("choices").isEmpty()
        && chunk.items("choices").getFirst() instanceof Json.Obj choice) {
      lastChoice = Math.max(lastChoice, choice.number("index", 0));
      finishedChoices += choice.text("finish_reason").isPresent() ? 1 : 0;
    }
    long size = (long) EVENT_BYTES + JsonWriter.sizeBytes(chunk);
    receive(ready, size, size);
    if (viewer.isLooking()) {
      viewer.body(Sse.event(JsonWriter.utf8(chunk)));
    }
  }

  @Override
  public void end(long ready) {
    if (isSurplus()) {
      return;
    }
    long size = Sse.done().length;
    receive(ready, size, size);
    end();
  }

  @Override
  public void refuse(AnswerHead answerHead, Refusal why, long ready) {
    if (isEnded) {
      surplus++;
      return;
    }
    boolean isInStream = head != null;
    if (!isInStream) {
      head = answerHead;
    }
    refusal = Optional.of(why);
    byte[] body = Errors.utf8(why);
    receive(
        ready,
        isInStream ? body.length : ResponseHeaders.MODELLED_BYTES + body.length,
        body.length);
    end();
    if (!isInStream) {
      viewer.head(why.status(), answerHead);
    }
    viewer.body(body);
  }

  @Override
  public Sent sent() {
    return new Sent(firstByteNanos, lastByteNanos, bytes);
  }

  /// The answer as it came; empty when it has not ended.
  Optional<Witness.Answer> answer() {
    AnswerHead seen = head;
    if (!isEnded || seen == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Witness.Answer(
            seen,
            answerId,
            refusal,
            pieces,
            bytes,
            finishedChoices > lastChoice,
            surplus,
            firstByteNanos,
            lastByteNanos));
  }

  /// Whether a piece comes without a stream that was begun and has not ended; counts it.
  private boolean isSurplus() {
    boolean isOut = head == null || isEnded;
    surplus += isOut ? 1 : 0;
    return isOut;
  }

  private void receive(long readyNanos, long modelledBytes, long bodyBytes) {
    long here = readyNanos + access.downNanos(place, pop, modelledBytes, isCold);
    isCold = false;
    lastByteNanos = Math.max(lastByteNanos, here);
    if (bodyBytes > 0) {
      pieces++;
      bytes += bodyBytes;
      if (firstByteNanos == 0) {
        firstByteNanos = lastByteNanos;
      }
    }
  }

  private void end() {
    clock.sleepUntil(lastByteNanos);
    isEnded = true;
  }
}
