package meridian.edge;

import java.util.Optional;
import meridian.Endpoint;
import meridian.RequestId;

/// A request as it reached a PoP, before anything is believed about it.
///
/// @param id the gateway's name for it
/// @param client code of the place the client sits in
/// @param isColdConnection whether it is the first on its connection
/// @param arrivedNanos when its first byte reached the gateway, nanoseconds since the epoch
/// @param receivedNanos when its last byte did
/// @param credential the key as sent in `Authorization: Bearer` or `x-api-key`
/// @param cacheControl the `Cache-Control` header
/// @param idempotencyKey the `Idempotency-Key` header
/// @param endpoint what it asks for
/// @param body the request body
@SuppressWarnings("ArrayRecordComponent") // read once by its one owner, never compared
public record Arrival(
    RequestId id,
    String client,
    boolean isColdConnection,
    long arrivedNanos,
    long receivedNanos,
    Optional<String> credential,
    Optional<String> cacheControl,
    Optional<String> idempotencyKey,
    Endpoint endpoint,
    byte[] body) {
  /// A request for a chat completion.
  public Arrival(
      RequestId id,
      String client,
      boolean isColdConnection,
      long arrivedNanos,
      long receivedNanos,
      Optional<String> credential,
      Optional<String> cacheControl,
      Optional<String> idempotencyKey,
      byte[] body) {
    this(
        id,
        client,
        isColdConnection,
        arrivedNanos,
        receivedNanos,
        credential,
        cacheControl,
        idempotencyKey,
        Endpoint.CHAT_COMPLETIONS,
        body);
  }
}
