package meridian;

import java.util.Optional;

/// What the response headers say; `wire` writes them.
///
/// @param id the gateway's name for the request
/// @param pop who answers
/// @param cache how the caches took part, over all layers
/// @param layer who gave the answer
/// @param edge what the PoP's look-up found, for `Cache-Status`
/// @param origin what the origin's look-up found, for `Cache-Status`; absent when the origin was
///   not asked
/// @param ageNanos age of the entry that answered; 0 for a fresh answer
/// @param ttlNanos time left until the entry is stale, negative past it; 0 without an entry
/// @param fingerprint absent when the request is uncacheable
/// @param stages known when the head is written
/// @param cost charged; empty when not known yet or unpriced
/// @param saved saved by a hit; empty when there was none or the price is unknown
/// @param allowances what the key may still send: as the origin said last, otherwise at this PoP;
///   none when no limiter was asked
/// @param detail reason for a bypass, or empty
/// @param session a session token made for this request, for its client to show from now on
public record AnswerHead(
    RequestId id,
    PopId pop,
    CacheResult cache,
    Layer layer,
    LookUp edge,
    Optional<LookUp> origin,
    long ageNanos,
    long ttlNanos,
    Optional<Fingerprint> fingerprint,
    StageTimes stages,
    Optional<Money> cost,
    Optional<Money> saved,
    Allowances allowances,
    String detail,
    Optional<SessionText> session) {
  /// The head of an answer that opens no session.
  public AnswerHead(
      RequestId id,
      PopId pop,
      CacheResult cache,
      Layer layer,
      LookUp edge,
      Optional<LookUp> origin,
      long ageNanos,
      long ttlNanos,
      Optional<Fingerprint> fingerprint,
      StageTimes stages,
      Optional<Money> cost,
      Optional<Money> saved,
      Allowances allowances,
      String detail) {
    this(
        id,
        pop,
        cache,
        layer,
        edge,
        origin,
        ageNanos,
        ttlNanos,
        fingerprint,
        stages,
        cost,
        saved,
        allowances,
        detail,
        Optional.empty());
  }

  /// What one cache said, in the words of RFC 9211.
  public enum LookUp {
    /// It had a fresh entry.
    HIT,
    /// `fwd=uri-miss`: it had no entry.
    MISS,
    /// `fwd=stale`: its entry was stale.
    STALE,
    /// `fwd=bypass`: it was not asked because the request is uncacheable or the configuration says
    /// so.
    BYPASS,
    /// `fwd=request`: the client's `Cache-Control` kept it from answering.
    REQUEST,
    /// `fwd=miss; detail=error`: it did not answer.
    ERROR
  }
}
