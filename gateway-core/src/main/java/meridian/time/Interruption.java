package meridian.time;

/// A waiting task was told to stop: its scope closed, its client left, or the gateway is stopping.
public final class Interruption extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Names what was being waited for.
  public Interruption(String whileDoing) {
    super("stopped while " + whileDoing);
  }
}
