package meridian.live.telemetry;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import meridian.LatencyBudget;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.telemetry.Meter;
import meridian.telemetry.Snapshot;
import meridian.telemetry.Totals;
import meridian.time.WorldClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes events from any thread and keeps the newest snapshot ready for any thread.
///
/// [#accept] never blocks: at the bound of the queue the event is dropped and counted. One thread
/// owns the meter; it drains the queue every 20 ms and publishes ten times a second when something
/// happened, once a second when nothing did (so that windows slide and clocks move on). The default
/// capacity holds two thirds of a second of 200,000 events/s, in 1.5 MiB.
public final class TelemetryLoop implements EventSink, AutoCloseable {
  /// Events that may wait, unless chosen otherwise.
  public static final int DEFAULT_CAPACITY = 131_072;

  private static final long PAUSE_NANOS = 20_000_000L;
  private static final long BUSY_NANOS = 100_000_000L;
  private static final long IDLE_NANOS = 1_000_000_000L;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(TelemetryLoop.class);

  private final Meter meter;
  private final WorldClock clock;
  private final EventQueue queue;
  private final LongAdder dropped = new LongAdder();
  private final AtomicReference<Published> newest;
  private final AtomicReference<Optional<LatencyBudget>> newBudget =
      new AtomicReference<>(Optional.empty());
  private final Thread writer;
  private volatile boolean isClosed;
  private long counted;
  private boolean hasFailed;

  /// A loop that owns `meter` from now on; nothing is counted until [#start].
  public TelemetryLoop(Meter meter, WorldClock clock) {
    this(meter, clock, DEFAULT_CAPACITY);
  }

  /// A loop whose queue holds at most `capacity` events.
  public TelemetryLoop(Meter meter, WorldClock clock, int capacity) {
    this.meter = meter;
    this.clock = clock;
    this.queue = new EventQueue(capacity);
    this.newest = new AtomicReference<>(new Published(meter, clock.nanos(), 0));
    this.writer = Thread.ofPlatform().name("telemetry").daemon().unstarted(this::run);
  }

  /// Begins to count; events accepted before wait in the queue.
  public void start() {
    writer.start();
  }

  @Override
  public void accept(Event event) {
    if (isClosed || !queue.offer(event)) {
      dropped.increment();
    }
  }

  /// Within a moment edge hits are held against `budget`; what was counted stays counted.
  public void budget(LatencyBudget budget) {
    newBudget.set(Optional.of(budget));
  }

  /// The newest state; at most a tenth of a second behind while something happens.
  public Snapshot snapshot() {
    return newest.get().snapshot;
  }

  /// Every metric as of the newest state.
  public Totals totals() {
    return newest.get().totals;
  }

  /// Events lost so far, at the bound or after the end.
  public long droppedTotal() {
    return dropped.sum();
  }

  /// Counts what waits, publishes a last time and ends the thread; later events are dropped.
  ///
  /// Called from an interrupted thread it does not wait for the end, and leaves the interrupt set.
  @Override
  public void close() {
    isClosed = true;
    LockSupport.unpark(writer);
    try {
      if (writer.isAlive() && !writer.join(STOP_WITHIN)) {
        LOG.warn("telemetry did not stop within {}; its last events are not counted", STOP_WITHIN);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long published = System.nanoTime();
    while (!isClosed) {
      newBudget.getAndSet(Optional.empty()).ifPresent(meter::budget);
      queue.drainTo(this::count);
      long since = System.nanoTime() - published;
      if (since >= (hasNews() ? BUSY_NANOS : IDLE_NANOS)) {
        publish();
        published += since;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    while (queue.drainTo(this::count) > 0) {
      // once more: a writer may have been about to finish
    }
    publish();
  }

  private boolean hasNews() {
    Snapshot last = newest.get().snapshot;
    return counted > last.eventsTotal() || dropped.sum() > last.droppedTotal();
  }

  private void publish() {
    newest.set(new Published(meter, clock.nanos(), dropped.sum()));
  }

  /// Counts one event. One that the meter cannot count is a bug: it is logged once, counted as
  /// dropped, and does not end telemetry.
  private void count(Event event) {
    try {
      meter.record(event);
      counted = meter.events();
    } catch (RuntimeException bug) {
      dropped.increment();
      if (!hasFailed) {
        hasFailed = true;
        LOG.error("an event of kind {} was not counted", event.getClass().getSimpleName(), bug);
      }
    }
  }

  /// What readers see: both copies are of one moment.
  private record Published(Snapshot snapshot, Totals totals) {
    Published(Meter meter, long nowNanos, long dropped) {
      this(meter.snapshot(nowNanos, dropped), meter.totals(dropped));
    }
  }
}
