package meridian;

import java.util.Optional;

/// What one served request used and cost: the row of a usage report. There is one for each request
/// that was answered or billed, and none for a refused one.
///
/// @param id the request; a record is kept once for each
/// @param pop the PoP that took it
/// @param project who pays
/// @param key with which key
/// @param model the model as asked for
/// @param cache how the caches took part
/// @param layer who gave the answer
/// @param charge tokens of the answer, and what the project is charged for them: nothing for a hit
/// @param saved what a hit would have cost; empty for other answers, and when the price is unknown
/// @param stages time spent in each stage, as the node that made the record knew it then: a PoP
///   knows its own stages, an origin its own and the provider's
/// @param source who made the answer and at whose cost
/// @param atNanos when it was served, nanoseconds since the epoch
public record UsageRecord(
    RequestId id,
    PopId pop,
    ProjectId project,
    KeyId key,
    String model,
    CacheResult cache,
    Layer layer,
    Charge charge,
    Optional<Money> saved,
    StageTimes stages,
    Source source,
    long atNanos) {
  /// Its length in a batch in bytes, for the link model: about that of one row as JSON.
  public static final long SIZE_BYTES = 440;

  /// A record of a request whose stages nobody measured.
  public UsageRecord(
      RequestId id,
      PopId pop,
      ProjectId project,
      KeyId key,
      String model,
      CacheResult cache,
      Layer layer,
      Charge charge,
      Optional<Money> saved,
      boolean isModelled,
      long atNanos) {
    this(
        id,
        pop,
        project,
        key,
        model,
        cache,
        layer,
        charge,
        saved,
        StageTimes.NONE,
        Source.of(isModelled),
        atNanos);
  }

  /// Whether a modelled provider made the answer: such rows are in no bill.
  public boolean isModelled() {
    return source == Source.MODELLED;
  }
}
