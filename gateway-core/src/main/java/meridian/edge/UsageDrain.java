package meridian.edge;

import java.time.Duration;
import java.util.List;
import meridian.PopId;
import meridian.UsageRecord;
import meridian.ledger.StorageDown;
import meridian.network.Address;
import meridian.network.Delivery;
import meridian.network.Envelope;
import meridian.network.Network;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.Deadline;
import meridian.time.Interruption;
import meridian.time.Tasks;
import meridian.time.WorldClock;

/// Brings a PoP's usage records to the origin, in batches.
///
/// A record starts a task when none runs; the task waits for company, sends what there is, and ends
/// with an empty spool. A batch that no origin acknowledges is sent again after the same wait, for
/// as long as it takes: an origin keeps each record once. Trouble here never fails a request; a
/// record that finds the spool full is lost and counted.
final class UsageDrain {
  private static final System.Logger LOG = System.getLogger(UsageDrain.class.getName());
  private static final int BATCH = 500;
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(10);

  private final PopId pop;
  private final Address self;
  private final OriginRoute route;
  private final WorldClock clock;
  private final Tasks tasks;
  private final Network network;
  private final UsageSpool spool;
  private final EventSink events;

  UsageDrain(PopId pop, Address self, OriginRoute route, EdgePop.World world, int capacity) {
    this.pop = pop;
    this.self = self;
    this.route = route;
    this.clock = world.clock();
    this.tasks = world.tasks();
    this.network = world.network();
    this.spool = new UsageSpool(capacity, world.journals().apply(pop));
    this.events = world.events();
  }

  void add(UsageRecord record) {
    if (!isKept(record)) {
      events.accept(new Event.UsageLost(pop, record.id(), clock.nanos()));
      return;
    }
    goOn(WAIT);
  }

  private boolean isKept(UsageRecord record) {
    try {
      return spool.add(record);
    } catch (StorageDown trouble) {
      LOG.log(System.Logger.Level.ERROR, "usage of " + pop + " is lost: " + trouble.getMessage());
      return false;
    }
  }

  /// Hands on at once what waited when the process before this one ended.
  void handOn() {
    goOn(Duration.ZERO);
  }

  private void goOn(Duration first) {
    if (spool.size() > 0 && spool.beginDrain()) {
      start(first);
    }
  }

  private void start(Duration first) {
    try {
      tasks.start(self + " drains usage", () -> drain(first));
    } catch (Interruption stopping) {
      spool.endDrain();
      throw stopping;
    } catch (RuntimeException trouble) {
      spool.endDrain();
      LOG.log(System.Logger.Level.WARNING, "usage of " + pop + " waits: " + trouble.getMessage());
    }
  }

  private void drain(Duration first) {
    Duration wait = first;
    try {
      do {
        clock.sleepUntil(clock.nanos() + wait.toNanos());
        wait = WAIT;
        boolean isTaken = true;
        while (isTaken && spool.size() > 0) {
          isTaken = send(spool.oldest(BATCH));
        }
      } while (!spool.endDrainIfEmpty());
    } catch (RuntimeException trouble) {
      spool.endDrain();
      throw trouble;
    }
  }

  /// To the first origin that takes it: nobody else may tell this PoP that another one serves now.
  private boolean send(List<UsageRecord> batch) {
    for (Address origin : route.order(clock.nanos())) {
      if (send(batch, origin)) {
        return true;
      }
    }
    return false;
  }

  private boolean send(List<UsageRecord> batch, Address origin) {
    Deadline deadline = Deadline.in(ANSWER_WAIT, clock.nanos());
    try (Network.Reply reply =
        network.call(self, origin, new Envelope.Usage(pop, batch), deadline)) {
      Network.Arrived arrived = reply.next();
      clock.sleepUntil(arrived.atNanos());
      boolean isTaken = arrived.delivery() instanceof Delivery.UsageTaken;
      if (isTaken) {
        spool.taken(batch.size());
      } else {
        route.failed(origin, clock.nanos());
      }
      return isTaken;
    }
  }
}
