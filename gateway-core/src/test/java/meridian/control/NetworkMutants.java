package meridian.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import meridian.CacheDirectives;
import meridian.CacheResult;
import meridian.Change;
import meridian.KeyRecord;
import meridian.Layer;
import meridian.Money;
import meridian.network.Address;
import meridian.network.Delivery;
import meridian.network.Envelope;
import meridian.network.Network;
import meridian.network.OriginReport;
import meridian.time.Deadline;

/// Bugs on the ways between nodes.
final class NetworkMutants {
  private NetworkMutants() {}

  static List<Mutant> all() {
    return List.of(
        calls("every request leads its own flight", "single-flight", NetworkMutants::alone),
        calls("a batch of usage is lost on its way", "usage records", NetworkMutants::withoutUsage),
        calls(
                "revocations do not reach other regions",
                "revoked keys",
                NetworkMutants::withoutRevocations)
            .with("3"),
        replies("HIT is claimed for a MISS", "honest labels", NetworkMutants::claimedHit),
        replies("a hit is charged", "honest labels", NetworkMutants::chargedHit),
        replies(
            "a stream is cut short and nobody says so", "honest labels", NetworkMutants::cutShort));
  }

  /// Changes what nodes ask; an empty envelope is not sent and acknowledged all the same.
  private static Mutant calls(
      String name, String checker, Function<Envelope, Optional<Envelope>> bug) {
    return new Mutant(
        name,
        checker,
        () ->
            new Parts() {
              @Override
              public Network network(Network network) {
                return new Calls(network, bug, outbox -> outbox);
              }
            });
  }

  /// Changes what origins send back.
  private static Mutant replies(String name, String checker, UnaryOperator<Network.Outbox> bug) {
    return new Mutant(
        name,
        checker,
        () ->
            new Parts() {
              @Override
              public Network network(Network network) {
                return new Calls(network, Optional::of, bug);
              }
            });
  }

  /// A network whose services are asked and answer through a bug.
  private record Calls(
      Network network,
      Function<Envelope, Optional<Envelope>> asked,
      UnaryOperator<Network.Outbox> answered)
      implements Network {
    @Override
    public void attach(Address address, Service service) {
      network.attach(
          address,
          (envelope, outbox, deadline) -> {
            Optional<Envelope> passed = asked.apply(envelope);
            if (passed.isPresent()) {
              service.serve(passed.get(), answered.apply(outbox), deadline);
            } else {
              outbox.send(new Delivery.UsageTaken(1));
            }
          });
    }

    @Override
    public Reply call(Address from, Address to, Envelope envelope, Deadline deadline) {
      return network.call(from, to, envelope, deadline);
    }

    @Override
    public void breakOff(String node) {
      network.breakOff(node);
    }
  }

  private static Optional<Envelope> alone(Envelope envelope) {
    if (!(envelope instanceof Envelope.Chat chat)) {
      return Optional.of(envelope);
    }
    CacheDirectives wishes =
        new CacheDirectives(
            false, false, false, Optional.of(Duration.ofDays(300)), Optional.empty());
    return Optional.of(
        new Envelope.Chat(
            chat.id(),
            chat.pop(),
            chat.key(),
            chat.project(),
            chat.request(),
            wishes,
            chat.fingerprint(),
            chat.idempotencyKey(),
            chat.sizeBytes()));
  }

  private static Optional<Envelope> withoutUsage(Envelope envelope) {
    return envelope instanceof Envelope.Usage ? Optional.empty() : Optional.of(envelope);
  }

  /// An outbox that changes or swallows deliveries.
  private record Passing(Network.Outbox outbox, Function<Delivery, Optional<Delivery>> bug)
      implements Network.Outbox {
    @Override
    public boolean send(Delivery delivery) {
      Optional<Delivery> passed = bug.apply(delivery);
      return passed.isEmpty() || outbox.send(passed.get());
    }

    @Override
    public boolean isOpen() {
      return outbox.isOpen();
    }
  }

  private static Network.Outbox reporting(Network.Outbox outbox, UnaryOperator<OriginReport> bug) {
    return new Passing(
        outbox,
        delivery ->
            Optional.of(
                switch (delivery) {
                  case Delivery.Started started ->
                      new Delivery.Started(bug.apply(started.report()), started.fingerprint());
                  case Delivery.Ended ended -> new Delivery.Ended(bug.apply(ended.report()));
                  default -> delivery;
                }));
  }

  private static OriginReport as(
      OriginReport report, CacheResult cache, Layer layer, Optional<Money> cost) {
    return new OriginReport(
        cache,
        layer,
        report.stages(),
        report.usage(),
        cost,
        report.saved(),
        report.ageNanos(),
        report.ttlNanos(),
        report.source(),
        report.left(),
        report.detail());
  }

  private static Network.Outbox claimedHit(Network.Outbox outbox) {
    return reporting(
        outbox,
        report ->
            report.cache() == CacheResult.MISS
                ? as(report, CacheResult.HIT, Layer.ORIGIN, Optional.of(Money.ZERO))
                : report);
  }

  private static Network.Outbox chargedHit(Network.Outbox outbox) {
    return reporting(
        outbox,
        report ->
            report.cache() == CacheResult.HIT
                ? as(report, CacheResult.HIT, report.layer(), Optional.of(new Money(1)))
                : report);
  }

  private static Network.Outbox cutShort(Network.Outbox outbox) {
    int[] chunks = {0};
    return new Passing(
        outbox,
        delivery ->
            delivery instanceof Delivery.Chunk && ++chunks[0] > 5
                ? Optional.empty()
                : Optional.of(delivery));
  }

  private static Optional<Envelope> withoutRevocations(Envelope envelope) {
    return Optional.of(
        envelope instanceof Envelope.Ship ship
            ? new Envelope.Ship(
                ship.region(),
                ship.epoch(),
                ship.first(),
                ship.changes().stream().map(NetworkMutants::unrevoked).toList(),
                ship.oldestNanos())
            : envelope);
  }

  private static Change unrevoked(Change change) {
    return change instanceof Change.Keyed keyed && keyed.key().isRevoked()
        ? new Change.Keyed(
            new KeyRecord(
                keyed.key().id(),
                keyed.key().digest(),
                keyed.key().project(),
                false,
                keyed.key().assertedAtNanos()))
        : change;
  }
}
