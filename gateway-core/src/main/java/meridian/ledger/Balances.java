package meridian.ledger;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import meridian.Bill;
import meridian.Booking;
import meridian.Money;
import meridian.ProjectId;

/// What a ledger's lines come to: accounts, open reserves, and the bills and moves that ended.
///
/// It decides nothing: [#apply] follows a line that somebody booked, so that the same lines give
/// the same balances wherever they are read. Guarded by the ledger it is in.
final class Balances {
  private final LedgerSettings settings;
  private final Map<ProjectId, Purse> purses = new TreeMap<>();
  private final Map<Name, Tab> open = new HashMap<>();
  private final TreeSet<Expiry> expiries = new TreeSet<>();
  private final Map<Name, Tab> closed;
  private final Map<Name, Money> moves;

  Balances(LedgerSettings settings) {
    this.settings = settings;
    this.closed = new Remembered<>(settings.maxClosed());
    this.moves = new Remembered<>(settings.maxClosed());
  }

  /// What the lines up to `number`, all that were applied, come to.
  Checkpoint checkpoint(long number) {
    return new Checkpoint(
        number,
        purses.values().stream().map(Purse::state).toList(),
        new TreeMap<>(open).values().stream().map(Tab::state).toList(),
        closed.values().stream().map(Tab::state).toList(),
        moves.entrySet().stream()
            .map(move ->
                new Checkpoint.MoveState(
                    move.getKey().project(), move.getKey().id(), move.getValue()))
            .toList());
  }

  /// Goes on from `checkpoint`. Call before any line is applied.
  void startFrom(Checkpoint checkpoint) {
    checkpoint.purses().forEach(state -> purses.put(state.project(), new Purse(state)));
    for (Checkpoint.TabState state : checkpoint.open()) {
      Tab tab = new Tab(state, true);
      Name name = Name.of(tab.bill());
      open.put(name, tab);
      expiries.add(new Expiry(tab.untilNanos(), name));
      purses.computeIfAbsent(name.project(), Purse::new).open(tab.reserved());
    }
    for (Checkpoint.TabState state : checkpoint.closed()) {
      closed.put(Name.of(state.bill()), new Tab(state, false));
    }
    checkpoint
        .moves()
        .forEach(move -> moves.put(new Name(move.project(), move.id()), move.amount()));
  }

  /// Whether a project may be booked for: it is known, or there is room for one more.
  boolean hasRoomFor(ProjectId project) {
    return purses.containsKey(project) || purses.size() < settings.maxProjects();
  }

  Optional<Purse> purse(ProjectId project) {
    return Optional.ofNullable(purses.get(project));
  }

  List<Account> accounts() {
    return purses.values().stream().map(Purse::account).toList();
  }

  int openReserves() {
    return open.size();
  }

  /// What is known of `bill`, open or ended.
  Optional<Tab> tab(Bill bill) {
    Name name = Name.of(bill);
    Tab tab = open.get(name);
    return Optional.ofNullable(tab != null ? tab : closed.get(name));
  }

  /// The amount of an earlier move of this name.
  Optional<Money> move(String id, ProjectId project) {
    return Optional.ofNullable(moves.get(new Name(project, id)));
  }

  /// The reserve that expires first, if it has expired at `nowNanos`.
  Optional<Tab> expired(long nowNanos) {
    return expiries.isEmpty() || expiries.first().untilNanos() > nowNanos
        ? Optional.empty()
        : Optional.ofNullable(open.get(expiries.first().name()));
  }

  /// Follows one line.
  void apply(Booking line) {
    Purse purse = purses.computeIfAbsent(line.bill().project(), Purse::new);
    switch (line.kind()) {
      case FUND, UNLIMIT -> purse.fund(line);
      case MOVE -> {
        moves.put(Name.of(line.bill()), line.amount());
        purse.move(line.amount());
      }
      case RESERVE -> reserve(line, purse);
      case SETTLE -> settle(line, purse);
      case RELEASE -> release(line, purse);
      case EXPIRE -> {
        Name name = Name.of(line.bill());
        Tab tab = open.get(name);
        if (tab != null) {
          close(name, tab, purse);
        }
      }
      case REFUND -> {
        tab(line.bill()).ifPresent(Tab::refund);
        purse.refund(line);
      }
    }
  }

  private void reserve(Booking line, Purse purse) {
    Name name = Name.of(line.bill());
    Tab tab = tab(line.bill()).orElseGet(() -> new Tab(line.bill()));
    if (!tab.isOpen() && !tab.isSettled()) {
      closed.remove(name);
      tab.open(line.amount(), line.untilNanos());
      open.put(name, tab);
      expiries.add(new Expiry(tab.untilNanos(), name));
      purse.open(line.amount());
    }
    tab.attempt();
  }

  private void settle(Booking line, Purse purse) {
    Name name = Name.of(line.bill());
    Tab tab = tab(line.bill()).orElseGet(() -> new Tab(line.bill()));
    if (tab.isOpen()) {
      close(name, tab, purse);
    } else {
      closed.put(name, tab);
    }
    tab.settle(line);
    purse.settle(line);
  }

  private void release(Booking line, Purse purse) {
    Name name = Name.of(line.bill());
    Tab tab = open.get(name);
    if (tab == null) {
      return;
    }
    if (tab.isHeldByOne()) {
      close(name, tab, purse);
    } else {
      tab.leave();
    }
  }

  private void close(Name name, Tab tab, Purse purse) {
    expiries.remove(new Expiry(tab.untilNanos(), name));
    open.remove(name);
    purse.close(tab.reserved());
    tab.close();
    closed.put(name, tab);
  }

  /// What bills and moves are known by.
  private record Name(ProjectId project, String id) implements Comparable<Name> {
    static Name of(Bill bill) {
      return new Name(bill.project(), bill.id());
    }

    @Override
    public int compareTo(Name other) {
      int byProject = project.compareTo(other.project);
      return byProject != 0 ? byProject : id.compareTo(other.id);
    }
  }

  /// When a reserve ends, in the order they end.
  private record Expiry(long untilNanos, Name name) implements Comparable<Expiry> {
    @Override
    public int compareTo(Expiry other) {
      int byTime = Long.compare(untilNanos, other.untilNanos);
      return byTime != 0 ? byTime : name.compareTo(other.name);
    }
  }

  /// A map that forgets its oldest entry at its bound.
  private static final class Remembered<V> extends LinkedHashMap<Name, V> {
    private static final long serialVersionUID = 1L;
    private final int bound;

    Remembered(int bound) {
      this.bound = bound;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Name, V> eldest) {
      return size() > bound;
    }
  }
}
