package meridian.console.feed;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Scene;
import meridian.telemetry.Snapshot;

/// Brings snapshots to the screen: polls the source at frame rate, passes on the newest at most 10
/// times a second, and skips what came between. Nothing is queued, so nothing can pile up however
/// fast the gateway counts.
///
/// While paused the last snapshot stays and no frames run; a beat once a second keeps the distance
/// to the present up to date. Toolkit thread only, except [#later] and [#stop].
public final class Feed {
  private static final System.Logger LOG = System.getLogger(Feed.class.getName());
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long WATCH_NANOS = 200_000_000L;
  private static final long BEAT_NANOS = 1_000_000_000L;

  private final Supplier<Snapshot> source;
  private final ReadOnlyObjectWrapper<Snapshot> shown;
  private final BooleanProperty paused = new SimpleBooleanProperty();
  private final BooleanProperty asleep = new SimpleBooleanProperty();
  private final List<Consumer<Snapshot>> viewers = new ArrayList<>();
  private final List<Runnable> beats = new ArrayList<>();
  private final PulseMeter pulses = new PulseMeter();
  private final Gate charts = new Gate(Cadence.CHARTS);
  private final Gate figures = new Gate(Cadence.FIGURES);
  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          pulse();
        }
      };

  private long pausedSinceNanos;
  private boolean isRunning;
  private volatile boolean isStopped;
  private volatile long stalls;

  /// A feed from `source`, which answers at once and from any thread.
  public Feed(Supplier<Snapshot> source) {
    this.source = source;
    this.shown = new ReadOnlyObjectWrapper<>(source.get());
    paused.addListener((_, _, now) -> {
      pausedSinceNanos = System.nanoTime();
      charts.reset();
      follow();
      if (!now) {
        take();
      }
      beat();
    });
    asleep.addListener((_, _, _) -> follow());
  }

  /// Runs `body` on the toolkit thread, soon: the only way from another thread.
  public static void later(Runnable body) {
    Platform.runLater(body);
  }

  /// Starts polling, without watching the toolkit thread: for a scene that no window shows.
  public void poll() {
    isRunning = true;
    follow();
  }

  /// Starts polling for the window that shows `scene`; its frames are the ones measured.
  public void start(Scene scene) {
    Thread toolkit = Thread.currentThread();
    scene.addPostLayoutPulseListener(() -> pulses.end(usedNanos()));
    poll();
    Watchdog watchdog =
        new Watchdog(System::nanoTime, Feed::later, toolkit::getStackTrace, this::tellStall);
    Thread.ofPlatform().name("console-watchdog").daemon().start(() -> watch(watchdog));
  }

  /// Stops for good; from any thread.
  public void stop() {
    isStopped = true;
    timer.stop();
  }

  /// Has `viewer` shown every snapshot from now on, at most 10 a second.
  public void onSnapshot(Consumer<Snapshot> viewer) {
    viewers.add(viewer);
  }

  /// Has `body` run about 4 times a second, once a second while paused.
  public void onBeat(Runnable body) {
    beats.add(body);
  }

  /// What is on screen.
  public ReadOnlyObjectProperty<Snapshot> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /// What is on screen.
  public Snapshot shown() {
    return shown.get();
  }

  /// Whether the picture stands still on request.
  public BooleanProperty pausedProperty() {
    return paused;
  }

  /// Whether nobody can see the window, so that nothing need be drawn.
  public BooleanProperty asleepProperty() {
    return asleep;
  }

  /// How far the picture is behind the gateway.
  public Behind behind() {
    return new Behind(
        paused.get() ? System.nanoTime() - pausedSinceNanos : 0,
        Math.max(0, source.get().eventsTotal() - shown.get().eventsTotal()));
  }

  /// How the toolkit thread is doing.
  public PulseMeter pulses() {
    return pulses;
  }

  /// How often the toolkit thread was found busy for more than half a second.
  public long stalls() {
    return stalls;
  }

  /// A picture that stands still while the gateway goes on.
  ///
  /// @param pausedNanos for how long it was paused, 0 while live
  /// @param events counted by the gateway since
  public record Behind(long pausedNanos, long events) {}

  private void pulse() {
    long now = System.nanoTime();
    pulses.begin(now, usedNanos());
    if (charts.opens(now)) {
      take();
    }
    if (figures.opens(now)) {
      beat();
    }
  }

  /// Processor time of this thread so far; wall time where the machine cannot tell.
  private static long usedNanos() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  private void take() {
    Snapshot newest = source.get();
    if (newest.number() > shown.get().number()) {
      shown.set(newest);
      viewers.forEach(viewer -> viewer.accept(newest));
    }
  }

  private void beat() {
    beats.forEach(Runnable::run);
  }

  private void follow() {
    if (isRunning && !isStopped && !paused.get() && !asleep.get()) {
      timer.start();
    } else {
      timer.stop();
      pulses.rest();
    }
  }

  /// Runs on the watching thread until the feed stops.
  private void watch(Watchdog watchdog) {
    long beatNanos = System.nanoTime();
    while (!isStopped) {
      LockSupport.parkNanos(WATCH_NANOS);
      watchdog.look();
      if (System.nanoTime() - beatNanos > BEAT_NANOS) {
        beatNanos = System.nanoTime();
        later(this::beatWhilePaused);
      }
    }
  }

  private void beatWhilePaused() {
    if (paused.get() && !asleep.get() && !isStopped) {
      beat();
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the watching thread writes it.
  private void tellStall(Watchdog.Stall stall) {
    stalls++;
    LOG.log(
        Level.WARNING,
        "The toolkit thread has been busy for {0} ms with:{1}",
        stall.busyNanos() / 1_000_000,
        stall.stack());
  }
}
