package meridian.console.feed;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Notices when the toolkit thread has been busy for long, and with what.
///
/// It is asked again and again by a thread of its own: whether the last beat came back, and sends
/// the next one. One report per stall. [#look] belongs to one thread; the beat may come back on
/// any.
final class Watchdog {
  /// Longer than this is a stall: operators feel a tenth of a second and report half of one.
  static final long LIMIT_NANOS = 500_000_000L;

  /// So much of the stack says where it hangs.
  private static final int DEEPEST = 40;

  private static final long NONE = Long.MIN_VALUE;

  private final LongSupplier clock;
  private final Consumer<Runnable> toolkit;
  private final Supplier<StackTraceElement[]> stack;
  private final Consumer<Stall> report;
  private final AtomicLong waitingSince = new AtomicLong(NONE);
  private boolean isReported;

  /// @param clock nanoseconds that only go forward
  /// @param toolkit runs something on the toolkit thread, soon
  /// @param stack what the toolkit thread is doing now
  /// @param report hears of a stall, on the watching thread
  Watchdog(
      LongSupplier clock,
      Consumer<Runnable> toolkit,
      Supplier<StackTraceElement[]> stack,
      Consumer<Stall> report) {
    this.clock = clock;
    this.toolkit = toolkit;
    this.stack = stack;
    this.report = report;
  }

  /// A toolkit thread that does not answer.
  ///
  /// @param busyNanos for how long so far
  /// @param stack what it was doing when looked at
  record Stall(long busyNanos, String stack) {}

  /// Looks once.
  void look() {
    long now = clock.getAsLong();
    long since = waitingSince.get();
    if (since == NONE) {
      isReported = false;
      waitingSince.set(now);
      toolkit.accept(() -> waitingSince.set(NONE));
    } else if (!isReported && now - since > LIMIT_NANOS) {
      isReported = true;
      report.accept(new Stall(now - since, text(stack.get())));
    }
  }

  private static String text(StackTraceElement[] frames) {
    StringBuilder text = new StringBuilder();
    Arrays.stream(frames).limit(DEEPEST).forEach(frame -> text.append("\n  at ").append(frame));
    return text.toString();
  }
}
