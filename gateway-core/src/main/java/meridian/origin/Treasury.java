package meridian.origin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Money;
import meridian.ProjectId;
import meridian.ledger.Escrow;
import meridian.ledger.Ledger;
import meridian.network.Address;
import meridian.network.Delivery;
import meridian.network.Envelope;
import meridian.network.Network;
import meridian.time.Deadline;
import meridian.time.WorldClock;

/// Brings money from other regions when a project's share here runs out, and gives it to those that
/// ask. Holds no lock while it waits. Safe for several threads.
public final class Treasury {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Address self;
  private final Map<String, Address> peers = new LinkedHashMap<>();
  private final Escrow escrow;
  private final Ledger ledger;
  private final WorldClock clock;
  private final Network network;

  /// A treasury of `region`.
  ///
  /// @param peers whom it asks, the nearest first
  public Treasury(
      String region,
      Address self,
      List<Peer> peers,
      Ledger ledger,
      WorldClock clock,
      Network network) {
    this.self = self;
    peers.forEach(peer -> this.peers.put(peer.region(), peer.address()));
    this.escrow = new Escrow(region, List.copyOf(this.peers.keySet()));
    this.ledger = ledger;
    this.clock = clock;
    this.network = network;
  }

  /// Asks the peers for `missing`, one after the other until there is enough. Says whether some
  /// peer that may still have money could not be asked.
  boolean fetch(ProjectId project, Money missing) {
    long need = missing.microUsd();
    for (Escrow.Ask ask : escrow.asks(project, missing, clock.nanos())) {
      Optional<Money> given = ask(ask);
      if (given.isEmpty()) {
        escrow.silent(ask, clock.nanos());
        continue;
      }
      escrow.answered(ask, given.get(), clock.nanos());
      ledger.moveIn(ask.move(), project, given.get(), clock.nanos());
      need -= given.get().microUsd();
      if (need <= 0) {
        return false;
      }
    }
    return escrow.isSplit(clock.nanos());
  }

  private Optional<Money> ask(Escrow.Ask ask) {
    Envelope.AskFunds envelope = new Envelope.AskFunds(ask.move(), ask.project(), ask.amount());
    Deadline deadline = Deadline.in(PATIENCE, clock.nanos());
    Address peer = Optional.ofNullable(peers.get(ask.peer())).orElseThrow();
    try (Network.Reply reply = network.call(self, peer, envelope, deadline)) {
      Network.Arrived arrived = reply.next();
      clock.sleepUntil(arrived.atNanos());
      return arrived.delivery() instanceof Delivery.Funds funds
          ? Optional.of(funds.given())
          : Optional.empty();
    }
  }

  /// Gives another region a part of what is left here.
  Delivery.Funds give(Envelope.AskFunds ask) {
    long now = clock.nanos();
    Money gift = Escrow.gift(ledger.account(ask.project(), now).available(), ask.amount());
    return new Delivery.Funds(ledger.moveOut(ask.move(), ask.project(), gift, now));
  }
}
