package meridian.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.scene.Scene;
import javafx.stage.Stage;
import meridian.console.feed.Feed;
import meridian.console.sample.SampleGateway;
import meridian.console.sample.SampleSnapshots;
import meridian.console.session.MemorySettings;
import meridian.console.theme.Theme;
import meridian.console.theme.Themes;
import meridian.telemetry.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The whole console under a gateway that counts as fast as it can.
@ExtendWith(ApplicationExtension.class)
final class FlowTest {
  private static final long FRAME_NANOS = 33_000_000L;
  private static final int PER_SECOND = 1_000;

  private final SampleGateway gateway = new SampleGateway(SampleSnapshots.busy(1, 1));
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final AtomicLong made = new AtomicLong(1);
  private Optional<Shell> shell = Optional.empty();

  @Start
  void start(Stage stage) {
    Themes.use(Theme.DARK);
    Shell fresh =
        new Shell(
            gateway,
            false,
            new MemorySettings(),
            Clock.fixed(Instant.ofEpochSecond(0, SampleSnapshots.NOW_NANOS), ZoneOffset.UTC),
            Rooms::all);
    stage.setScene(new Scene(fresh.root(), 980, 900));
    stage.show();
    fresh.start(stage.getScene());
    shell = Optional.of(fresh);
  }

  @AfterEach
  void hide_windows() throws Throwable {
    isOver.set(true);
    shell.ifPresent(Shell::stop);
    FxToolkit.cleanupStages();
    WaitForAsyncUtils.checkException();
  }

  @Test
  void a_thousand_snapshots_a_second_leave_the_toolkit_thread_free(FxRobot robot) throws Exception {
    Shell open = shell.orElseThrow();
    Feed feed = open.feed();
    AtomicInteger shown = new AtomicInteger();
    Thread source = Thread.ofPlatform().daemon().start(this::flood);
    for (int index = 0; index < open.rooms().size(); index++) {
      String title = open.rooms().get(index).title();
      robot.interact(() -> {
        open.goTo(title);
        // The first frames of a room load style and code; the ones that follow are the rule.
        if (shown.get() == 0) {
          feed.onSnapshot(_ -> shown.incrementAndGet());
        }
        feed.pulses().clear();
      });
      await(feed, 150);
      robot.interact(() -> feed.pulses().clear());
      long stallsBefore = feed.stalls();
      await(feed, 240);
      assertThat(feed.stalls())
          .as("times the toolkit thread was blocked for half a second in %s", title)
          .isEqualTo(stallsBefore);
      long[] work = new long[1];
      robot.interact(() -> work[0] = feed.pulses().workP99());
      System.out.println(title + ": work per frame p99 " + work[0] / 1_000 + " µs");
      assertThat(work[0]).as("work per frame in %s, p99", title).isLessThan(FRAME_NANOS);
    }
    isOver.set(true);
    source.join();
    WaitForAsyncUtils.waitFor(
        10, TimeUnit.SECONDS, () -> feed.shown().number() == gateway.snapshot().number());
    assertThat(shown.get())
        .as("snapshots shown of %d made", made.get())
        .isLessThan((int) (made.get() / 10));
  }

  /// Until so many more frames were drawn.
  private static void await(Feed feed, int frames) throws Exception {
    WaitForAsyncUtils.waitFor(90, TimeUnit.SECONDS, () -> feed.pulses().frames() >= frames);
  }

  private void flood() {
    List<Snapshot> stock = new ArrayList<>();
    for (int seed = 1; seed <= 20; seed++) {
      stock.add(SampleSnapshots.busy(seed, seed));
    }
    long next = System.nanoTime();
    while (!isOver.get()) {
      long number = made.incrementAndGet();
      gateway.show(numbered(stock.get((int) (number % stock.size())), number));
      next += 1_000_000_000L / PER_SECOND;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private static Snapshot numbered(Snapshot of, long number) {
    return new Snapshot(
        number,
        of.takenNanos(),
        of.startedNanos(),
        of.windowNanos(),
        of.headline(),
        of.pops(),
        of.paths(),
        of.recent(),
        of.inFlight(),
        of.history(),
        of.incidents(),
        of.alarms(),
        of.kv(),
        of.cost(),
        of.keys(),
        of.counters(),
        of.eventsTotal() + number,
        of.droppedTotal());
  }
}
