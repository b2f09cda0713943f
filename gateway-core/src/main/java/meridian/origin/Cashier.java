package meridian.origin;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import meridian.Bill;
import meridian.Charge;
import meridian.ChatRequest;
import meridian.EffectiveModel;
import meridian.Fingerprint;
import meridian.Json;
import meridian.Money;
import meridian.Refusal;
import meridian.RequestId;
import meridian.Source;
import meridian.TokenUsage;
import meridian.UsageRecord;
import meridian.ledger.Ledger;
import meridian.ledger.Reserved;
import meridian.ledger.Settled;
import meridian.ledger.StorageDown;
import meridian.ledger.UsageLog;
import meridian.limits.Claim;
import meridian.network.Envelope;
import meridian.network.OriginReport;
import meridian.provider.PromptSize;
import meridian.provider.Router.Routing;
import meridian.provider.Router.Way;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.WorldClock;
import meridian.wire.JsonWriter;

/// The origin's way to the ledger and the usage log: what a call will cost, what it did cost, and
/// who is to pay.
///
/// The expected cost is an estimate, not a bound: estimated prompt tokens, and as many output
/// tokens as the request allows, or a configured figure where it does not say. What an answer costs
/// above it is taken from the balance too, as far as that goes. Trouble with the usage log is
/// logged and never fails a request. Safe for any number of requests at once.
public final class Cashier {
  private static final System.Logger LOG = System.getLogger(Cashier.class.getName());

  private final String region;
  private final Ledger ledger;
  private final UsageLog usage;
  private final Supplier<Catalog> catalog;
  private final int assumedOutputTokens;
  private final Throttle throttle;
  private final Allies allies;
  private final WorldClock clock;
  private final EventSink events;

  /// @param region the origin's, for what is told of its records
  /// @param catalog prices in force
  /// @param assumedOutputTokens reserved for a request that names no maximum
  /// @param throttle holds calls against limits before money is set aside
  /// @param allies regions that may have money left when there is none here
  public Cashier(
      String region,
      Ledger ledger,
      UsageLog usage,
      Supplier<Catalog> catalog,
      int assumedOutputTokens,
      Throttle throttle,
      Allies allies,
      WorldClock clock,
      EventSink events) {
    this.region = region;
    this.ledger = ledger;
    this.usage = usage;
    this.catalog = catalog;
    this.assumedOutputTokens = assumedOutputTokens;
    this.throttle = throttle;
    this.allies = allies;
    this.clock = clock;
    this.events = events;
  }

  /// The money for one provider call, set aside. Confined to the call's task; it must be settled or
  /// released.
  final class Reserve {
    private final Bill bill;
    private final Claim claim;
    private final RequestId request;
    private boolean isOver;

    private Reserve(Bill bill, Claim claim, RequestId request) {
      this.bill = bill;
      this.claim = claim;
      this.request = request;
    }

    /// Takes what `tokens` of the model that answered cost, or what they cost more than an earlier
    /// attempt at the same bill: nothing where the project's own key paid. An unknown price is said
    /// aloud and takes nothing.
    Charge settle(Way way, TokenUsage tokens, boolean isEstimated) {
      Optional<Money> cost = way.source().charged(cost(way.model(), tokens));
      if (cost.isEmpty()) {
        events.accept(new Event.PriceUnknown(way.model().model(), clock.nanos()));
      }
      isOver = true;
      throttle.settle(claim, tokens.total());
      Settled settled =
          ledger.settle(bill, request, new Charge(tokens, cost, isEstimated), clock.nanos());
      allies.settled(bill);
      return new Charge(
          tokens,
          settled.isRepeat() ? Optional.of(settled.charged().plus(settled.uncovered())) : cost,
          isEstimated);
    }

    /// Gives it back, unless it was settled.
    void release() {
      if (!isOver) {
        isOver = true;
        throttle.settle(claim, 0);
        ledger.release(bill, request, clock.nanos());
      }
    }
  }

  /// What became of a wish to reserve.
  sealed interface Outcome {
    /// The call may be made.
    record Granted(Reserve reserve) implements Outcome {}

    /// It may not.
    record Refused(Refusal refusal) implements Outcome {}
  }

  /// Holds `call` against its limits, and sets aside what it is expected to cost where it goes: its
  /// model's price, and nothing where only keys of the project's own may be used. A call that is
  /// refused for want of money counts as a request, and with no tokens.
  Outcome reserve(Call call, Routing.Routed to) {
    TokenUsage tokens = expected(call.chat().request());
    Bill bill = bill(call);
    Claim claim =
        throttle.claim(call, tokens.total(), call.chat().idempotencyKey().map(_ -> bill.id()));
    Optional<Refusal> limited = throttle.admit(call, claim);
    if (limited.isPresent()) {
      return new Outcome.Refused(limited.get());
    }
    boolean isPaidElsewhere = to.ways().stream().allMatch(way -> way.source() == Source.BYOK);
    Money expected = isPaidElsewhere ? Money.ZERO : cost(to.model(), tokens).orElse(Money.ZERO);
    Outcome outcome = setAside(call, bill, claim, expected);
    if (outcome instanceof Outcome.Refused) {
      throttle.settle(claim, 0);
    }
    return outcome;
  }

  private Outcome setAside(Call call, Bill bill, Claim claim, Money expected) {
    Envelope.Chat chat = call.chat();
    Reserved reserved;
    try {
      reserved = ledger.reserve(bill, chat.id(), expected, clock.nanos());
    } catch (StorageDown trouble) {
      LOG.log(System.Logger.Level.ERROR, "ledger of " + region + ": " + trouble.getMessage());
      return new Outcome.Refused(Refusals.ledgerDown());
    }
    boolean isSplit = false;
    if (reserved instanceof Reserved.Insufficient little && allies.shareBalances()) {
      isSplit = allies.fetch(chat.project(), expected.minus(little.available()));
      reserved = ledger.reserve(bill, chat.id(), expected, clock.nanos());
    }
    return switch (reserved) {
      case Reserved.Granted _ -> new Outcome.Granted(new Reserve(bill, claim, chat.id()));
      case Reserved.Insufficient little ->
          new Outcome.Refused(
              isSplit
                  ? Refusals.balanceOutOfReach(chat.project())
                  : Refusals.insufficientBalance(chat.project(), expected, little.available()));
      case Reserved.Full full -> new Outcome.Refused(Refusals.ledgerFull(full.bound()));
      case Reserved.OtherSubject _ -> new Outcome.Refused(Refusals.idempotencyKeyReused());
      case Reserved.TooManyAttempts _ -> new Outcome.Refused(Refusals.tooManyAttempts());
    };
  }

  /// Has the answer to `call` say what its key may still send.
  void tellLimits(Call call) {
    throttle.tell(call);
  }

  /// Loses what limits had counted, as in a crash.
  void forgetLimits() {
    throttle.forget();
  }

  /// What `tokens` of `model` cost; empty when nobody knows.
  Optional<Money> cost(EffectiveModel model, TokenUsage tokens) {
    return catalog.get().prices().cost(model, tokens);
  }

  /// Embeddings have no output tokens.
  private TokenUsage expected(ChatRequest request) {
    Json.Obj body = request.body();
    if (request.isForEmbeddings()) {
      return new TokenUsage(PromptSize.tokens(body), 0, 0);
    }
    long most =
        body.number("max_completion_tokens", body.number("max_tokens", assumedOutputTokens));
    long answers = Math.clamp(body.number("n", 1), 1, 128);
    long bounded = Math.clamp(most, 0, 10_000_000);
    return new TokenUsage(PromptSize.tokens(body), 0, bounded * answers);
  }

  /// The bill that `call` is booked on: its own, or that of its idempotency key.
  private static Bill bill(Call call) {
    Envelope.Chat chat = call.chat();
    if (chat.idempotencyKey().isEmpty()) {
      return new Bill(chat.id().text(), chat.project(), "");
    }
    String subject =
        call.fingerprint()
            .map(Fingerprint::hex)
            .orElseGet(() -> Digests.name(JsonWriter.text(chat.request().body())));
    return new Bill(
        "idem_" + Digests.name(chat.key() + ":" + chat.idempotencyKey().get()),
        chat.project(),
        subject);
  }

  /// Keeps the record of a request that was answered, or billed for a part of an answer.
  void record(Call call, OriginReport report, boolean isEstimated) {
    record(
        List.of(
            new UsageRecord(
                call.chat().id(),
                call.chat().pop(),
                call.chat().project(),
                call.chat().key(),
                call.chat().request().model(),
                report.cache(),
                report.layer(),
                new Charge(report.usage(), report.cost(), isEstimated),
                report.saved(),
                report.stages(),
                report.source(),
                clock.nanos())));
  }

  /// Keeps records, all or none; those that came before are kept once. False when the usage log is
  /// in trouble.
  boolean record(List<UsageRecord> records) {
    try {
      List<UsageLog.Result> results = usage.record(records);
      for (int i = 0; i < results.size(); i++) {
        events.accept(
            new Event.UsageRecorded(records.get(i), results.get(i).label(), region, clock.nanos()));
        if (results.get(i) != UsageLog.Result.DUPLICATE) {
          allies.used(records.get(i));
        }
      }
      return true;
    } catch (RuntimeException trouble) {
      LOG.log(System.Logger.Level.ERROR, "usage log: " + records.size() + " not kept", trouble);
      return false;
    }
  }
}
