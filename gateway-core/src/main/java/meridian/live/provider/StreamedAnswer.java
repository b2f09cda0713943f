package meridian.live.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import meridian.Json;
import meridian.Refusal;
import meridian.StageTimes;
import meridian.provider.Provider;
import meridian.provider.ProviderErrors;
import meridian.time.Deadline;
import meridian.wire.JsonReader;
import meridian.wire.MalformedJson;
import meridian.wire.SseParser;

/// An answer as server-sent events: chunks until `[DONE]`, or until it breaks.
final class StreamedAnswer implements Provider.Stream {
  private final OpenCall call;
  private final SseParser parser;
  private final byte[] buffer = new byte[8 << 10];
  private final ArrayDeque<SseParser.Event> events = new ArrayDeque<>();
  private Optional<Provider.Piece> first = Optional.empty();
  private boolean isOver;

  StreamedAnswer(OpenCall call, int maxEventBytes) {
    this.call = call;
    this.parser = new SseParser(maxEventBytes);
  }

  /// Waits for the first piece, keeps it for [#next], and says why there is none if there is none.
  Optional<Refusal> begin(Deadline deadline) {
    Provider.Piece piece = read(deadline);
    call.times().begun();
    first = Optional.of(piece);
    return piece instanceof Provider.Piece.Broken broken
        ? Optional.of(broken.refusal())
        : Optional.empty();
  }

  @Override
  public Provider.Piece next(Deadline deadline) {
    if (first.isPresent()) {
      Provider.Piece piece = first.get();
      first = Optional.empty();
      return piece;
    }
    Provider.Piece piece = read(deadline.orEarlier(call.betweenChunks()));
    call.times().piece();
    return piece;
  }

  private Provider.Piece read(Deadline deadline) {
    if (isOver) {
      throw new IllegalStateException(
          "expected no read after the end of " + call.target() + "'s answer");
    }
    try {
      while (events.isEmpty()) {
        int length = call.bytes().read(buffer, deadline);
        if (length < 0) {
          return broken(ProviderErrors.broken(call.target(), "it ended without [DONE]"));
        }
        events.addAll(parser.feed(buffer, 0, length));
        if (events.isEmpty() && call.isPast(deadline)) {
          return broken(ProviderErrors.timeout(call.target(), "the next event"));
        }
      }
      return piece(events.remove());
    } catch (SseParser.Oversized e) {
      return broken(ProviderErrors.unreadable(call.target(), "an event larger than its bound"));
    } catch (IOException e) {
      isOver = true;
      return broken(call.refusal(e));
    }
  }

  private Provider.Piece piece(SseParser.Event event) {
    if (event.isDone()) {
      isOver = true;
      call.finished();
      return new Provider.Piece.Done();
    }
    byte[] json = event.data().getBytes(StandardCharsets.UTF_8);
    try {
      if (!(JsonReader.readAnswer(json) instanceof Json.Obj chunk)) {
        return broken(ProviderErrors.unreadable(call.target(), "an event that is no object"));
      }
      if (chunk.object("error").isPresent() || event.type().equals("error")) {
        isOver = true;
        return new Provider.Piece.Broken(call.errors().inAnswer(chunk), Optional.of(chunk));
      }
      return new Provider.Piece.Chunk(chunk, json.length);
    } catch (MalformedJson e) {
      return broken(ProviderErrors.unreadable(call.target(), "an event that is no JSON"));
    }
  }

  private Provider.Piece broken(Refusal refusal) {
    isOver = true;
    return new Provider.Piece.Broken(refusal, Optional.empty());
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
