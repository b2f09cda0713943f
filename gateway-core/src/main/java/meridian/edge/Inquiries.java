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
/// At most [#MOST_WAITING] requests wait for one question; a further one asks for itself. Safe for
/// several threads; nobody waits while holding its lock.
final class Inquiries {
  /// Requests that wait for one answer.
  static final int MOST_WAITING = 10_000;

  /// Longer than one question to each of a few origins takes.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Tasks tasks;
  private final WorldClock clock;
  private final Map<KeyDigest, List<Mailbox<Optional<Outcome>>>> waiting = new HashMap<>();

  Inquiries(Tasks tasks, WorldClock clock) {
    this.tasks = tasks;
    this.clock = clock;
  }

  /// What comes of `question`, or of the same one that another request asks just now. When that
  /// request breaks off, one of those who waited asks.
  ///
  /// @param key the digest of what the client showed: only its equals share an answer
  Outcome ask(KeyDigest key, Supplier<Outcome> question) {
    while (true) {
      Optional<Mailbox<Optional<Outcome>>> place = place(key);
      if (place.isEmpty()) {
        return lead(key, question);
      }
      Optional<Optional<Outcome>> heard = place.get().take(Deadline.in(PATIENCE, clock.nanos()));
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

  /// Where to wait; empty when the caller must ask.
  private synchronized Optional<Mailbox<Optional<Outcome>>> place(KeyDigest key) {
    List<Mailbox<Optional<Outcome>>> others = waiting.get(key);
    if (others == null) {
      waiting.put(key, new ArrayList<>());
      return Optional.empty();
    }
    if (others.size() >= MOST_WAITING) {
      return Optional.empty();
    }
    Mailbox<Optional<Outcome>> place = tasks.mailbox(1);
    others.add(place);
    return Optional.of(place);
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
