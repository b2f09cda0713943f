package meridian.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.Money;
import meridian.ProjectId;

/// Whom a region asks for money when its own share of a project's balance runs out.
///
/// Each region may spend only what lies in its own ledger, so together they never spend more than
/// the balance, however the network is split. A move between two of them has a name that the asker
/// chose: the giver books it out once and the asker books it in once under that name, whether it
/// hears of it by the answer or, when that is lost, by replication. So the money is on its way or
/// in one place, never in two.
///
/// A peer that did not answer, or had nothing, is not asked again for a while. Bounded by peers ×
/// projects. Safe for several threads.
public final class Escrow {
  private static final Duration AFTER_SILENCE = Duration.ofSeconds(5);
  private static final Duration AFTER_NOTHING = Duration.ofSeconds(1);

  private final String region;
  private final List<String> peers;
  private final Map<String, Long> silentUntil = new LinkedHashMap<>();
  private final Map<ProjectId, Map<String, Long>> emptyUntil = new TreeMap<>();
  private long asked;

  /// @param region who asks
  /// @param peers whom, the nearest first
  public Escrow(String region, List<String> peers) {
    this.region = region;
    this.peers = List.copyOf(peers);
  }

  /// One question to one peer.
  ///
  /// @param move the name of the move
  /// @param peer who may give
  /// @param project whose balance
  /// @param amount how much is missing, above 0
  public record Ask(String move, String peer, ProjectId project, Money amount) {}

  /// The questions that make sense at `nowNanos`, in order; the caller stops when it has enough.
  public synchronized List<Ask> asks(ProjectId project, Money missing, long nowNanos) {
    List<Ask> asks = new ArrayList<>();
    Map<String, Long> empty = emptyUntil.getOrDefault(project, Map.of());
    for (String peer : peers) {
      if (silentUntil.getOrDefault(peer, Long.MIN_VALUE) <= nowNanos
          && empty.getOrDefault(peer, Long.MIN_VALUE) <= nowNanos) {
        String move = "move/" + region + "/" + peer + "/" + nowNanos + "/" + ++asked;
        asks.add(new Ask(move, peer, project, missing));
      }
    }
    return asks;
  }

  /// The peer of `ask` gave `amount`, maybe nothing.
  public synchronized void answered(Ask ask, Money amount, long nowNanos) {
    silentUntil.remove(ask.peer());
    if (amount.microUsd() == 0) {
      emptyUntil
          .computeIfAbsent(ask.project(), _ -> new LinkedHashMap<>())
          .put(ask.peer(), nowNanos + AFTER_NOTHING.toNanos());
    }
  }

  /// The peer of `ask` did not answer in time.
  public synchronized void silent(Ask ask, long nowNanos) {
    silentUntil.put(ask.peer(), nowNanos + AFTER_SILENCE.toNanos());
  }

  /// Whether some peer may hold money that cannot be asked for at `nowNanos`.
  public synchronized boolean isSplit(long nowNanos) {
    return silentUntil.values().stream().anyMatch(until -> until > nowNanos);
  }

  /// What a region gives that has `available` left and is asked for `missing`: half of what it has,
  /// or what is missing where that is more, so that neither asks again soon.
  public static Money gift(Money available, Money missing) {
    long most = Math.max(0, available.microUsd());
    return new Money(Math.min(most, Math.max(missing.microUsd(), most / 2)));
  }

  /// Whether the move of this name goes to `region`.
  public static boolean isMoveTo(String region, String move) {
    return move.startsWith("move/" + region + "/");
  }

  /// The part of `balance` that region `index` of `regions` starts with; the parts add up to it.
  public static Optional<Money> share(Optional<Money> balance, int index, int regions) {
    return balance.map(whole -> {
      long each = whole.microUsd() / regions;
      return new Money(index == 0 ? whole.microUsd() - each * (regions - 1) : each);
    });
  }
}
