package meridian.live.http;

import java.io.IOException;
import java.util.OptionalLong;
import meridian.AnswerHead;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.Refusal;
import meridian.edge.Client;
import meridian.network.AccessLink;
import meridian.time.Interruption;
import meridian.time.WorldClock;
import meridian.wire.Headers;
import meridian.wire.Rendering;
import meridian.wire.ResponseHeaders;
import meridian.wire.Sse;

/// The way back to one HTTP client: each piece waits for the modelled way down, then is written.
///
/// Pieces keep their order: one that would overtake the piece before is written directly after it.
final class ClientSide implements Client {
  private static final String JSON = "application/json";

  private final Exchange exchange;
  private final AnswerForm form;
  private final AccessLink access;
  private final WorldClock clock;
  private final String client;
  private final String pop;
  private boolean isCold;
  private boolean isStreaming;
  private boolean isEnded;
  private boolean isClientGone;
  private long notBeforeNanos;
  private long firstByteNanos;
  private long lastByteNanos;
  private long bytes;

  ClientSide(
      Exchange exchange,
      AnswerForm form,
      AccessLink access,
      WorldClock clock,
      String client,
      String pop) {
    this.exchange = exchange;
    this.form = form;
    this.access = access;
    this.clock = clock;
    this.client = client;
    this.pop = pop;
    this.isCold = exchange.isFirstOnConnection();
  }

  @Override
  public void whole(AnswerHead head, ChatRequest request, Completion completion, long readyNanos)
      throws ClientGone {
    expectUnbegun();
    boolean isStreamed = request.isStreamed();
    byte[] body = Rendering.of(request, completion);
    long nowNanos = await(readyNanos, ResponseHeaders.MODELLED_BYTES + body.length);
    Headers headers = headers(head, readyNanos, nowNanos);
    if (isStreamed) {
      streaming(headers);
    }
    exchange.head(200, headers, isStreamed ? Sse.CONTENT_TYPE : JSON, OptionalLong.of(body.length));
    isEnded = true;
    write(body, true);
  }

  @Override
  public void begin(AnswerHead head, long readyNanos) throws ClientGone {
    expectUnbegun();
    await(readyNanos, ResponseHeaders.MODELLED_BYTES);
    Headers headers = streaming(form.named(ResponseHeaders.of(head)));
    exchange.head(200, headers, Sse.CONTENT_TYPE, OptionalLong.empty());
    isStreaming = true;
    write(new byte[0], false);
  }

  @Override
  public void chunk(Json.Obj chunk, long readyNanos) throws ClientGone {
    expectStreaming();
    byte[] events = form.events(chunk);
    if (events.length > 0) {
      await(readyNanos, events.length);
      write(events, false);
    }
  }

  @Override
  public void end(long readyNanos) throws ClientGone {
    expectStreaming();
    byte[] event = form.end();
    await(readyNanos, event.length);
    isEnded = true;
    write(event, true);
  }

  @Override
  public void refuse(AnswerHead head, Refusal refusal, long readyNanos) throws ClientGone {
    if (isStreaming) {
      expectStreaming();
      byte[] event = form.broken(refusal);
      await(readyNanos, event.length);
      isEnded = true;
      write(event, true);
      return;
    }
    expectUnbegun();
    byte[] body = form.refused(refusal);
    long nowNanos = await(readyNanos, ResponseHeaders.MODELLED_BYTES + body.length);
    Headers headers = headers(head, readyNanos, nowNanos);
    ResponseHeaders.retrying(headers, refusal);
    exchange.head(refusal.status(), headers, JSON, OptionalLong.of(body.length));
    isEnded = true;
    write(body, true);
  }

  @Override
  public Sent sent() {
    return new Sent(firstByteNanos, lastByteNanos, bytes);
  }

  /// Whether the answer has been given to its end.
  boolean isEnded() {
    return isEnded;
  }

  /// Whether a write failed because the client has left.
  boolean isClientGone() {
    return isClientGone;
  }

  /// Headers of an answer that leaves in one piece: the way down and the total are known.
  private Headers headers(AnswerHead head, long readyNanos, long nowNanos) {
    long downNanos = Math.max(0, nowNanos - readyNanos);
    return form.named(ResponseHeaders.of(head, downNanos, nowNanos - exchange.arrivedNanos()));
  }

  /// Nobody on the way may keep or hold back a stream.
  private static Headers streaming(Headers headers) {
    return headers.add("Cache-Control", "no-cache").add("X-Accel-Buffering", "no");
  }

  /// Waits until a piece that is ready at `readyNanos` has come down to the client; returns now.
  private long await(long readyNanos, long pieceBytes) throws ClientGone {
    long downNanos = access.downNanos(client, pop, pieceBytes, isCold);
    isCold = false;
    notBeforeNanos = Math.max(notBeforeNanos, readyNanos + downNanos);
    try {
      long nowNanos = clock.nanos();
      if (nowNanos < notBeforeNanos) {
        clock.sleepUntil(notBeforeNanos);
        nowNanos = clock.nanos();
      }
      return nowNanos;
    } catch (Interruption stopped) {
      if (exchange.isClientGone()) {
        throw new ClientGone("an answer on its way", stopped);
      }
      throw stopped;
    }
  }

  private void write(byte[] piece, boolean isLast) throws ClientGone {
    try {
      exchange.write(piece, isLast);
    } catch (IOException gone) {
      isClientGone = true;
      throw new ClientGone(isStreaming ? "a stream" : "an answer", gone);
    }
    if (piece.length > 0) {
      lastByteNanos = clock.nanos();
      if (firstByteNanos == 0) {
        firstByteNanos = lastByteNanos;
      }
      bytes += piece.length;
    }
  }

  private void expectUnbegun() {
    if (isStreaming || isEnded) {
      throw new IllegalStateException(
          "client: expected one answer, found a second one after " + bytes + " bytes");
    }
  }

  private void expectStreaming() {
    if (!isStreaming || isEnded) {
      throw new IllegalStateException(
          "client: expected a stream that was begun and not ended, found "
              + (isEnded ? "an ended one" : "none"));
    }
  }
}
