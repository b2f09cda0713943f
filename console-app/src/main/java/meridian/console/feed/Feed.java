package meridian.console.feed;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
/// to the present up to date. What the gateway said is recorded all the while, on a thread of its
/// own, so that a paused picture can go back: [#rewindTo], [#step]. Toolkit thread only, except
/// [#later] and [#stop].
public final class Feed {
  private static final System.Logger LOG = System.getLogger(Feed.class.getName());
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long WATCH_NANOS = 200_000_000L;
  private static final long BEAT_NANOS = 1_000_000_000L;
  private static final long RECORD_NANOS = 100_000_000L;

  /// What the recording may take; it holds half an hour of 60 busy PoPs.
  private static final long RECORD_BYTES = 48_000_000L;

  private final Supplier<Snapshot> source;
  private final ReadOnlyObjectWrapper<Snapshot> shown;
  private final BooleanProperty paused = new SimpleBooleanProperty();
  private final BooleanProperty asleep = new SimpleBooleanProperty();
  private final List<Consumer<Snapshot>> viewers = new ArrayList<>();
  private final List<Runnable> beats = new ArrayList<>();
  private final List<Runnable> jumps = new ArrayList<>();
  private final Recording recording = new Recording(RECORD_BYTES);
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
      present(now ? shown.get() : source.get());
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
    Thread.ofPlatform().name("console-recorder").daemon().start(this::record);
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

  /// Has `body` run before a snapshot is shown that does not follow the last one: the picture
  /// stops, goes back, steps, or returns to the present. Whoever holds figures back to spare time
  /// must not hold back the next ones.
  public void onJump(Runnable body) {
    jumps.add(body);
  }

  /// Stops the picture at the newest recorded moment that is not after `takenNanos`, or at the
  /// oldest; without any record it only stops.
  public void rewindTo(long takenNanos) {
    Optional<Snapshot> then = recording.at(takenNanos);
    paused.set(true);
    then.filter(snapshot -> snapshot.number() != shown.get().number()).ifPresent(this::present);
    beat();
  }

  /// Stops the picture and goes so many recorded moments forward, or back when negative; at either
  /// end it stays.
  public void step(int moments) {
    List<Recording.Point> points = recording.points();
    int at = 0;
    while (at + 1 < points.size() && points.get(at + 1).takenNanos() <= shown.get().takenNanos()) {
      at++;
    }
    if (!points.isEmpty()) {
      rewindTo(points.get(Math.clamp(at + (long) moments, 0, points.size() - 1)).takenNanos());
    }
  }

  /// Goes on with what happens now.
  public void goLive() {
    paused.set(false);
  }

  /// The moments that can be looked at, oldest first.
  public List<Recording.Point> moments() {
    return recording.points();
  }

  /// What the record takes, in bytes.
  public long recordedBytes() {
    return recording.bytes();
  }

  /// The newest state, also while another is shown.
  public Snapshot newest() {
    return source.get();
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
    Snapshot newest = source.get();
    return new Behind(
        paused.get() ? System.nanoTime() - pausedSinceNanos : 0,
        Math.max(0, newest.eventsTotal() - shown.get().eventsTotal()),
        Math.max(0, newest.takenNanos() - shown.get().takenNanos()));
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
  /// @param gatewayNanos for how long, by the gateway's own time
  public record Behind(long pausedNanos, long events, long gatewayNanos) {}

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

  /// Shows a snapshot that does not follow the last one.
  private void present(Snapshot snapshot) {
    jumps.forEach(Runnable::run);
    shown.set(snapshot);
    viewers.forEach(viewer -> viewer.accept(snapshot));
  }

  /// Runs on the recording thread until the feed stops.
  private void record() {
    long recorded = 0;
    while (!isStopped) {
      Snapshot newest = source.get();
      if (newest.number() > recorded) {
        recorded = newest.number();
        recording.add(newest, System.nanoTime());
      }
      LockSupport.parkNanos(RECORD_NANOS);
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
