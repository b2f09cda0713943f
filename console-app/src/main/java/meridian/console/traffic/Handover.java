package meridian.console.traffic;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import meridian.control.TrialListener;

/// Takes the gateway's calls on its threads and passes them on in order to the thread that owns the
/// attempt: many chunks that come while that thread is busy make one task.
///
/// Text beyond what is ever shown is dropped here, so that an endless answer cannot fill the queue.
/// Safe for any thread.
final class Handover implements TrialListener {
  private final Executor own;
  private final Attempt attempt;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isPosted = new AtomicBoolean();
  private final AtomicLong characters = new AtomicLong();

  /// @param own runs tasks on the thread that owns `attempt`
  /// @param attempt what to tell
  Handover(Executor own, Attempt attempt) {
    this.own = own;
    this.attempt = attempt;
  }

  @Override
  public void head(int status, Map<String, String> headers) {
    pass(() -> attempt.head(status, headers));
  }

  @Override
  public void body(String text) {
    if (characters.getAndAdd(text.length()) <= 20L * AnswerText.MOST) {
      pass(() -> attempt.body(text));
    }
  }

  @Override
  public void done(long totalNanos) {
    pass(() -> attempt.done(totalNanos));
  }

  @Override
  public void failed(String reason) {
    pass(() -> attempt.failed(reason));
  }

  private void pass(Runnable step) {
    waiting.add(step);
    if (isPosted.compareAndSet(false, true)) {
      own.execute(this::drain);
    }
  }

  private void drain() {
    isPosted.set(false);
    for (Runnable step = waiting.poll(); step != null; step = waiting.poll()) {
      step.run();
    }
  }
}
