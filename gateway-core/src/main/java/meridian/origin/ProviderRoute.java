package meridian.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.origin.TargetHealth.Turn;
import meridian.provider.Router.Routing;
import meridian.provider.Router.Way;
import meridian.time.WorldClock;

/// The targets that one request is sent to, one after the other, until one answers: the nearest
/// that is well first, those that answer for another model last. Confined to the request's task.
///
/// At most [#MOST_ATTEMPTS], each at another target; from the second on the origin's [RetryBudget]
/// must allow it. When all targets rest, the first is asked all the same: a refusal of our own
/// would help nobody.
final class ProviderRoute {
  static final int MOST_ATTEMPTS = 3;

  private final RegionHealth health;
  private final WorldClock clock;
  private final List<Way> untried;
  private int attempts;

  ProviderRoute(Routing.Routed to, RegionHealth health, WorldClock clock) {
    this.health = health;
    this.clock = clock;
    this.untried = new ArrayList<>(to.ways());
  }

  /// The next to ask; empty when there is none, or no more may be asked.
  Optional<Attempt> next() {
    if (attempts == MOST_ATTEMPTS) {
      return Optional.empty();
    }
    Optional<Attempt> chosen =
        health
            .choose(untried, way -> way.provider().target(), clock.nanos())
            .map(choice -> new Attempt(choice.way(), choice.turn()));
    if (attempts == 0) {
      health.budget().earn();
      chosen = chosen.or(() -> Optional.of(new Attempt(untried.getFirst(), Turn.LAST_RESORT)));
    } else if (chosen.isPresent() && !health.budget().take()) {
      chosen.get().close();
      return Optional.empty();
    }
    chosen.ifPresent(attempt -> untried.remove(attempt.way()));
    attempts++;
    return chosen;
  }

  /// Whether another target could be asked after the present one.
  boolean hasOthers() {
    return !untried.isEmpty() && attempts < MOST_ATTEMPTS;
  }

  /// One call to one target. Its outcome is told once; a call that is closed without one says
  /// nothing of the target.
  final class Attempt implements AutoCloseable {
    private final Way way;
    private final Turn turn;
    private boolean isTold;

    private Attempt(Way way, Turn turn) {
      this.way = way;
      this.turn = turn;
    }

    Way way() {
      return way;
    }

    /// The target answers, if only to say that the request is wrong.
    void succeeded() {
      if (!isTold) {
        isTold = true;
        health.succeeded(way.provider().target(), turn, clock.nanos());
      }
    }

    /// The target failed; also in the middle of an answer.
    void failed() {
      isTold = true;
      health.failed(way.provider().target(), turn, clock.nanos());
    }

    @Override
    public void close() {
      if (!isTold) {
        isTold = true;
        health.undecided(way.provider().target(), turn, clock.nanos());
      }
    }
  }
}
