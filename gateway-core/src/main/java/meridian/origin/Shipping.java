package meridian.origin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import meridian.Change;
import meridian.ledger.Duty;
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

/// Tells a region's peers what changed here: asynchronously, in batches, each peer at its own pace.
///
/// A change starts a task for each peer that has none; the task waits a moment, ships until the
/// peer has acknowledged everything, and ends. What is not acknowledged is shipped again, for as
/// long as it takes: a cut delays, it loses nothing that the bounded log still holds. A region that
/// serves nobody ships nothing. Safe for several threads.
public final class Shipping implements Consumer<Change> {
  private static final System.Logger LOG = System.getLogger(Shipping.class.getName());
  private static final int BATCH = 500;
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(5);

  private final String region;
  private final Address self;
  private final List<Peer> peers;
  private final Duration every;
  private final Standing standing;
  private final ChangeLog log;
  private final WorldClock clock;
  private final Tasks tasks;
  private final Network network;
  private final EventSink events;
  private final Map<String, Progress> progress = new LinkedHashMap<>();
  private long countedAsLost;

  /// A region that has told nobody anything yet.
  ///
  /// @param self where it is
  public Shipping(
      String region,
      Address self,
      List<Peer> peers,
      ReplicationSettings settings,
      Standing standing,
      WorldClock clock,
      Tasks tasks,
      Network network,
      EventSink events) {
    this.region = region;
    this.self = self;
    this.peers = List.copyOf(peers);
    this.every = settings.every();
    this.standing = standing;
    this.log = new ChangeLog(settings.maxChanges());
    this.clock = clock;
    this.tasks = tasks;
    this.network = network;
    this.events = events;
    peers.forEach(peer -> progress.put(peer.region(), new Progress()));
  }

  /// How far one peer is.
  private static final class Progress {
    private long acknowledged;
    private boolean isShipping;
    private long heardNanos;

    synchronized boolean begin() {
      boolean isMine = !isShipping;
      isShipping = true;
      return isMine;
    }

    synchronized void end() {
      isShipping = false;
    }

    synchronized boolean endIfAt(long last) {
      isShipping = acknowledged < last;
      return !isShipping;
    }

    synchronized long acknowledged() {
      return acknowledged;
    }

    synchronized void heard(long applied, long nowNanos) {
      acknowledged = Math.max(acknowledged, applied);
      heardNanos = nowNanos;
    }

    synchronized long heardNanos() {
      return heardNanos;
    }
  }

  /// Something changed here. What a fenced region still does, for requests that were under way, is
  /// lost at once.
  @Override
  public void accept(Change change) {
    if (peers.isEmpty()) {
      return;
    }
    log.append(change, clock.nanos());
    if (standing.duty().role() == Duty.Role.FENCED) {
      countLost(0);
      return;
    }
    startAll();
  }

  /// Something changed here before this process that peers may not have heard of: [#resume] ships
  /// it. Call before anything else changes.
  public void remember(Change change, long atNanos) {
    log.append(change, atNanos);
  }

  /// Ships what was remembered.
  public void resume() {
    if (log.last() > 0) {
      startAll();
    }
  }

  private void startAll() {
    for (Peer peer : peers) {
      if (progress(peer).begin()) {
        start(peer);
      }
    }
  }

  private Progress progress(Peer peer) {
    return Optional.ofNullable(progress.get(peer.region())).orElseThrow();
  }

  private void start(Peer peer) {
    try {
      tasks.start(self + " ships to " + peer.region(), () -> ship(peer));
    } catch (Interruption stopping) {
      progress(peer).end();
      throw stopping;
    } catch (RuntimeException trouble) {
      progress(peer).end();
      LOG.log(
          System.Logger.Level.WARNING,
          "changes for " + peer.region() + " wait: " + trouble.getMessage());
    }
  }

  private void ship(Peer peer) {
    Progress own = progress(peer);
    try {
      do {
        clock.sleepUntil(clock.nanos() + every.toNanos());
        boolean isHeard = true;
        while (isHeard && standing.isServing() && own.acknowledged() < log.last()) {
          isHeard = send(peer, log.after(own.acknowledged(), BATCH), ANSWER_WAIT);
        }
      } while (standing.isServing() && !own.endIfAt(log.last()));
    } catch (RuntimeException trouble) {
      own.end();
      throw trouble;
    }
    if (!standing.isServing()) {
      own.end();
    }
  }

  private boolean send(Peer peer, ChangeLog.Batch batch, Duration wait) {
    Envelope.Ship envelope =
        new Envelope.Ship(
            region, standing.epoch(), batch.first(), batch.changes(), batch.oldestNanos());
    Deadline deadline = Deadline.in(wait, clock.nanos());
    try (Network.Reply reply = network.call(self, peer.address(), envelope, deadline)) {
      Network.Arrived arrived = reply.next();
      clock.sleepUntil(arrived.atNanos());
      if (!(arrived.delivery() instanceof Delivery.Shipped shipped)) {
        return false;
      }
      progress(peer).heard(shipped.applied(), clock.nanos());
      hears(shipped.epoch());
      return true;
    }
  }

  /// Takes note of another region's epoch. If it fences this region, what the other never got is
  /// lost, and counted.
  void hears(long epoch) {
    if (!standing.hears(epoch)) {
      return;
    }
    events.accept(new Event.Fenced(region, epoch, clock.nanos()));
    long known = Long.MAX_VALUE;
    for (Peer peer : peers) {
      known = Math.min(known, progress(peer).acknowledged());
    }
    countLost(known);
  }

  /// Counts what is above number `known` as lost, each change once.
  ///
  /// @param known number of the newest change that the region taking over has
  public void countLost(long known) {
    Map<String, List<Change>> lost = new TreeMap<>();
    synchronized (this) {
      long from = Math.max(known, countedAsLost);
      ChangeLog.Batch tail = log.after(from, Integer.MAX_VALUE);
      tail.changes()
          .forEach(
              change -> lost.computeIfAbsent(kind(change), _ -> new ArrayList<>()).add(change));
      countedAsLost = Math.max(countedAsLost, log.last());
    }
    lost.forEach((kind, changes) ->
        events.accept(new Event.ChangesLost(region, kind, changes, clock.nanos())));
  }

  private static String kind(Change change) {
    return switch (change) {
      case Change.Keyed keyed -> keyed.key().isRevoked() ? "revocations" : "keys";
      case Change.Booked _ -> "bookings";
      case Change.Used _ -> "usage";
    };
  }

  /// Asks every peer that was not heard for `quiet` whether it took over meanwhile. Waits for the
  /// answers, `patience` at most for each; a peer that does not answer changes nothing.
  void check(Duration quiet, Duration patience) {
    for (Peer peer : peers) {
      Progress own = progress(peer);
      long now = clock.nanos();
      if (now - own.heardNanos() > quiet.toNanos() && standing.isServing()) {
        own.heard(own.acknowledged(), now);
        ChangeLog.Batch nothing = new ChangeLog.Batch(own.acknowledged() + 1, List.of(), 0);
        send(peer, nothing, patience);
      }
    }
  }

  /// The number of the newest change here.
  public long last() {
    return log.last();
  }

  /// The number of the newest change that a peer has acknowledged, 0 for an unknown one.
  public long acknowledged(String peer) {
    Progress known = progress.get(peer);
    return known == null ? 0 : known.acknowledged();
  }
}
