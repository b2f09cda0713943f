package meridian.origin;

import java.util.Optional;
import meridian.Allowances;
import meridian.CacheResult;
import meridian.Fingerprint;
import meridian.KeyTerms;
import meridian.Layer;
import meridian.Money;
import meridian.Refusal;
import meridian.Source;
import meridian.Stage;
import meridian.TokenUsage;
import meridian.budget.StageTrace;
import meridian.cache.CacheQuestion;
import meridian.network.Delivery;
import meridian.network.Envelope;
import meridian.network.Network;
import meridian.network.OriginReport;
import meridian.time.Deadline;
import meridian.time.WallClock;
import meridian.time.WorldClock;

/// One request at the origin: the question, the way back to the PoP, and the stop-watch. Confined
/// to its task.
final class Call {
  private final Envelope.Chat chat;
  private final CacheQuestion question;
  private final Network.Outbox outbox;
  private final Deadline deadline;
  private final WorldClock clock;
  private final WallClock wall;
  private final StageTrace trace;
  private Optional<Meaning> meaning = Optional.empty();
  private KeyTerms terms = KeyTerms.PLAIN;
  private Allowances left = Allowances.NONE;

  Call(
      Envelope.Chat chat,
      CacheQuestion question,
      Network.Outbox outbox,
      Deadline deadline,
      WorldClock clock,
      WallClock wall,
      StageTrace trace) {
    this.chat = chat;
    this.question = question;
    this.outbox = outbox;
    this.deadline = deadline;
    this.clock = clock;
    this.wall = wall;
    this.trace = trace;
  }

  Envelope.Chat chat() {
    return chat;
  }

  CacheQuestion question() {
    return question;
  }

  Network.Outbox outbox() {
    return outbox;
  }

  Deadline deadline() {
    return deadline;
  }

  StageTrace trace() {
    return trace;
  }

  /// Notes what its text means.
  void means(Meaning found) {
    meaning = Optional.of(found);
  }

  /// What its text means, when that was found out.
  Optional<Meaning> meaning() {
    return meaning;
  }

  /// Notes what its key has of its own.
  void isOn(KeyTerms own) {
    terms = own;
  }

  KeyTerms terms() {
    return terms;
  }

  /// Notes what its key may still send.
  void allows(Allowances stillLeft) {
    left = stillLeft;
  }

  /// What the origin's clock on the wall shows: for stamps, and for comparing them.
  long wallNanos() {
    return wall.nanos();
  }

  Optional<Fingerprint> fingerprint() {
    return question.fingerprint();
  }

  void lap(Stage stage) {
    trace.lap(stage, clock.nanos());
  }

  /// What the origin did so far, for an answer by `layer`.
  OriginReport report(
      CacheResult result,
      Layer layer,
      TokenUsage usage,
      Optional<Money> cost,
      Optional<Money> saved,
      long ageNanos,
      long ttlNanos,
      Source source,
      String detail) {
    return new OriginReport(
        result, layer, trace.times(), usage, cost, saved, ageNanos, ttlNanos, source, left, detail);
  }

  /// A refusal by the origin itself or by a provider.
  Delivery.Refused refused(Refusal refusal, CacheResult result, boolean isModelled) {
    return new Delivery.Refused(
        refusal,
        report(
            result,
            Layer.NONE,
            TokenUsage.NONE,
            Optional.of(Money.ZERO),
            Optional.empty(),
            0,
            0,
            Source.of(isModelled),
            refusal.code()));
  }
}
