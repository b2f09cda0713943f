package meridian.console.shell;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import meridian.console.session.Evaluator;
import meridian.control.Evaluating;

/// Measures the semantic cache in this process, on a thread of its own.
final class FileEvaluator implements Evaluator {
  @Override
  public Running start(Path file, Listener listener) {
    AtomicBoolean isCancelled = new AtomicBoolean();
    Thread.ofPlatform()
        .name("console-evaluate")
        .daemon()
        .start(() -> evaluate(file, listener, isCancelled));
    return () -> isCancelled.set(true);
  }

  private static void evaluate(Path file, Listener listener, AtomicBoolean isCancelled) {
    try {
      switch (Evaluating.of(file, listener::progress, isCancelled::get)) {
        case Evaluating.Result.Done(var evaluation) -> listener.done(evaluation);
        case Evaluating.Result.Failed(String reason) -> listener.failed(reason);
        case Evaluating.Result.Cancelled _ -> {
          // nobody waits for it
        }
      }
    } catch (RuntimeException e) {
      listener.failed(Optional.ofNullable(e.getMessage()).orElse(e.toString()));
    }
  }
}
