package meridian.provider;

import java.util.Optional;
import meridian.Completion;
import meridian.Refusal;
import meridian.StageTimes;
import meridian.budget.StageTrace;
import meridian.time.Deadline;
import meridian.wire.Rendering;

/// A modelled answer that comes in one piece, at once, or breaks off instead. Confined to the task
/// that opened it.
final class WholeStream implements Provider.Stream {
  private final Completion completion;
  private final Optional<Refusal> broken;
  private final StageTrace trace;
  private final Runnable giveBack;
  private boolean isRead;
  private boolean isClosed;

  /// @param broken why it breaks off, when it does
  /// @param giveBack what becomes of the connection after a complete answer
  WholeStream(
      Completion completion, Optional<Refusal> broken, StageTrace trace, Runnable giveBack) {
    this.completion = completion;
    this.broken = broken;
    this.trace = trace;
    this.giveBack = giveBack;
  }

  @Override
  public Provider.Piece next(Deadline deadline) {
    if (isRead) {
      return new Provider.Piece.Done();
    }
    isRead = true;
    return broken
        .<Provider.Piece>map(refusal -> new Provider.Piece.Broken(refusal, Optional.empty()))
        .orElseGet(() -> new Provider.Piece.Whole(completion, Rendering.sizeBytes(completion)));
  }

  @Override
  public StageTimes times() {
    return trace.times();
  }

  @Override
  public void close() {
    if (!isClosed && isRead && broken.isEmpty()) {
      giveBack.run();
    }
    isClosed = true;
  }
}
