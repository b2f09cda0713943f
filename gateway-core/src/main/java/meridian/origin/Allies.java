package meridian.origin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meridian.Bill;
import meridian.Change;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.Money;
import meridian.ProjectId;
import meridian.UsageRecord;
import meridian.network.Address;
import meridian.network.Delivery;
import meridian.network.Envelope;
import meridian.network.Network;
import meridian.time.Deadline;
import meridian.time.WorldClock;

/// The other regions, as an origin sees them. An origin that is alone has none and always serves.
public final class Allies {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final Standing standing;
  private final Optional<Links> links;

  private Allies(Standing standing, Optional<Links> links) {
    this.standing = standing;
    this.links = links;
  }

  /// No other regions.
  public static Allies none() {
    return new Allies(Standing.alone(), Optional.empty());
  }

  /// Other regions.
  public static Allies of(Standing standing, Links links) {
    return new Allies(standing, Optional.of(links));
  }

  /// What ties a region to the others.
  ///
  /// @param self where it is
  /// @param peers the others
  /// @param settings how they tell each other what changed
  /// @param shipping tells them
  /// @param following hears them
  /// @param treasury asks them for money; absent where each region believes in its own balance
  public record Links(
      Address self,
      List<Peer> peers,
      ReplicationSettings settings,
      Shipping shipping,
      Following following,
      Optional<Treasury> treasury,
      WorldClock clock,
      Network network) {}

  /// Whether this region serves. A primary that was long out of touch asks first whether another
  /// took over, for a second at most.
  boolean isServing() {
    if (links.isPresent() && !links.get().settings().isShared()) {
      links.get().shipping().check(QUIET, PATIENCE);
    }
    return standing.isServing();
  }

  /// The sign of life that PoPs with a choice of origins wait for; none from an origin that is
  /// alone.
  Optional<Delivery.Receipt> receipt() {
    return links.map(_ -> new Delivery.Receipt(standing.epoch()));
  }

  /// Takes in what another region changed, unless it is a primary of the past.
  Delivery.Shipped take(Envelope.Ship batch) {
    if (links.isEmpty() || batch.epoch() < standing.epoch()) {
      return new Delivery.Shipped(0, standing.epoch());
    }
    links.get().shipping().hears(batch.epoch());
    return links.get().following().take(batch, standing.epoch());
  }

  /// A key that this region does not know, from one that does.
  Optional<KeyRecord> findKey(KeyId key) {
    if (links.isEmpty()) {
      return Optional.empty();
    }
    Links to = links.get();
    for (Peer peer : to.peers()) {
      Deadline deadline = Deadline.in(PATIENCE, to.clock().nanos());
      try (Network.Reply reply =
          to.network().call(to.self(), peer.address(), new Envelope.FindKey(key), deadline)) {
        Network.Arrived arrived = reply.next();
        to.clock().sleepUntil(arrived.atNanos());
        if (arrived.delivery() instanceof Delivery.KeyAnswer answer && answer.key().isPresent()) {
          return answer.key();
        }
      }
    }
    return Optional.empty();
  }

  /// Gives another region money, when regions share balances.
  Delivery.Funds give(Envelope.AskFunds ask) {
    return links
        .flatMap(Links::treasury)
        .map(treasury -> treasury.give(ask))
        .orElseGet(() -> new Delivery.Funds(Money.ZERO));
  }

  /// Whether there are regions that money may come from.
  boolean shareBalances() {
    return links.flatMap(Links::treasury).isPresent();
  }

  /// Asks the others for money; says whether some could not be asked.
  boolean fetch(ProjectId project, Money missing) {
    return links.flatMap(Links::treasury).map(all -> all.fetch(project, missing)).orElse(false);
  }

  /// A bill was settled here; another region may have done so before.
  void settled(Bill bill) {
    links.ifPresent(to -> to.following().compare(bill));
  }

  /// A usage record is kept here.
  void used(UsageRecord usage) {
    links
        .filter(to -> !to.settings().hasOneUsageLog())
        .ifPresent(to -> to.shipping().accept(new Change.Used(usage)));
  }
}
