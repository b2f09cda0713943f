package meridian.network;

import java.util.List;
import java.util.Optional;
import meridian.CacheDirectives;
import meridian.Change;
import meridian.ChatRequest;
import meridian.Fingerprint;
import meridian.KeyDigest;
import meridian.KeyId;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.UsageRecord;

/// What a PoP asks an origin, or one origin another.
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

  /// One origin region tells another what changed. A batch whose answer was lost comes again.
  ///
  /// @param region who tells
  /// @param epoch in which it serves; a region that knows a later one has another primary
  /// @param first number of the first change; they are numbered by the teller from 1, without gaps
  /// @param changes none when it only wants to be heard
  /// @param oldestNanos when the first of them happened, nanoseconds since the epoch
  record Ship(String region, long epoch, long first, List<Change> changes, long oldestNanos)
      implements Envelope {
    public Ship {
      changes = List.copyOf(changes);
    }

    @Override
    public long sizeBytes() {
      long bytes = 200;
      for (Change change : changes) {
        bytes += change.sizeBytes();
      }
      return bytes;
    }
  }

  /// One origin region asks another for a part of a project's balance.
  ///
  /// @param move the name of the move
  /// @param project whose balance
  /// @param amount how much is missing, above 0
  record AskFunds(String move, ProjectId project, Money amount) implements Envelope {
    @Override
    public long sizeBytes() {
      return 300;
    }
  }

  /// One origin region asks another for a key it does not know itself.
  ///
  /// @param key the key's public half
  record FindKey(KeyId key) implements Envelope {
    @Override
    public long sizeBytes() {
      return 200;
    }
  }

  /// Let the holder of a key in for a while: say so with a signed token.
  ///
  /// @param pop who asks
  /// @param key the key's public half
  /// @param digest of the whole key that was shown
  record OpenSession(PopId pop, KeyId key, KeyDigest digest) implements Envelope {
    @Override
    public long sizeBytes() {
      return 240;
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
