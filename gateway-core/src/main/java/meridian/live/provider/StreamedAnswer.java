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
import meridian.wire.JsonWriter;
import meridian.wire.MalformedJson;
import meridian.wire.SseParser;
import meridian.wire.UnreadableAnswer;

/// An answer as server-sent events: chunks until the stream says that it is complete, or breaks.
final class StreamedAnswer implements Provider.Stream {
  private final OpenCall call;
  private final SseParser parser;
  private final byte[] buffer = new byte[8 << 10];
  private final Dialect.Reader reader;
  private final ArrayDeque<Provider.Piece> pieces = new ArrayDeque<>();
  private Optional<Provider.Piece> first = Optional.empty();
  private boolean isOver;

  StreamedAnswer(OpenCall call, int maxEventBytes) {
    this.call = call;
    this.parser = new SseParser(maxEventBytes);
    this.reader = call.reader();
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
      while (pieces.isEmpty()) {
        int length = call.bytes().read(buffer, deadline);
        if (length < 0) {
          return ended();
        }
        for (SseParser.Event event : parser.feed(buffer, 0, length)) {
          take(event);
        }
        if (pieces.isEmpty() && call.isPast(deadline)) {
          return broken(ProviderErrors.timeout(call.target(), "the next event"));
        }
      }
      return handOut(pieces.remove());
    } catch (SseParser.Oversized e) {
      return broken(ProviderErrors.unreadable(call.target(), "an event larger than its bound"));
    } catch (IOException e) {
      isOver = true;
      return broken(call.refusal(e));
    }
  }

  private Provider.Piece handOut(Provider.Piece piece) {
    switch (piece) {
      case Provider.Piece.Done _ -> {
        isOver = true;
        call.finished();
      }
      case Provider.Piece.Broken _ -> isOver = true;
      case Provider.Piece.Chunk _, Provider.Piece.Whole _ -> {
        // more may come
      }
    }
    return piece;
  }

  private Provider.Piece ended() {
    if (!reader.mayEnd()) {
      return broken(ProviderErrors.broken(call.target(), "it ended without " + reader.end()));
    }
    reader.last().forEach(this::keep);
    pieces.add(new Provider.Piece.Done());
    return handOut(pieces.remove());
  }

  /// Keeps what `event` brings; nothing that follows the end of the answer.
  private void take(SseParser.Event event) {
    boolean isTold =
        !pieces.isEmpty()
            && (pieces.getLast() instanceof Provider.Piece.Done
                || pieces.getLast() instanceof Provider.Piece.Broken);
    if (isTold) {
      return;
    }
    if (reader.isEnd(event)) {
      pieces.add(new Provider.Piece.Done());
      return;
    }
    byte[] json = event.data().getBytes(StandardCharsets.UTF_8);
    try {
      if (!(JsonReader.readAnswer(json) instanceof Json.Obj data)) {
        pieces.add(unreadable("an event that is no object"));
      } else if (data.object("error").isPresent() || event.type().equals("error")) {
        pieces.add(new Provider.Piece.Broken(call.errors().inAnswer(data), Optional.of(data)));
      } else {
        reader.read(data).forEach(this::keep);
        if (reader.isOver()) {
          pieces.add(new Provider.Piece.Done());
        }
      }
    } catch (MalformedJson e) {
      pieces.add(unreadable("an event that is no JSON"));
    } catch (UnreadableAnswer e) {
      pieces.add(unreadable(e.found()));
    }
  }

  private void keep(Json.Obj chunk) {
    pieces.add(new Provider.Piece.Chunk(chunk, JsonWriter.sizeBytes(chunk)));
  }

  private Provider.Piece.Broken unreadable(String found) {
    return new Provider.Piece.Broken(
        ProviderErrors.unreadable(call.target(), found), Optional.empty());
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
