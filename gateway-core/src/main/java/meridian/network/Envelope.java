package meridian.network;

import java.util.List;
import java.util.Optional;
import meridian.CacheDirectives;
import meridian.ChatRequest;
import meridian.Fingerprint;
import meridian.KeyId;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.UsageRecord;

/// What a PoP asks the origin.
public sealed interface Envelope {

  /// Its length on the wire in bytes, for the link model.
  long sizeBytes();

  /// Answer a chat completion that this PoP could not answer itself.
  ///
  /// @param id the gateway's name for the request
  /// @param pop who asks
  /// @param key the key the PoP accepted; the origin checks its revocation again
  /// @param project the tenant the key belongs to
  /// @param request what the client wants
  /// @param directives the client's `Cache-Control`
  /// @param fingerprint as the PoP computed it, absent when the request is uncacheable; the origin
  ///   computes its own and compares
  /// @param idempotencyKey the client's `Idempotency-Key`, when it sent one
  /// @param sizeBytes length of the request body
  record Chat(
      RequestId id,
      PopId pop,
      KeyId key,
      ProjectId project,
      ChatRequest request,
      CacheDirectives directives,
      Optional<Fingerprint> fingerprint,
      Optional<String> idempotencyKey,
      long sizeBytes)
      implements Envelope {}

  /// Keep these usage records. A batch whose answer was lost comes again.
  ///
  /// @param pop who served the requests
  /// @param records at least one
  record Usage(PopId pop, List<UsageRecord> records) implements Envelope {
    public Usage {
      records = List.copyOf(records);
    }

    @Override
    public long sizeBytes() {
      return 200 + records.size() * UsageRecord.SIZE_BYTES;
    }
  }

  /// Say what you know of a key.
  ///
  /// @param pop who asks
  /// @param key the key's public half
  record ConfirmKey(PopId pop, KeyId key) implements Envelope {
    @Override
    public long sizeBytes() {
      return 200;
    }
  }
}
