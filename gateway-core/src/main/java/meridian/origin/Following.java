package meridian.origin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import meridian.Bill;
import meridian.Booking;
import meridian.Change;
import meridian.Money;
import meridian.ProjectId;
import meridian.ledger.Duty;
import meridian.ledger.Foreign;
import meridian.ledger.InMemoryLedger;
import meridian.ledger.Ledger;
import meridian.ledger.LedgerCopy;
import meridian.ledger.Ties;
import meridian.ledger.UsageLog;
import meridian.network.Delivery;
import meridian.network.Envelope;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.WorldClock;

/// Takes in what other regions changed.
///
/// Keys: a revocation wins, otherwise the newest. Bookings: the union of all lines by region and
/// number; a bill that two regions settled is paid where it was settled first. Usage: one record
/// per request. A change that came before is passed over, so batches may come twice and late. Safe
/// for several threads.
public final class Following {
  private final String region;
  private final boolean isShared;
  private final Ties ties;
  private final KeyRegistry keys;
  private final InMemoryLedger ledger;
  private final UsageLog usage;
  private final Function<ProjectId, Optional<Money>> balances;
  private final WorldClock clock;
  private final EventSink events;
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final Map<ProjectId, Money> overspent = new TreeMap<>();

  /// A region that has heard of others' changes what `copies` and `ties` remember.
  ///
  /// @param peers whose changes it takes in
  /// @param isShared whether the others serve beside it, so that their bookings concern its own
  /// @param copies of a peer's ledger as far as it was followed
  /// @param balances what projects may spend in all regions together
  public Following(
      String region,
      List<Peer> peers,
      boolean isShared,
      Function<String, LedgerCopy> copies,
      Ties ties,
      KeyRegistry keys,
      InMemoryLedger ledger,
      UsageLog usage,
      Function<ProjectId, Optional<Money>> balances,
      WorldClock clock,
      EventSink events) {
    this.region = region;
    this.isShared = isShared;
    this.ties = ties;
    this.keys = keys;
    this.ledger = ledger;
    this.usage = usage;
    this.balances = balances;
    this.clock = clock;
    this.events = events;
    peers.forEach(peer -> sources.put(peer.region(), new Source(copies.apply(peer.region()))));
  }

  /// One other region. Guarded by itself.
  private static final class Source {
    private final LedgerCopy ledger;
    private long applied;
    private long missing;

    Source(LedgerCopy ledger) {
      this.ledger = ledger;
    }
  }

  private Optional<Source> source(String peer) {
    return Optional.ofNullable(sources.get(peer));
  }

  /// Takes a batch in; says how far this region is with its sender's changes.
  Delivery.Shipped take(Envelope.Ship batch, long epoch) {
    Optional<Source> known = source(batch.region());
    if (known.isEmpty()) {
      return new Delivery.Shipped(0, epoch);
    }
    Source source = known.get();
    int fresh = 0;
    synchronized (source) {
      long before = source.ledger.applied();
      if (!batch.changes().isEmpty()) {
        source.missing += Math.max(0, batch.first() - source.applied - 1);
      }
      long number = batch.first();
      for (Change change : batch.changes()) {
        if (number > source.applied) {
          apply(change, source);
          source.applied = number;
          fresh++;
        }
        number++;
      }
      if (source.ledger.applied() > before) {
        ties.follows(batch.region(), source.ledger.applied());
      }
    }
    if (fresh > 0) {
      long now = clock.nanos();
      long lag = Math.max(0, now - batch.oldestNanos());
      events.accept(new Event.Replicated(batch.region(), region, fresh, lag, now));
    }
    return new Delivery.Shipped(applied(batch.region()), epoch);
  }

  private void apply(Change change, Source source) {
    switch (change) {
      case Change.Keyed keyed -> keys.merge(keyed.key());
      case Change.Used used -> usage.record(List.of(used.usage()));
      case Change.Booked booked -> follow(booked.line(), source);
    }
  }

  /// What it means here is booked first: who has followed a line has done so.
  private void follow(Booking line, Source source) {
    if (line.number() <= source.ledger.applied()) {
      return;
    }
    if (isShared) {
      Foreign.follow(line, region, ledger, clock.nanos());
    }
    source.ledger.apply(line);
    if (isShared) {
      noticeOverspending(line);
    }
  }

  /// With naive quotas every region believes in the whole balance, so that it can be spent as many
  /// times as there are regions. With escrow this finds nothing.
  private void noticeOverspending(Booking line) {
    ProjectId project = line.bill().project();
    Optional<Money> balance = balances.apply(project);
    if (line.kind() != Booking.Kind.SETTLE || balance.isEmpty()) {
      return;
    }
    Money spent = ledger.account(project, clock.nanos()).spent();
    for (Source source : sources.values()) {
      spent = spent.plus(source.ledger.account(project).spent());
    }
    Money by = spent.minus(balance.get());
    synchronized (overspent) {
      if (by.compareTo(overspent.getOrDefault(project, Money.ZERO)) > 0) {
        overspent.put(project, by);
        events.accept(new Event.Overspent(project, by, clock.nanos()));
      }
    }
  }

  /// Whether another region settled `bill` before: then it is given back here.
  void compare(Bill bill) {
    if (!isShared) {
      return;
    }
    sources.forEach((peer, source) ->
        source
            .ledger
            .settledNanos(bill)
            .ifPresent(settled -> ledger.refundIfLater(bill, peer, settled, clock.nanos())));
  }

  /// Goes on with the ledger of `peer`, as far as it is known here; says how far that is.
  public Duty.Inheritance takeOver(String peer) {
    LedgerCopy known = source(peer).orElseThrow().ledger;
    ledger.takeOver(known);
    return new Duty.Inheritance(peer, known.applied());
  }

  /// The number of the newest change of `peer` that is known here, 0 for none.
  public long applied(String peer) {
    Optional<Source> source = source(peer);
    if (source.isEmpty()) {
      return 0;
    }
    synchronized (source.get()) {
      return source.get().applied;
    }
  }

  /// How many changes of `peer` never came.
  public long missing(String peer) {
    Optional<Source> source = source(peer);
    if (source.isEmpty()) {
      return 0;
    }
    synchronized (source.get()) {
      return source.get().missing;
    }
  }

  /// The copy of a peer's ledger.
  public Optional<LedgerCopy> ledger(String peer) {
    return source(peer).map(known -> known.ledger);
  }

  /// This region's own ledger.
  public Ledger ledger() {
    return ledger;
  }
}
