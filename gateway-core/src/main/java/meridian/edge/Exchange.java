package meridian.edge;

import java.util.Optional;
import meridian.Allowances;
import meridian.AnswerHead;
import meridian.AnswerHead.LookUp;
import meridian.CacheResult;
import meridian.Charge;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Fingerprint;
import meridian.Json;
import meridian.KeyRecord;
import meridian.Layer;
import meridian.Money;
import meridian.PopId;
import meridian.Refusal;
import meridian.RequestTimeline;
import meridian.SessionText;
import meridian.Source;
import meridian.Stage;
import meridian.TokenUsage;
import meridian.UsageRecord;
import meridian.budget.StageTrace;
import meridian.cache.CacheEntry;
import meridian.cache.CacheQuestion;
import meridian.edge.Client.ClientGone;
import meridian.network.OriginReport;

/// One request on its way through the PoP: what is known of it so far, and the way back to its
/// client.
///
/// Confined to the task that serves the request. It writes each answer exactly once and keeps the
/// books for the timeline. When its PoP crashed meanwhile, writing throws
/// [meridian.time.Interruption]: the connection is gone.
final class Exchange {
  private final Arrival arrival;
  private final PopId pop;
  private final StageTrace trace;
  private final Client client;
  private final Life life;
  private final int bornIn;

  private Optional<KeyRecord> key = Optional.empty();
  private Optional<SessionText> session = Optional.empty();
  private String model = "";
  private boolean isStreamed;
  private Optional<Fingerprint> fingerprint = Optional.empty();
  private LookUp edgeSaid = LookUp.BYPASS;
  private Optional<LookUp> originSaid = Optional.empty();
  private CacheResult cache = CacheResult.BYPASS;
  private Layer layer = Layer.NONE;
  private Allowances allowances = Allowances.NONE;
  private Allowances heard = Allowances.NONE;
  private String detail = "";
  private long ageNanos;
  private long ttlNanos;
  private TokenUsage usage = TokenUsage.NONE;
  private Optional<Money> cost = Optional.empty();
  private Optional<Money> saved = Optional.empty();
  private boolean areTimesModelled;
  private Source source = Source.MEASURED;
  private int status = 200;
  private boolean hasBegun;
  private boolean isAnswered;
  private long readyNanos;

  Exchange(
      Arrival arrival,
      PopId pop,
      StageTrace trace,
      Client client,
      Life life,
      boolean areTimesModelled) {
    this.arrival = arrival;
    this.pop = pop;
    this.trace = trace;
    this.client = client;
    this.life = life;
    this.bornIn = life.number();
    this.areTimesModelled = areTimesModelled;
  }

  Arrival arrival() {
    return arrival;
  }

  StageTrace trace() {
    return trace;
  }

  boolean hasBegun() {
    return hasBegun;
  }

  /// Whether the last byte has been written.
  boolean isAnswered() {
    return isAnswered;
  }

  void belongsTo(KeyRecord owner) {
    key = Optional.of(owner);
  }

  /// Notes a session that was opened for it.
  void opened(Optional<SessionText> fresh) {
    session = fresh;
  }

  void allows(Allowances left) {
    allowances = left;
  }

  /// What the origin said of its limits; none when it was not asked.
  Allowances heard() {
    return heard;
  }

  void asks(CacheQuestion question) {
    model = question.request().model();
    isStreamed = question.request().isStreamed();
    fingerprint = question.fingerprint();
    detail = question.bypass();
  }

  void edgeSaid(LookUp said) {
    edgeSaid = said;
  }

  /// Notes an answer from an entry of the PoP's own.
  void answeredAtEdge(CacheResult result, long age, long ttl, CacheEntry entry) {
    cache = result;
    layer = Layer.EDGE;
    ageNanos = age;
    ttlNanos = ttl;
    usage = entry.completion().usage();
    cost = Optional.of(Money.ZERO);
    saved = entry.cost();
    source = entry.source();
  }

  /// Notes what the origin says it did so far.
  void reported(OriginReport report) {
    cache = report.cache();
    layer = report.layer();
    detail = report.detail();
    ageNanos = report.ageNanos();
    ttlNanos = report.ttlNanos();
    usage = report.usage();
    cost = report.cost();
    saved = report.saved();
    heard = report.left();
    allowances = heard.or(allowances);
    source = report.source();
    areTimesModelled |= report.isModelled() && report.layer() == Layer.PROVIDER;
    originSaid = Optional.of(originLookUp(report.cache()));
  }

  private static LookUp originLookUp(CacheResult result) {
    return switch (result) {
      case HIT, SEMANTIC_HIT -> LookUp.HIT;
      case STALE -> LookUp.STALE;
      case MISS, COLLAPSED -> LookUp.MISS;
      case BYPASS -> LookUp.BYPASS;
      case REFRESH -> LookUp.REQUEST;
    };
  }

  void whole(ChatRequest request, Completion completion, long ready) throws ClientGone {
    life.requireAlive(bornIn);
    readyNanos = ready;
    client.whole(head(), request, completion, ready);
    written();
  }

  void chunk(Json.Obj chunk, long ready) throws ClientGone {
    life.requireAlive(bornIn);
    if (!hasBegun) {
      hasBegun = true;
      client.begin(head(), ready);
    }
    readyNanos = ready;
    client.chunk(chunk, ready);
  }

  void end(long ready) throws ClientGone {
    life.requireAlive(bornIn);
    readyNanos = ready;
    client.end(ready);
    written();
  }

  void refuse(Refusal refusal, CacheResult result, long ready) throws ClientGone {
    life.requireAlive(bornIn);
    status = hasBegun ? 200 : refusal.status();
    cache = result;
    layer = hasBegun ? layer : Layer.NONE;
    detail = refusal.code();
    readyNanos = ready;
    client.refuse(head(), refusal, ready);
    if (hasBegun) {
      status = refusal.status();
    }
    written();
  }

  private void written() {
    isAnswered = true;
    trace.charge(Stage.EDGE_CLIENT, client.sent().lastByteNanos() - readyNanos);
  }

  /// The usage record of an answer from the PoP's own entries, kept before it leaves at `nowNanos`;
  /// the origin keeps those of its own answers itself.
  Optional<UsageRecord> usage(long nowNanos) {
    if (layer != Layer.EDGE || key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new UsageRecord(
            arrival.id(),
            pop,
            key.get().project(),
            key.get().id(),
            model,
            cache,
            layer,
            Charge.of(usage, cost),
            saved,
            trace.times(),
            source,
            nowNanos));
  }

  private AnswerHead head() {
    return new AnswerHead(
        arrival.id(),
        pop,
        cache,
        layer,
        edgeSaid,
        originSaid,
        ageNanos,
        ttlNanos,
        fingerprint,
        trace.times(),
        cost,
        saved,
        allowances,
        detail,
        session);
  }

  /// The request as it went, after its last byte was written.
  RequestTimeline timeline(long number) {
    Client.Sent sent = client.sent();
    return new RequestTimeline(
        arrival.id(),
        number,
        arrival.client(),
        pop,
        key.map(KeyRecord::project),
        model,
        isStreamed,
        status,
        cache,
        layer,
        detail,
        fingerprint.map(Fingerprint::shortHex).orElse(""),
        arrival.arrivedNanos(),
        Math.max(0, sent.firstByteNanos() - arrival.arrivedNanos()),
        Math.max(0, sent.lastByteNanos() - arrival.arrivedNanos()),
        trace.times(),
        arrival.isColdConnection(),
        areTimesModelled,
        usage,
        cost,
        saved,
        arrival.body().length,
        sent.bytes());
  }
}
