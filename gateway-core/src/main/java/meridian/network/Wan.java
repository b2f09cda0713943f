package meridian.network;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import meridian.time.Deadline;
import meridian.time.Mailbox;
import meridian.time.Tasks;
import meridian.time.TooManyTasks;
import meridian.time.WorldClock;

/// The wide-area network in one process: nodes call each other as if the atlas lay between them.
///
/// A call leaves on a warm connection of the pool or pays for a new one; the receiving service runs
/// in a task of its own that begins when the envelope's last byte has arrived. Deliveries are
/// handed over as they are sent, each with the moment it arrives.
///
/// What goes wrong: over a cut link nothing arrives and nobody is told, so that the caller learns
/// it from its deadline; a connection cut in mid-answer stays silent even if the link heals, and is
/// not used again. A node that is down, or that nobody attached, refuses within a round trip, and
/// so does one whose world runs as many tasks as it may; a node that is down gets nothing out. A
/// service that ends without a last delivery is reported as lost.
///
/// At most 256 deliveries of one answer wait for their reader; then the sender waits, as for a
/// closed receive window.
public final class Wan implements Network {
  private static final int WAITING_DELIVERIES = 256;
  private static final int NODES = 1024;

  private final WorldClock clock;
  private final Tasks tasks;
  private final Paths paths;
  private final Tcp tcp;
  private final ConnectionPool pool = new ConnectionPool();
  private final Map<String, Service> services = new ConcurrentHashMap<>();
  private final Calls calls = new Calls();

  /// A network over `paths` whose connections behave as `tcp`.
  public Wan(WorldClock clock, Tasks tasks, Paths paths, Tcp tcp) {
    this.clock = clock;
    this.tasks = tasks;
    this.paths = paths;
    this.tcp = tcp;
  }

  /// The ways that this network uses: faults are set there.
  public Paths paths() {
    return paths;
  }

  @Override
  public void attach(Address address, Service service) {
    if (services.size() >= NODES || services.putIfAbsent(address.node(), service) != null) {
      throw new IllegalStateException(
          "network: expected each node once and at most "
              + NODES
              + ", found "
              + address
              + " again");
    }
  }

  @Override
  public void breakOff(String node) {
    calls.to(node).forEach(Calls.Running::breakOff);
  }

  @Override
  public Reply call(Address from, Address to, Envelope envelope, Deadline deadline) {
    long now = clock.nanos();
    Mailbox<Arrived> mailbox = tasks.mailbox(WAITING_DELIVERIES);
    if (paths.isCut(from.place(), to.place())) {
      pool.drop(from, to);
      return new WanReply(clock, mailbox, deadline, cutText(from, to), 0, 0);
    }
    Service service = services.get(to.node());
    boolean isDown = paths.links().isDown(to.node()) || paths.links().isDown(from.node());
    if (service == null || isDown) {
      pool.drop(from, to);
      return refused(from, to, mailbox, deadline, now);
    }
    Optional<Connection> warm = pool.take(from, to, now);
    Connection connection =
        warm.orElseGet(() -> new Connection(paths, tcp, from.place(), to.place()));
    long connectNanos = warm.isPresent() ? 0 : connection.connectNanos();
    long arrivesNanos = connection.upNanos(envelope.sizeBytes(), now + connectNanos);
    Exchange exchange = new Exchange(from, to, connection, mailbox, deadline);
    calls.add(exchange);
    try {
      Tasks.Handle task =
          tasks.start(
              from + " calls " + to,
              () -> {
                try {
                  clock.sleepUntil(arrivesNanos);
                  exchange.serve(service, envelope);
                } finally {
                  calls.remove(exchange);
                }
              });
      exchange.runsAs(task);
    } catch (TooManyTasks full) {
      calls.remove(exchange);
      return refused(from, to, mailbox, deadline, now);
    }
    return new WanReply(
        clock,
        mailbox,
        deadline,
        to + " did not answer in time",
        connectNanos,
        arrivesNanos - now - connectNanos);
  }

  private Reply refused(
      Address from, Address to, Mailbox<Arrived> mailbox, Deadline deadline, long now) {
    long there = now + paths.oneWayNanos(from.place(), to.place());
    long back = there + paths.oneWayNanos(to.place(), from.place());
    mailbox.offer(new Arrived(new Delivery.Lost(to + " refused the connection"), there, back));
    return new WanReply(clock, mailbox, deadline, to + " refused the connection", back - now, 0);
  }

  private static String cutText(Address from, Address to) {
    return "link " + from.place() + "-" + to.place() + " is cut";
  }

  /// One call as the receiving node sees it. Confined to the task that serves it, or to the one
  /// task it hands the outbox to.
  private final class Exchange implements Outbox, Calls.Running {
    private final Address from;
    private final Address to;
    private final Connection connection;
    private final Mailbox<Arrived> mailbox;
    private final Deadline deadline;
    private volatile Optional<Tasks.Handle> task = Optional.empty();
    private volatile boolean isBroken;
    private boolean isEnded;
    private boolean isSilent;

    Exchange(
        Address from,
        Address to,
        Connection connection,
        Mailbox<Arrived> mailbox,
        Deadline deadline) {
      this.from = from;
      this.to = to;
      this.connection = connection;
      this.mailbox = mailbox;
      this.deadline = deadline;
    }

    @Override
    public String node() {
      return to.node();
    }

    void runsAs(Tasks.Handle handle) {
      task = Optional.of(handle);
      if (isBroken) {
        handle.interrupt();
      }
    }

    /// Called by who crashes the node, while another task serves. When the reader is so far behind
    /// that there is no room for the news, it learns them at its deadline.
    @Override
    public void breakOff() {
      isBroken = true;
      long now = clock.nanos();
      if (!paths.isCut(from.place(), to.place())) {
        long there = now + paths.oneWayNanos(to.place(), from.place());
        mailbox.offer(new Arrived(new Delivery.Lost(to + " broke the connection"), now, there));
      }
      task.ifPresent(Tasks.Handle::interrupt);
    }

    void serve(Service service, Envelope envelope) {
      if (isBroken || isCutOff()) {
        return;
      }
      if (paths.links().isDown(to.node())) {
        send(new Delivery.Lost(to + " refused the connection"));
        return;
      }
      try {
        service.serve(envelope, this, deadline);
      } finally {
        if (!isEnded && !isBroken) {
          send(new Delivery.Lost(to + " ended without an answer"));
        }
      }
    }

    @Override
    public boolean send(Delivery delivery) {
      if (isEnded) {
        throw new IllegalStateException(to + ": expected nothing after the last delivery");
      }
      isEnded = delivery.isLast();
      if (isBroken || mailbox.isClosed()) {
        return false;
      }
      if (isCutOff()) {
        return true; // its bytes wait in a socket buffer, as far as the sender knows
      }
      long sentNanos = clock.nanos();
      long arrivesNanos = connection.downNanos(delivery.sizeBytes(), sentNanos);
      boolean isTaken = mailbox.put(new Arrived(delivery, sentNanos, arrivesNanos), deadline);
      if (isTaken && isEnded && !(delivery instanceof Delivery.Lost)) {
        pool.give(from, to, connection, arrivesNanos);
      }
      return isTaken;
    }

    @Override
    public boolean isOpen() {
      return !isBroken && !mailbox.isClosed();
    }

    private boolean isCutOff() {
      if (!isSilent && paths.isCut(from.place(), to.place())) {
        isSilent = true;
        pool.drop(from, to);
      }
      return isSilent;
    }
  }
}
