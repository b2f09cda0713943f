package meridian.time;

/// Starts concurrent work and makes the mailboxes between it.
///
/// A task's name appears in thread names and in the report of a stuck run.
public interface Tasks {

  /// Starts `work` as a task of its own. It ends by itself, or is interrupted when this world
  /// stops.
  ///
  /// An exception that escapes `work` is a bug. The live world names it in its log, and it ends
  /// only that task; the simulated world ends the run with it, so that none passes unseen.
  ///
  /// @throws TooManyTasks when as many tasks run as this world allows
  /// @throws Interruption when this world has stopped
  Handle start(String name, Runnable work);

  /// An empty mailbox for at most `capacity` messages.
  <T> Mailbox<T> mailbox(int capacity);

  /// A task that was started.
  interface Handle {
    /// Tells the task to stop: its next wait, and every one after that, throws [Interruption]. What
    /// needs no waiting still works, so a task can tidy up.
    void interrupt();

    /// Waits until the task has ended.
    void join();
  }
}
