package meridian.seeds;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.network.Address;
import meridian.network.Delivery;
import meridian.network.Envelope;
import meridian.network.Network;
import meridian.time.Deadline;
import meridian.time.Mailbox;
import meridian.time.Tasks;
import meridian.time.WorldClock;

/// A network with one fixed delay each way and no set-up, which a test can cut.
final class PlainNetwork implements Network {
  private static final long ONE_WAY_NANOS = 29_000_000;

  private final WorldClock clock;
  private final Tasks tasks;
  private final Map<String, Service> services = new TreeMap<>();
  private int calls;
  private int confirmations;
  private boolean isCut;

  PlainNetwork(WorldClock clock, Tasks tasks) {
    this.clock = clock;
    this.tasks = tasks;
  }

  int confirmations() {
    return confirmations;
  }

  int calls() {
    return calls;
  }

  /// Calls but those that confirm a key, which go on in the background while it is in use.
  int callsForClients() {
    return calls - confirmations;
  }

  void cut() {
    isCut = true;
  }

  void heal() {
    isCut = false;
  }

  @Override
  public void attach(Address address, Service service) {
    services.put(address.node(), service);
  }

  @Override
  public Reply call(Address from, Address to, Envelope envelope, Deadline deadline) {
    calls++;
    confirmations += envelope instanceof Envelope.ConfirmKey ? 1 : 0;
    Mailbox<Arrived> pieces = tasks.mailbox(10_000);
    if (isCut) {
      pieces.offer(new Arrived(new Delivery.Lost("link cut"), clock.nanos(), clock.nanos()));
      return new Pieces(pieces, deadline);
    }
    Outbox outbox =
        new Outbox() {
          @Override
          public boolean send(Delivery delivery) {
            return pieces.offer(
                new Arrived(delivery, clock.nanos(), clock.nanos() + ONE_WAY_NANOS));
          }

          @Override
          public boolean isOpen() {
            return !pieces.isClosed();
          }
        };
    tasks.start(
        to.node() + " serves " + from.node(),
        () -> {
          clock.sleepUntil(clock.nanos() + ONE_WAY_NANOS);
          java.util.Objects.requireNonNull(services.get(to.node()))
              .serve(envelope, outbox, deadline);
        });
    return new Pieces(pieces, deadline);
  }

  private static final class Pieces implements Reply {
    private final Mailbox<Arrived> pieces;
    private final Deadline deadline;
    private Optional<Arrived> held = Optional.empty();

    Pieces(Mailbox<Arrived> pieces, Deadline deadline) {
      this.pieces = pieces;
      this.deadline = deadline;
    }

    @Override
    public Arrived next() {
      Optional<Arrived> taken = held.isPresent() ? held : pieces.take(deadline);
      held = Optional.empty();
      return taken.orElseGet(this::late);
    }

    @Override
    public boolean isHereBy(Deadline patience) {
      if (held.isEmpty()) {
        held = pieces.take(patience.orEarlier(deadline));
      }
      return held.isPresent() && held.get().atNanos() <= patience.atNanos();
    }

    private Arrived late() {
      return new Arrived(new Delivery.Lost("deadline"), deadline.atNanos(), deadline.atNanos());
    }

    @Override
    public long connectNanos() {
      return 0;
    }

    @Override
    public long outwardNanos() {
      return ONE_WAY_NANOS;
    }

    @Override
    public void close() {
      pieces.close();
    }
  }
}
