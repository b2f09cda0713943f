package meridian.console.session;

import java.nio.file.Path;
import meridian.control.Evaluation;

/// Measures the semantic cache on a file of questions, in the background.
public interface Evaluator {
  /// Begins; returns at once.
  ///
  /// @param file questions with labels, pairs, or an earlier result, which is only read
  /// @param listener hears how it goes, from any thread
  Running start(Path file, Listener listener);

  /// A measurement that is being made.
  interface Running {
    /// Gives it up. Any thread.
    void cancel();
  }

  /// Hears how a measurement goes. Must return quickly.
  interface Listener {
    /// So many of all are done.
    ///
    /// @param what is done: `embedded` or `compared`
    void progress(String what, int done, int all);

    /// It is done.
    void done(Evaluation evaluation);

    /// It broke off.
    ///
    /// @param reason what was expected, what was found, what to do
    void failed(String reason);
  }
}
