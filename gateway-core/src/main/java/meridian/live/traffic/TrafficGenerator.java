package meridian.live.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import meridian.scenario.Planned;
import meridian.scenario.Workload;
import meridian.scenario.WorkloadPlan;
import meridian.time.Dice;
import meridian.time.WorldClock;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plays a [Workload] in real time: real HTTP requests to the gateway's own PoP ports.
///
/// One virtual thread keeps the time and starts one for each request. At [#MAX_IN_FLIGHT] requests
/// in flight, and when the machine is more than [#LATE] behind, a request is skipped and counted:
/// the generator does not save up a burst. Stopped and started again it goes on with the prompts
/// that were asked, so that repeats stay repeats.
///
/// Safe for any thread; nothing here blocks.
public final class TrafficGenerator implements AutoCloseable {
  /// At most this many requests at once.
  public static final int MAX_IN_FLIGHT = 512;

  /// How long an idle connection of a client is kept.
  public static final Duration KEEP_IDLE = Duration.ofSeconds(15);

  private static final Duration LATE = Duration.ofSeconds(1);
  private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(TrafficGenerator.class);

  private final WorldClock clock;
  private final Dice dice;
  private final Map<String, String> baseUrls;
  private final PlaceClients clients;
  private final Semaphore free = new Semaphore(MAX_IN_FLIGHT);
  private final LongAdder sent = new LongAdder();
  private final LongAdder repeats = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final AtomicLong mayWarnFrom = new AtomicLong(Long.MIN_VALUE);
  private Optional<Run> run = Optional.empty();
  private boolean isClosed;

  /// Of the thread of the current run alone.
  private Optional<Workload> workload = Optional.empty();

  /// A generator that is not running yet.
  ///
  /// @param clock the world's clock, which requests are sent by
  /// @param dice what the workload is drawn from
  /// @param baseUrls the address of the PoP that each place is routed to, by place code:
  ///   `http://127.0.0.1:8101`
  /// @param apiKey a key of the gateway; never logged
  public TrafficGenerator(
      WorldClock clock, Dice dice, Map<String, String> baseUrls, String apiKey) {
    this(clock, dice, baseUrls, apiKey, KEEP_IDLE);
  }

  TrafficGenerator(
      WorldClock clock, Dice dice, Map<String, String> baseUrls, String apiKey, Duration keepIdle) {
    this.clock = clock;
    this.dice = dice;
    baseUrls.values().forEach(HttpUrl::get);
    this.baseUrls = new TreeMap<>(baseUrls);
    this.clients = new PlaceClients(apiKey, keepIdle);
  }

  /// Sends by `plan` from now on, whether something was running or not.
  ///
  /// @throws IllegalArgumentException when a place of the plan has no address
  public synchronized void run(WorkloadPlan plan) {
    plan.sharesByPlace()
        .forEach((place, share) -> {
          if (share > 0 && !baseUrls.containsKey(place)) {
            throw new IllegalArgumentException(
                "traffic: expected places of the gateway "
                    + baseUrls.keySet()
                    + ", found "
                    + place);
          }
        });
    if (isClosed) {
      return;
    }
    if (run.filter(Run::isRunning).isPresent()) {
      run.get().change(plan);
    } else {
      run = Optional.of(new Run(plan, run.map(last -> last.thread)));
      run.get().thread.start();
    }
  }

  /// Sends no more; what is in flight ends by itself. Without effect when nothing runs.
  public synchronized void stop() {
    run.ifPresent(Run::stop);
  }

  /// What is being sent by, when something is.
  public synchronized Optional<WorkloadPlan> running() {
    return run.filter(Run::isRunning).map(running -> running.plan);
  }

  /// What became of the requests so far.
  public TrafficFigures figures() {
    return new TrafficFigures(
        sent.sum(),
        repeats.sum(),
        answered.sum(),
        refused.sum(),
        failed.sum(),
        skipped.sum(),
        MAX_IN_FLIGHT - free.availablePermits());
  }

  /// Stops for good and breaks off what is in flight.
  @Override
  public synchronized void close() {
    isClosed = true;
    stop();
    clients.close();
  }

  private void send(Planned planned) {
    if (clock.nanos() - planned.atNanos() > LATE.toNanos() || !free.tryAcquire()) {
      skipped.increment();
      return;
    }
    sent.increment();
    if (planned.isRepeat()) {
      repeats.increment();
    }
    Thread.ofVirtual()
        .name("traffic " + planned.place())
        .start(() -> {
          try {
            perform(planned, baseUrls.getOrDefault(planned.place(), ""));
          } finally {
            free.release();
          }
        });
  }

  private void perform(Planned planned, String baseUrl) {
    Call call = clients.call(baseUrl, planned.place(), planned.body(), "");
    try (Response response = call.execute();
        InputStream body = response.body().byteStream()) {
      body.transferTo(OutputStream.nullOutputStream());
      (response.isSuccessful() ? answered : refused).increment();
    } catch (IOException failure) {
      failed.increment();
      warn(Failures.reason(failure, baseUrl));
    }
  }

  private void warn(String reason) {
    long now = clock.nanos();
    long from = mayWarnFrom.get();
    if (now >= from && mayWarnFrom.compareAndSet(from, now + BETWEEN_WARNINGS.toNanos())) {
      LOG.warn("generated traffic: {}", reason);
    }
  }

  /// From one start to its stop. The workload goes from run to run; each takes it over only when
  /// the one before has ended.
  private final class Run {
    private final Thread thread = Thread.ofVirtual().name("traffic").unstarted(this::keepTime);
    private Optional<Thread> before;
    private volatile WorkloadPlan plan;
    private volatile boolean isStopped;

    Run(WorkloadPlan plan, Optional<Thread> before) {
      this.plan = plan;
      this.before = before;
    }

    boolean isRunning() {
      return !isStopped;
    }

    void change(WorkloadPlan newPlan) {
      plan = newPlan;
      LockSupport.unpark(thread);
    }

    void stop() {
      isStopped = true;
      LockSupport.unpark(thread);
    }

    private void keepTime() {
      WorkloadPlan current = plan;
      Workload played = takeOver(current);
      while (!isStopped) {
        if (!plan.equals(current)) {
          current = plan;
          played.change(current, clock.nanos());
        }
        Planned next = played.next().orElseThrow(); // a workload is endless
        if (isDue(next.atNanos(), current)) {
          send(next);
        }
      }
    }

    private Workload takeOver(WorkloadPlan first) {
      try {
        if (before.isPresent()) {
          before.get().join();
        }
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException("traffic is stopped by its own flag only", interrupted);
      }
      before = Optional.empty();
      Workload taken = workload.orElseGet(() -> new Workload(first, dice, clock.nanos()));
      taken.change(first, clock.nanos());
      workload = Optional.of(taken);
      return taken;
    }

    /// Waits until then; false when the plan changed or the run was stopped meanwhile. What was
    /// planned is then forgotten, which a Poisson process does not notice.
    private boolean isDue(long atNanos, WorkloadPlan current) {
      while (!isStopped && plan.equals(current)) {
        long wait = atNanos - clock.nanos();
        if (wait <= 0) {
          return true;
        }
        LockSupport.parkNanos(wait);
      }
      return false;
    }
  }
}
