package meridian.edge;

import java.util.Optional;
import meridian.AnswerHead.LookUp;
import meridian.CacheResult;
import meridian.Fingerprint;
import meridian.PopId;
import meridian.Stage;
import meridian.cache.CacheEntry;
import meridian.cache.CacheQuestion;
import meridian.edge.Client.ClientGone;
import meridian.kv.Kv;
import meridian.kv.Kv.Seen;
import meridian.kv.Residency;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.WallClock;
import meridian.time.WorldClock;

/// A PoP's exact cache: what the KV shows here, whether it may answer, and the answer made from it.
/// Safe for any number of requests at once; it keeps nothing but what the KV holds.
final class EdgeCache {
  private final PopId pop;
  private final Residency<CacheEntry> entries;
  private final UsageDrain usage;
  private final WorldClock clock;
  private final WallClock wall;
  private final EventSink events;

  EdgeCache(
      PopId pop,
      Residency<CacheEntry> entries,
      UsageDrain usage,
      WorldClock clock,
      WallClock wall,
      EventSink events) {
    this.pop = pop;
    this.entries = entries;
    this.usage = usage;
    this.clock = clock;
    this.wall = wall;
    this.events = events;
  }

  /// Whether `looked` found an entry that may stand in for an origin that cannot answer `question`.
  boolean mayServeOnError(Looked looked, CacheQuestion question) {
    return looked.entry().isPresent()
        && question.mayServeOnError(looked.entry().get(), wall.nanos());
  }

  /// Asks the KV, when request and project may be answered from it, and waits as long as it takes.
  Looked lookUp(CacheQuestion question) {
    if (!question.mayRead()) {
      return Looked.nothing(question.directives().noCache() ? LookUp.REQUEST : LookUp.BYPASS);
    }
    Optional<Kv<CacheEntry>> kv = entries.readableAt(pop, question.policy().zone());
    if (kv.isEmpty()) {
      return Looked.nothing(LookUp.BYPASS);
    }
    Fingerprint fingerprint = question.fingerprint().orElseThrow();
    Kv.Look<CacheEntry> look = kv.get().get(pop, fingerprint.hex(), clock.nanos());
    clock.sleepUntil(clock.nanos() + look.tookNanos());
    Looked looked = judge(look.seen(), question);
    events.accept(
        new Event.CacheAsked("edge_kv", pop, resultOf(looked), look.tookNanos(), clock.nanos()));
    return looked;
  }

  private Looked judge(Seen<CacheEntry> seen, CacheQuestion question) {
    return switch (seen) {
      case Seen.Absent<CacheEntry> _ -> Looked.nothing(LookUp.MISS);
      case Seen.Failed<CacheEntry> _ -> Looked.nothing(LookUp.ERROR);
      case Seen.Found<CacheEntry> found -> {
        if (found.isFirstSight()) {
          long lag = found.visibleNanos() - found.writtenNanos();
          events.accept(new Event.KvVisible(pop, "entry", Math.max(0, lag), clock.nanos()));
        }
        CacheEntry entry = found.value();
        yield switch (question.freshness(entry, wall.nanos())) {
          case FRESH -> new Looked(LookUp.HIT, Optional.of(entry));
          case STALE -> new Looked(LookUp.STALE, Optional.of(entry));
          case GONE -> Looked.nothing(LookUp.MISS);
        };
      }
    };
  }

  private static String resultOf(Looked looked) {
    return switch (looked.said()) {
      case HIT -> "hit";
      case STALE -> "stale";
      case ERROR -> "error";
      case MISS, BYPASS, REQUEST -> "miss";
    };
  }

  /// Answers from `entry`. The usage record is kept before the first byte leaves.
  void answer(CacheEntry entry, CacheResult result, Exchange exchange, CacheQuestion question)
      throws ClientGone {
    long wallNow = wall.nanos();
    exchange.answeredAtEdge(
        result,
        Math.max(0, wallNow - entry.createdNanos()),
        entry.softExpiryNanos() - wallNow,
        entry);
    exchange.usage(clock.nanos()).ifPresent(usage::add);
    long readyNanos = clock.nanos();
    exchange.trace().lap(Stage.EDGE_ASSEMBLE, readyNanos);
    exchange.whole(question.request(), entry.completion(), readyNanos);
  }
}
