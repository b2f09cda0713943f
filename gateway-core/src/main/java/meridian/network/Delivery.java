package meridian.network;

import java.util.Optional;
import meridian.Completion;
import meridian.Fingerprint;
import meridian.Json;
import meridian.KeyRecord;
import meridian.Money;
import meridian.Refusal;
import meridian.SessionText;

/// What a node sends back, one piece after the other: at most one [Receipt] and one [Started], any
/// number of [Chunk]s or one [Whole], then one ending ([Ended], [Refused], [KeyAnswer], [Session],
/// [UsageTaken], [Shipped], [Funds] or [Lost]).
public sealed interface Delivery {

  /// Its length on the wire in bytes, for the link model.
  long sizeBytes();

  /// Whether nothing comes after it.
  default boolean isLast() {
    return switch (this) {
      case Receipt _, Started _, Chunk _, Whole _ -> false;
      case Ended _, Refused _, KeyAnswer _, Session _, UsageTaken _, Shipped _, Funds _, Lost _ ->
          true;
    };
  }

  /// The request has arrived and will be answered: the first sign of life of one among several
  /// origins.
  ///
  /// @param epoch in which the region serves
  record Receipt(long epoch) implements Delivery {
    @Override
    public long sizeBytes() {
      return 60;
    }
  }

  /// The answer has begun: enough to write the response head.
  ///
  /// @param report what is known so far
  /// @param fingerprint as the origin computed it, absent when the request is uncacheable
  record Started(OriginReport report, Optional<Fingerprint> fingerprint) implements Delivery {
    @Override
    public long sizeBytes() {
      return 400;
    }
  }

  /// One chunk of a stream, in the shape of a `chat.completion.chunk`.
  ///
  /// @param chunk the chunk object
  /// @param sizeBytes its length as JSON
  record Chunk(Json.Obj chunk, long sizeBytes) implements Delivery {}

  /// The whole answer at once.
  ///
  /// @param completion the answer
  /// @param sizeBytes its length as JSON
  record Whole(Completion completion, long sizeBytes) implements Delivery {}

  /// The answer is complete and booked.
  ///
  /// @param report what the origin did and measured
  record Ended(OriginReport report) implements Delivery {
    @Override
    public long sizeBytes() {
      return 400;
    }
  }

  /// There is no answer, or no rest of it.
  ///
  /// @param refusal what to tell the client
  /// @param report what the origin did and measured
  record Refused(Refusal refusal, OriginReport report) implements Delivery {
    @Override
    public long sizeBytes() {
      return 600;
    }
  }

  /// What the origin knows of a key.
  ///
  /// @param key the record, absent when there is no such key
  record KeyAnswer(Optional<KeyRecord> key) implements Delivery {
    @Override
    public long sizeBytes() {
      return 300;
    }
  }

  /// A session is opened, or is not.
  ///
  /// @param token when it is
  /// @param refusal when it is not: what to tell the client
  /// @param revokedNanos when the key was revoked, if that is why
  record Session(
      Optional<SessionText> token, Optional<Refusal> refusal, Optional<Long> revokedNanos)
      implements Delivery {
    /// It is.
    public static Session opened(SessionText token) {
      return new Session(Optional.of(token), Optional.empty(), Optional.empty());
    }

    /// It is not.
    public static Session refused(Refusal refusal) {
      return new Session(Optional.empty(), Optional.of(refusal), Optional.empty());
    }

    /// It is not, because the key was revoked at `atNanos`.
    public static Session revoked(Refusal refusal, long atNanos) {
      return new Session(Optional.empty(), Optional.of(refusal), Optional.of(atNanos));
    }

    @Override
    public long sizeBytes() {
      return 500;
    }
  }

  /// The records of a batch are kept.
  ///
  /// @param count how many there were
  record UsageTaken(int count) implements Delivery {
    @Override
    public long sizeBytes() {
      return 100;
    }
  }

  /// Changes have been taken in.
  ///
  /// @param applied number of the newest change of the teller that is known here
  /// @param epoch the latest that is known here
  record Shipped(long applied, long epoch) implements Delivery {
    @Override
    public long sizeBytes() {
      return 100;
    }
  }

  /// A region gives a part of a balance away.
  ///
  /// @param given how much, 0 when it has nothing left
  record Funds(Money given) implements Delivery {
    @Override
    public long sizeBytes() {
      return 100;
    }
  }

  /// There is no answer from this node: the link is cut, the node is down, the deadline passed, or
  /// the region does not serve.
  ///
  /// @param reason for the log and the client: `link BOM-SIN is cut`
  record Lost(String reason) implements Delivery {
    @Override
    public long sizeBytes() {
      return 0;
    }
  }
}
