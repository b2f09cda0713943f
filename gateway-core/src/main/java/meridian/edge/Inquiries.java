package meridian.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import meridian.KeyDigest;
import meridian.edge.EdgeKeys.Outcome;
import meridian.time.Deadline;
import meridian.time.Mailbox;
import meridian.time.Tasks;
import meridian.time.WorldClock;

/// Single-flight for questions about keys: a burst of requests with one key that a PoP does not
/// know yet asks its origin once, and all are let in or refused by the one answer.
///
/// At most [#MOST_WAITING] requests wait for one question; a further one asks for itself, and its
/// answer is nobody else's. Safe for several threads; nobody waits while holding its lock.
final class Inquiries {
  /// Requests that wait for one answer.
  private static final int MOST_WAITING = 10_000;

  /// Longer than one question to each of a few origins takes.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Tasks tasks;
  private final WorldClock clock;
  private final int mostWaiting;
  private final Map<KeyDigest, List<Mailbox<Optional<Outcome>>>> waiting = new HashMap<>();

  Inquiries(Tasks tasks, WorldClock clock) {
    this(tasks, clock, MOST_WAITING);
  }

  /// With another bound, for tests.
  Inquiries(Tasks tasks, WorldClock clock, int mostWaiting) {
    this.tasks = tasks;
    this.clock = clock;
    this.mostWaiting = mostWaiting;
  }

  /// What a request does about its question.
  private sealed interface Place {
    /// Asks, for all who come meanwhile.
    record Leads() implements Place {}

    /// Waits for the answer of who leads.
    record Waits(Mailbox<Optional<Outcome>> answer) implements Place {}

    /// Asks for itself: enough wait already.
    record Alone() implements Place {}
  }

  /// What comes of `question`, or of the same one that another request asks just now. When that
  /// request breaks off, one of those who waited asks.
  ///
  /// @param key the digest of what the client showed: only its equals share an answer
  Outcome ask(KeyDigest key, Supplier<Outcome> question) {
    while (true) {
      switch (place(key)) {
        case Place.Leads _ -> {
          return lead(key, question);
        }
        case Place.Alone _ -> {
          return question.get();
        }
        case Place.Waits waits -> {
          Optional<Optional<Outcome>> heard =
              waits.answer().take(Deadline.in(PATIENCE, clock.nanos()));
          if (heard.isEmpty()) {
            return new Outcome.Refused(
                Refusals.unconfirmedKey(
                    "another request's question took longer than " + PATIENCE.toSeconds() + " s"));
          }
          if (heard.get().isPresent()) {
            return heard.get().get();
          }
        }
      }
    }
  }

  private synchronized Place place(KeyDigest key) {
    List<Mailbox<Optional<Outcome>>> others = waiting.get(key);
    if (others == null) {
      waiting.put(key, new ArrayList<>());
      return new Place.Leads();
    }
    if (others.size() >= mostWaiting) {
      return new Place.Alone();
    }
    Mailbox<Optional<Outcome>> answer = tasks.mailbox(1);
    others.add(answer);
    return new Place.Waits(answer);
  }

  private Outcome lead(KeyDigest key, Supplier<Outcome> question) {
    Optional<Outcome> outcome = Optional.empty();
    try {
      outcome = Optional.of(question.get());
      return outcome.get();
    } finally {
      for (Mailbox<Optional<Outcome>> place : end(key)) {
        place.offer(outcome);
      }
    }
  }

  private synchronized List<Mailbox<Optional<Outcome>>> end(KeyDigest key) {
    return Optional.ofNullable(waiting.remove(key)).orElse(List.of());
  }
}
