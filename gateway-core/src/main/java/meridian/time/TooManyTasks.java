package meridian.time;

/// The world runs as many tasks as it may: this one was not started. A node that meets it answers
/// 503 and keeps what it has.
public final class TooManyTasks extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Names the task that was not started and the bound in force.
  public TooManyTasks(String task, int bound) {
    super(
        "task '"
            + task
            + "' was not started: expected fewer than "
            + bound
            + " tasks at once, found all of them running; answer 503, or raise the bound");
  }
}
