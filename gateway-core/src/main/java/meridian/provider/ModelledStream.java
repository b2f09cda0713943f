package meridian.provider;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import meridian.Completion;
import meridian.Json;
import meridian.Stage;
import meridian.StageTimes;
import meridian.budget.StageTrace;
import meridian.time.Deadline;
import meridian.time.WorldClock;
import meridian.wire.JsonWriter;
import meridian.wire.Rendering;

/// A modelled answer on its way: pieces at the model's pace, then [Provider.Piece.Done].
///
/// Tokens come when they are due, whether or not somebody reads: a slow reader finds them waiting.
/// The choices of one answer are written side by side.
final class ModelledStream implements Provider.Stream {
  private enum Phase {
    STARTING,
    RUNNING,
    ENDING,
    ENDED,
    BROKEN
  }

  private final String target;
  private final WorldClock clock;
  private final StageTrace trace;
  private final boolean isStreamed;
  private final ModelledAnswer answer;
  private final ModelledShapes shapes;
  private final TokenPacing pacing;
  private final int breakAt;
  private final BooleanSupplier isOut;
  private final Runnable giveBack;
  private final ArrayDeque<Json.Obj> ready = new ArrayDeque<>();
  private Phase phase = Phase.STARTING;
  private boolean isClosed;
  private int sentTokens;
  private long dueNanos;

  /// @param trace marked at the first token
  /// @param breakAt breaks off before this token, counted per choice
  /// @param isOut whether the provider is gone, asked at every token
  /// @param giveBack what becomes of the connection after a complete answer
  ModelledStream(
      String target,
      WorldClock clock,
      StageTrace trace,
      boolean isStreamed,
      ModelledAnswer answer,
      ModelledShapes shapes,
      TokenPacing pacing,
      int breakAt,
      BooleanSupplier isOut,
      Runnable giveBack) {
    this.target = target;
    this.clock = clock;
    this.trace = trace;
    this.isStreamed = isStreamed;
    this.answer = answer;
    this.shapes = shapes;
    this.pacing = pacing;
    this.breakAt = breakAt;
    this.isOut = isOut;
    this.giveBack = giveBack;
    this.dueNanos = trace.mark();
  }

  @Override
  public Provider.Piece next(Deadline deadline) {
    if (isClosed || phase == Phase.BROKEN) {
      throw new IllegalStateException("expected no read after the end of " + target + "'s answer");
    }
    return isStreamed ? nextChunk(deadline) : whole(deadline);
  }

  private Provider.Piece nextChunk(Deadline deadline) {
    while (ready.isEmpty()) {
      switch (phase) {
        case STARTING -> start();
        case RUNNING -> {
          Optional<Provider.Piece> failure = run(deadline);
          if (failure.isPresent()) {
            return failure.get();
          }
        }
        case ENDING -> {
          phase = Phase.ENDED;
          return new Provider.Piece.Done();
        }
        case ENDED, BROKEN -> throw new IllegalStateException("read after the end of the answer");
      }
    }
    Json.Obj chunk = ready.remove();
    return new Provider.Piece.Chunk(chunk, JsonWriter.sizeBytes(chunk));
  }

  private void start() {
    for (int i = 0; i < answer.choices().size(); i++) {
      ready.add(shapes.start(i));
    }
    phase = Phase.RUNNING;
  }

  /// Waits for the next tokens and makes their chunks; the failure that came instead, if one did.
  private Optional<Provider.Piece> run(Deadline deadline) {
    int upTo = Math.min(sentTokens + pacing.tokensPerChunk(), answer.longest());
    Optional<Provider.Piece> failure = await(upTo, deadline);
    if (failure.isPresent()) {
      return failure;
    }
    for (int i = 0; i < answer.choices().size(); i++) {
      addPiece(i, answer.choices().get(i).words(), upTo);
    }
    sentTokens = upTo;
    if (sentTokens >= answer.longest()) {
      ready.add(shapes.usageChunk());
      phase = Phase.ENDING;
    }
    return Optional.empty();
  }

  private void addPiece(int choice, Words words, int upTo) {
    int end = Math.min(upTo, words.count());
    if (sentTokens < end) {
      ready.add(shapes.piece(choice, words.text(sentTokens, end)));
    }
    if (end == words.count() && (sentTokens < end || words.count() == 0)) {
      ready.add(shapes.finish(choice));
    }
  }

  private Provider.Piece whole(Deadline deadline) {
    if (phase != Phase.STARTING) {
      phase = Phase.ENDED;
      return new Provider.Piece.Done();
    }
    phase = Phase.ENDING;
    Optional<Provider.Piece> failure = await(answer.longest(), deadline);
    if (failure.isPresent()) {
      return failure.get();
    }
    Completion completion = shapes.whole();
    return new Provider.Piece.Whole(completion, Rendering.sizeBytes(completion));
  }

  /// Waits until the token before `upTo` is due.
  private Optional<Provider.Piece> await(int upTo, Deadline deadline) {
    // The first token is what the time to the first token ended with: it is due already.
    int gaps = upTo - Math.max(1, sentTokens);
    dueNanos += pacing.drawNanos(Math.max(0, gaps));
    clock.sleepUntil(Math.min(dueNanos, deadline.atNanos()));
    trace.lap(Stage.PROVIDER_STREAM, clock.nanos());
    if (dueNanos > deadline.atNanos()) {
      return broken(ProviderErrors.timeout(target, "the next token"));
    }
    if (isOut.getAsBoolean()) {
      return broken(ProviderErrors.broken(target, "its region is out"));
    }
    if (breakAt < upTo) {
      return broken(ProviderErrors.broken(target, "modelled fault"));
    }
    return Optional.empty();
  }

  private Optional<Provider.Piece> broken(meridian.Refusal refusal) {
    phase = Phase.BROKEN;
    return Optional.of(new Provider.Piece.Broken(refusal, Optional.empty()));
  }

  @Override
  public StageTimes times() {
    return trace.times();
  }

  @Override
  public void close() {
    boolean isComplete = phase == Phase.ENDED || (phase == Phase.ENDING && !isStreamed);
    if (!isClosed && isComplete) {
      giveBack.run();
    }
    isClosed = true;
  }
}
