package meridian.origin;

import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import meridian.Completion;
import meridian.EffectiveModel;
import meridian.Json;
import meridian.Stage;
import meridian.cache.CacheEntry;
import meridian.cache.CacheQuestion;
import meridian.semantic.Embedding;
import meridian.semantic.Finding;
import meridian.semantic.SemanticCache;
import meridian.semantic.SemanticPolicy;
import meridian.semantic.SemanticQuestion;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.WorldClock;

/// The origin's way to the semantic cache: between the reserve and the provider it may find an
/// answer, and after the provider it stores one.
///
/// Every look-up is told with its result: `hit`, `would_hit` (shadow), `miss`, `near_threshold` or
/// `near_` and what the guard refused for, `skipped_` and why. Near misses are logged with their
/// cosine and never with their text. Whatever goes wrong here, the provider answers. Safe for any
/// number of requests at once.
public final class SemanticLayer {
  private static final System.Logger LOG = System.getLogger(SemanticLayer.class.getName());

  private final SemanticCache cache;
  private final WorldClock clock;
  private final EventSink events;

  /// The way to `cache`.
  public SemanticLayer(SemanticCache cache, WorldClock clock, EventSink events) {
    this.cache = cache;
    this.clock = clock;
    this.events = events;
  }

  /// An answer to the same question in other words, where the project wants one and the client
  /// takes one.
  Optional<CacheEntry> answer(Call call, EffectiveModel model) {
    SemanticPolicy policy = cache.policy(call.chat().project());
    CacheQuestion client = call.question();
    if (policy.mode() == SemanticPolicy.Mode.OFF || !(client.mayRead() || client.mayWrite())) {
      return Optional.empty();
    }
    Optional<SemanticQuestion> question = cache.part(client, model);
    if (question.isEmpty()) {
      tell(call, "skipped_no_text", 0);
      return Optional.empty();
    }
    long askedNanos = clock.nanos();
    Embedding embedding = cache.embed(question.get());
    call.lap(Stage.SEMANTIC_EMBED);
    return switch (embedding) {
      case Embedding.Skipped skipped -> {
        tell(call, "skipped_" + lower(skipped.reason()), askedNanos);
        yield Optional.empty();
      }
      case Embedding.Made made -> {
        Meaning meaning = new Meaning(question.get(), made.vector());
        call.means(meaning);
        yield client.mayRead() ? search(call, meaning, policy, askedNanos) : Optional.empty();
      }
    };
  }

  private Optional<CacheEntry> search(
      Call call, Meaning meaning, SemanticPolicy policy, long askedNanos) {
    Finding finding =
        cache.search(
            meaning.question(),
            meaning.vector(),
            call.question().directives(),
            policy.threshold(),
            call.wallNanos());
    call.lap(Stage.SEMANTIC_SEARCH);
    return switch (finding) {
      case Finding.Hit hit -> {
        boolean isShadow = policy.mode() == SemanticPolicy.Mode.SHADOW;
        tell(call, isShadow ? "would_hit" : "hit", askedNanos);
        yield isShadow ? Optional.empty() : Optional.of(hit.entry());
      }
      case Finding.NearMiss near -> {
        String refusedBy = near.guard().map(SemanticLayer::lower).orElse("threshold");
        tell(call, "near_" + refusedBy, askedNanos);
        LOG.log(
            Level.DEBUG,
            () ->
                "%s of project %s: similar by %.4f, refused by %s"
                    .formatted(
                        call.chat().id().text(), call.chat().project(), near.cosine(), refusedBy));
        yield Optional.empty();
      }
      case Finding.Miss _ -> {
        tell(call, "miss", askedNanos);
        yield Optional.empty();
      }
    };
  }

  /// Stores `entry`, the good answer to `call`, for others who ask the same in other words; with
  /// the project's own TTL here, at most that of the exact caches. An answer that calls tools is
  /// not stored: its arguments are the question's own.
  void store(Call call, CacheEntry entry, long nowNanos) {
    Optional<Meaning> meaning = call.meaning();
    if (meaning.isEmpty() || callsTools(entry.completion())) {
      return;
    }
    long ttlNanos = cache.policy(call.chat().project()).ttl().toNanos();
    long expiryNanos = Math.min(entry.createdNanos() + ttlNanos, entry.softExpiryNanos());
    SemanticQuestion question = meaning.get().question();
    cache.add(
        question,
        meaning.get().vector(),
        new CacheEntry(
            entry.fingerprint(),
            question.scope(),
            entry.completion(),
            entry.cost(),
            entry.createdNanos(),
            expiryNanos,
            expiryNanos,
            entry.producer(),
            entry.source(),
            entry.pop(),
            entry.sizeBytes()),
        nowNanos);
  }

  private static boolean callsTools(Completion completion) {
    return completion.body().items("choices").stream()
        .filter(Json.Obj.class::isInstance)
        .flatMap(choice -> ((Json.Obj) choice).object("message").stream())
        .anyMatch(
            message -> !message.items("tool_calls").isEmpty() || message.has("function_call"));
  }

  /// Forgets every answer; says how many that were.
  int clear() {
    return cache.clear();
  }

  private void tell(Call call, String result, long askedNanos) {
    long nowNanos = clock.nanos();
    events.accept(
        new Event.CacheAsked(
            "semantic",
            call.chat().pop(),
            result,
            askedNanos == 0 ? 0 : nowNanos - askedNanos,
            nowNanos));
    events.accept(new Event.SemanticAsked(call.chat().project(), result, nowNanos));
  }

  private static String lower(Enum<?> reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
