package meridian;

import java.util.Optional;

/// One finished request as it is shown, measured and booked: who asked where, what answered, and
/// all its stages.
///
/// `total = stages + residual` holds by definition of the residual; a residual above 5 % of the
/// total is a defect of the accounting.
///
/// @param id the gateway's name for the request
/// @param number counts finished requests of this gateway from 1, without gaps
/// @param client code of the place the client sits in
/// @param pop the PoP that took the request
/// @param project the tenant, unless the key was refused
/// @param model the model as asked for; empty when the body was refused before it was known
/// @param isStreamed whether the answer was server-sent events
/// @param status HTTP status
/// @param cache how the caches took part
/// @param layer who gave the answer
/// @param detail the refusal's code or the reason for a bypass; empty for a plain answer
/// @param fingerprint first 12 hex digits, or empty when there is none
/// @param arrivedNanos when the first byte arrived, nanoseconds since the epoch
/// @param firstTokenNanos from arrival to the first byte of the answer reaching the client,
///   nanoseconds
/// @param totalNanos from arrival to the last byte of the answer reaching the client, nanoseconds
/// @param stages the time in each stage
/// @param isColdConnection whether the client paid for a new connection
/// @param isModelled whether any of the times come from the modelled network or provider
/// @param usage tokens as the provider counted them; for a hit those of the stored answer
/// @param cost charged for this request; empty when the price is unknown
/// @param saved what a hit would have cost; empty when the price is unknown
/// @param requestBytes length of the request body
/// @param responseBytes length of the response body
public record RequestTimeline(
    RequestId id,
    long number,
    String client,
    PopId pop,
    Optional<ProjectId> project,
    String model,
    boolean isStreamed,
    int status,
    CacheResult cache,
    Layer layer,
    String detail,
    String fingerprint,
    long arrivedNanos,
    long firstTokenNanos,
    long totalNanos,
    StageTimes stages,
    boolean isColdConnection,
    boolean isModelled,
    TokenUsage usage,
    Optional<Money> cost,
    Optional<Money> saved,
    long requestBytes,
    long responseBytes) {

  /// Time that no stage accounts for, in nanoseconds; negative when stages were counted twice.
  public long residualNanos() {
    return totalNanos - stages.sumNanos();
  }

  /// Whether the client got an answer rather than an error.
  public boolean isAnswered() {
    return status < 400;
  }
}
