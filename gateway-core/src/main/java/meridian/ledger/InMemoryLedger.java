package meridian.ledger;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import meridian.Bill;
import meridian.Booking;
import meridian.Charge;
import meridian.Money;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;

/// A ledger that lives as long as its process, or longer when its lines are kept: see [KeptLedger].
///
/// Each method decides which line to book and then books it; what has expired by then is booked
/// before. Safe for several threads: one lock, held for map operations and for handing lines to the
/// events.
///
/// Now and then it has kept what its lines come to, so that a start need not read all of them.
public final class InMemoryLedger implements Ledger {
  /// Lines from one checkpoint to the next: a start reads about that many, which takes a second.
  static final int CHECKPOINT_EVERY = 20_000;

  private final String region;
  private final LedgerSettings settings;
  private final EventSink events;
  private final Lines lines;
  private Balances balances;
  private final Pages pages;

  /// An empty ledger.
  ///
  /// @param region whose it is: the label of its lines
  /// @param events is told each line as it is booked
  public InMemoryLedger(String region, LedgerSettings settings, EventSink events) {
    this(region, settings, events, Lines.NOWHERE);
  }

  /// A ledger that goes on where the one before it on `lines` ended.
  ///
  /// @param lines is given each line as it is booked
  public InMemoryLedger(String region, LedgerSettings settings, EventSink events, Lines lines) {
    this(region, settings, events, lines, Optional::empty);
  }

  /// A ledger that goes on where the one before it on `lines` ended.
  ///
  /// @param lines is given each line as it is booked
  /// @param inherited what [#takeOver] went on from, if the region took over; asked only when the
  ///   lines are read from the first
  public InMemoryLedger(
      String region,
      LedgerSettings settings,
      EventSink events,
      Lines lines,
      Supplier<Optional<LedgerCopy>> inherited) {
    this.lines = lines;
    this.region = region;
    this.settings = settings;
    this.events = events;
    Optional<Checkpoint> checkpoint = lines.checkpoint();
    this.balances =
        checkpoint.isPresent()
            ? new Balances(settings)
            : inherited.get().map(LedgerCopy::balances).orElseGet(() -> new Balances(settings));
    this.pages = new Pages(settings.maxHistory());
    checkpoint.ifPresent(this::startFrom);
    lines.replay(pages.last(), this::follow);
  }

  private void startFrom(Checkpoint checkpoint) {
    balances.startFrom(checkpoint);
    pages.startAfter(checkpoint.number());
  }

  private void follow(Booking line) {
    pages.add(line);
    balances.apply(line);
  }

  @Override
  public synchronized void fund(ProjectId project, Optional<Money> balance, long nowNanos) {
    Optional<Purse> purse = balances.purse(project);
    Money funded = purse.map(Purse::funded).orElse(Money.ZERO);
    boolean isLimited = purse.map(Purse::isLimited).orElse(false);
    if (isLimited == balance.isPresent() && balance.orElse(funded).equals(funded)) {
      return;
    }
    Booking.Kind kind = balance.isPresent() ? Booking.Kind.FUND : Booking.Kind.UNLIMIT;
    Money added = balance.orElse(Money.ZERO).minus(funded);
    book(kind, new Bill("balance", project, ""), Optional.empty(), added, nowNanos);
  }

  @Override
  public synchronized Reserved reserve(Bill bill, RequestId request, Money amount, long nowNanos) {
    if (amount.microUsd() < 0) {
      throw new IllegalArgumentException("reserve: expected 0 or more, found " + amount);
    }
    expire(nowNanos);
    Optional<Tab> known = balances.tab(bill);
    if (known.isPresent()) {
      Tab tab = known.get();
      if (!tab.bill().subject().equals(bill.subject())) {
        return new Reserved.OtherSubject();
      }
      if (tab.attempts() >= MAX_ATTEMPTS) {
        return new Reserved.TooManyAttempts();
      }
      if (tab.isOpen() || tab.isSettled()) {
        Money held = tab.reserved();
        book(Booking.Kind.RESERVE, bill, Optional.of(request), Money.ZERO, nowNanos);
        return new Reserved.Granted(held, true);
      }
    }
    if (balances.openReserves() >= settings.maxOpen()) {
      return new Reserved.Full(settings.maxOpen());
    }
    if (!balances.hasRoomFor(bill.project())) {
      return new Reserved.Full(settings.maxProjects());
    }
    Optional<Purse> purse = balances.purse(bill.project()).filter(Purse::isLimited);
    if (purse.isPresent() && purse.get().available().compareTo(amount) < 0) {
      return new Reserved.Insufficient(purse.get().available());
    }
    book(Booking.Kind.RESERVE, bill, Optional.of(request), amount, nowNanos);
    return new Reserved.Granted(amount, known.isPresent());
  }

  @Override
  public synchronized Settled settle(Bill bill, RequestId request, Charge charge, long nowNanos) {
    expire(nowNanos);
    Optional<Tab> tab = balances.tab(bill);
    boolean isRepeat = tab.map(Tab::isSettled).orElse(false);
    Money before = tab.map(Tab::cost).orElse(Money.ZERO);
    Money added = charge.cost().map(cost -> cost.minus(before)).orElse(Money.ZERO);
    boolean isPaidElsewhere = tab.map(Tab::isRefunded).orElse(false);
    if (isPaidElsewhere || (isRepeat && added.microUsd() <= 0)) {
      return new Settled(Money.ZERO, Money.ZERO, true);
    }
    Money taken = covered(bill.project(), tab.map(Tab::reserved).orElse(Money.ZERO), added);
    Money uncovered = added.minus(taken);
    Charge line = new Charge(charge.usage(), charge.cost().map(_ -> added), charge.isEstimated());
    book(Booking.Kind.SETTLE, bill, Optional.of(request), taken, uncovered, line, 0, nowNanos);
    return new Settled(taken, uncovered, isRepeat);
  }

  /// How much of `cost` the account can pay, its own reserve included.
  private Money covered(ProjectId project, Money reserved, Money cost) {
    Optional<Purse> purse = balances.purse(project).filter(Purse::isLimited);
    if (purse.isEmpty()) {
      return cost;
    }
    long most = Math.max(0, purse.get().available().plus(reserved).microUsd());
    return new Money(Math.min(cost.microUsd(), most));
  }

  @Override
  public synchronized boolean release(Bill bill, RequestId request, long nowNanos) {
    expire(nowNanos);
    Optional<Tab> tab = balances.tab(bill).filter(Tab::isOpen);
    if (tab.isEmpty()) {
      return false;
    }
    boolean isLast = tab.get().isHeldByOne();
    Money back = isLast ? tab.get().reserved() : Money.ZERO;
    book(Booking.Kind.RELEASE, bill, Optional.of(request), back, nowNanos);
    return isLast;
  }

  @Override
  public synchronized boolean refundIfLater(
      Bill bill, String otherRegion, long otherNanos, long nowNanos) {
    Optional<Tab> tab = balances.tab(bill).filter(Tab::isSettled);
    if (tab.isEmpty() || tab.get().isRefunded()) {
      return false;
    }
    long own = tab.get().settledNanos();
    if (own < otherNanos || (own == otherNanos && region.compareTo(otherRegion) < 0)) {
      return false;
    }
    book(
        Booking.Kind.REFUND,
        bill,
        Optional.empty(),
        tab.get().charged(),
        tab.get().uncovered(),
        Charge.NOTHING,
        0,
        nowNanos);
    return true;
  }

  /// Goes on from where the ledger of another region, now gone, was last known to be. Call before
  /// anything is booked here. No line says so: who reads the lines again must know it.
  public synchronized void takeOver(LedgerCopy copy) {
    if (pages.last() > 0) {
      throw new IllegalStateException(
          "ledger of " + region + ": expected no lines before a take-over, found " + pages.last());
    }
    balances = copy.balances();
  }

  /// What its lines so far come to; not before the first.
  synchronized Checkpoint checkpoint() {
    return balances.checkpoint(pages.last());
  }

  @Override
  public synchronized boolean moveIn(String id, ProjectId project, Money amount, long nowNanos) {
    if (balances.move(id, project).isPresent()) {
      return false;
    }
    book(Booking.Kind.MOVE, new Bill(id, project, ""), Optional.empty(), amount, nowNanos);
    return true;
  }

  @Override
  public synchronized Money moveOut(String id, ProjectId project, Money atMost, long nowNanos) {
    expire(nowNanos);
    Optional<Money> earlier = balances.move(id, project);
    if (earlier.isPresent()) {
      return Money.ZERO.minus(earlier.get());
    }
    long available = balances.purse(project).map(Purse::available).orElse(Money.ZERO).microUsd();
    Money given = new Money(Math.max(0, Math.min(atMost.microUsd(), available)));
    Money taken = Money.ZERO.minus(given);
    book(Booking.Kind.MOVE, new Bill(id, project, ""), Optional.empty(), taken, nowNanos);
    return given;
  }

  @Override
  public synchronized Account account(ProjectId project, long nowNanos) {
    expire(nowNanos);
    return balances.purse(project).map(Purse::account).orElseGet(() -> Account.empty(project));
  }

  @Override
  public synchronized List<Account> accounts(long nowNanos) {
    expire(nowNanos);
    return balances.accounts();
  }

  @Override
  public synchronized List<Booking> history(long afterNumber, int atMost) {
    return pages.after(afterNumber, atMost);
  }

  private void expire(long nowNanos) {
    for (Optional<Tab> due = balances.expired(nowNanos);
        due.isPresent();
        due = balances.expired(nowNanos)) {
      Tab tab = due.get();
      book(Booking.Kind.EXPIRE, tab.bill(), Optional.empty(), tab.reserved(), nowNanos);
    }
  }

  private void book(
      Booking.Kind kind, Bill bill, Optional<RequestId> request, Money amount, long nowNanos) {
    long until = kind == Booking.Kind.RESERVE ? nowNanos + settings.reserveFor().toNanos() : 0;
    book(kind, bill, request, amount, Money.ZERO, Charge.NOTHING, until, nowNanos);
  }

  private void book(
      Booking.Kind kind,
      Bill bill,
      Optional<RequestId> request,
      Money amount,
      Money uncovered,
      Charge charge,
      long untilNanos,
      long nowNanos) {
    Booking line =
        new Booking(
            region,
            pages.last() + 1,
            kind,
            bill,
            request,
            amount,
            uncovered,
            charge,
            untilNanos,
            nowNanos);
    balances.apply(line);
    pages.add(line);
    lines.add(line);
    if (line.number() % CHECKPOINT_EVERY == 0) {
      lines.keep(this::checkpoint);
    }
    Optional<Money> available =
        balances.purse(bill.project()).filter(Purse::isLimited).map(Purse::available);
    events.accept(new Event.Booked(line, available));
  }
}
