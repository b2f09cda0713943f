package meridian.network;

import java.util.Optional;
import meridian.Allowances;
import meridian.CacheResult;
import meridian.Layer;
import meridian.Money;
import meridian.Source;
import meridian.StageTimes;
import meridian.TokenUsage;

/// What the origin did for one request.
///
/// @param cache how its caches took part
/// @param layer who gave the answer
/// @param stages time the origin measured in its own stages and the provider's
/// @param usage tokens of the answer as the provider counted them
/// @param cost what this request is charged; empty when the price is unknown
/// @param saved what a hit would have cost; empty when the price is unknown
/// @param ageNanos age of the entry that answered, 0 for a fresh answer
/// @param ttlNanos time left until that entry is stale, negative past it; 0 for a fresh answer
/// @param source who made the answer and at whose cost, now or when it was stored
/// @param left what the key may still send, as far as the origin limits it
/// @param detail reason of a bypass, name of the provider target, or code of a refusal
public record OriginReport(
    CacheResult cache,
    Layer layer,
    StageTimes stages,
    TokenUsage usage,
    Optional<Money> cost,
    Optional<Money> saved,
    long ageNanos,
    long ttlNanos,
    Source source,
    Allowances left,
    String detail) {

  /// Whether a modelled provider made the answer.
  public boolean isModelled() {
    return source == Source.MODELLED;
  }

  /// The same for an answer that a refusal ended: nobody gave it, and the detail is `code`.
  public OriginReport because(String code) {
    return new OriginReport(
        cache, Layer.NONE, stages, usage, cost, saved, ageNanos, ttlNanos, source, left, code);
  }
}
