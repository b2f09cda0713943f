package meridian.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import meridian.AnswerHead;
import meridian.Bill;
import meridian.Booking;
import meridian.CacheDirectives;
import meridian.CacheResult;
import meridian.Charge;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.KeyRecord;
import meridian.Layer;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.Refusal;
import meridian.RequestId;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.StageTimes;
import meridian.UsageRecord;
import meridian.cache.CacheEntry;
import meridian.cache.CachePolicy;
import meridian.cache.CacheRules;
import meridian.edge.Client;
import meridian.kv.Kv;
import meridian.ledger.Account;
import meridian.ledger.Ledger;
import meridian.ledger.Reserved;
import meridian.ledger.Settled;
import meridian.ledger.UsageLog;
import meridian.network.Address;
import meridian.network.Delivery;
import meridian.network.Envelope;
import meridian.network.Network;
import meridian.network.OriginReport;
import meridian.simulated.Door;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.Deadline;

/// Bugs to plant: each is one gateway part that does one thing wrong.
final class Mutants {
  private Mutants() {}

  /// A bug.
  ///
  /// @param name what the part does wrong
  /// @param checker who must find it
  /// @param parts fresh parts with the bug
  record Mutant(String name, String checker, Supplier<Parts> parts) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Mutant> all() {
    return List.of(
        entries("the KV returns a neighbour's entry", "tenants apart", Neighbour::new),
        mutant("the project is left out of the scope", "tenants apart", Mutants::oneScope),
        keys("revocations are never written", "KV converges", DeafToRevocations::new),
        entries(
            "an entry is served past its hard TTL",
            "staleness",
            kv -> new Rewritten(kv, Mutants::lasting)),
        entries(
            "reads extend an entry's life", "staleness", kv -> new Rewritten(kv, Mutants::sliding)),
        entries(
            "an entry past its soft TTL is called a HIT",
            "staleness",
            kv -> new Rewritten(kv, Mutants::alwaysFresh)),
        mutant("an entry of zone eu is written to the world", "residency", LeakyZone::new),
        calls("every request leads its own flight", "single-flight", Mutants::alone),
        ledger("a settlement is booked twice", "ledger", TwiceSettled::new),
        ledger("a settlement is lost", "ledger", LostSettle::new),
        ledger("a reserve is never released", "ledger", NeverReleased::new),
        ledger("a call is granted without a reserve", "ledger", Unreserved::new),
        usage("a usage record is dropped", DroppedUsage::new),
        calls("a batch of usage is lost on its way", "usage records", Mutants::withoutUsage),
        events("a stage is counted twice", "true timelines", Mutants::twiceCounted),
        events(
            "the gateway says another status than its client sees",
            "true timelines",
            Mutants::otherStatus),
        clients("a request never ends", "requests end", Hanging::new),
        clients("an answer is sent twice", "requests end", Twice::new),
        replies("HIT is claimed for a MISS", "honest labels", Mutants::claimedHit),
        replies("a hit is charged", "honest labels", Mutants::chargedHit),
        entries("the KV loses writes at one PoP", "KV converges", Forgetful::new),
        replies("a stream is cut short and nobody says so", "honest labels", Mutants::cutShort));
  }

  private static Mutant mutant(String name, String checker, Supplier<Parts> parts) {
    return new Mutant(name, checker, parts);
  }

  private static Mutant entries(String name, String checker, UnaryOperator<Kv<CacheEntry>> bug) {
    return mutant(
        name,
        checker,
        () ->
            new Parts() {
              @Override
              public Kv<CacheEntry> entries(String zone, Kv<CacheEntry> kv) {
                return bug.apply(kv);
              }
            });
  }

  private static Mutant keys(String name, String checker, UnaryOperator<Kv<KeyRecord>> bug) {
    return mutant(
        name,
        checker,
        () ->
            new Parts() {
              @Override
              public Kv<KeyRecord> keys(Kv<KeyRecord> kv) {
                return bug.apply(kv);
              }
            });
  }

  private static Mutant ledger(String name, String checker, UnaryOperator<Ledger> bug) {
    return mutant(
        name,
        checker,
        () ->
            new Parts() {
              @Override
              public Ledger ledger(String region, Ledger ledger) {
                return bug.apply(ledger);
              }
            });
  }

  private static Mutant usage(String name, UnaryOperator<UsageLog> bug) {
    return mutant(
        name,
        "usage records",
        () ->
            new Parts() {
              @Override
              public UsageLog usage(String region, UsageLog usage) {
                return bug.apply(usage);
              }
            });
  }

  private static Mutant events(String name, String checker, UnaryOperator<Event> bug) {
    return mutant(
        name,
        checker,
        () ->
            new Parts() {
              @Override
              public EventSink events(EventSink events) {
                return event -> events.accept(bug.apply(event));
              }
            });
  }

  private static Mutant clients(String name, String checker, UnaryOperator<Client> bug) {
    return mutant(
        name,
        checker,
        () ->
            new Parts() {
              @Override
              public Door door(Door door) {
                return (pop, arrival, trace, client) ->
                    door.serve(pop, arrival, trace, bug.apply(client));
              }
            });
  }

  /// Changes what PoPs ask; an empty envelope is not sent and acknowledged all the same.
  private static Mutant calls(
      String name, String checker, java.util.function.Function<Envelope, Optional<Envelope>> bug) {
    return mutant(
        name,
        checker,
        () ->
            new Parts() {
              @Override
              public Network network(Network network) {
                return new Calls(network, bug, outbox -> outbox);
              }
            });
  }

  /// Changes what origins send back.
  private static Mutant replies(String name, String checker, UnaryOperator<Network.Outbox> bug) {
    return mutant(
        name,
        checker,
        () ->
            new Parts() {
              @Override
              public Network network(Network network) {
                return new Calls(network, Optional::of, bug);
              }
            });
  }

  // The KV.

  /// A KV that is asked through.
  private abstract static class Through<V> implements Kv<V> {
    final Kv<V> kv;

    Through(Kv<V> kv) {
      this.kv = kv;
    }

    @Override
    public Look<V> get(PopId pop, String key, long nowNanos) {
      return kv.get(pop, key, nowNanos);
    }

    @Override
    public WriteResult put(String key, V value, long sizeBytes, String fromPlace, long nowNanos) {
      return kv.put(key, value, sizeBytes, fromPlace, nowNanos);
    }

    @Override
    public WriteResult delete(String key, String fromPlace, long nowNanos) {
      return kv.delete(key, fromPlace, nowNanos);
    }

    @Override
    public int deleteAll(String fromPlace, long nowNanos) {
      return kv.deleteAll(fromPlace, nowNanos);
    }

    @Override
    public List<Written<V>> newest(int atMost) {
      return kv.newest(atMost);
    }

    Look<V> rewritten(Look<V> look, UnaryOperator<V> how) {
      return look.seen() instanceof Seen.Found<V> found
          ? new Look<>(
              new Seen.Found<>(
                  how.apply(found.value()),
                  found.writtenNanos(),
                  found.visibleNanos(),
                  found.isFirstSight()),
              look.tookNanos())
          : look;
    }
  }

  /// Every tenth found entry is the one found before.
  private static final class Neighbour extends Through<CacheEntry> {
    private Optional<CacheEntry> before = Optional.empty();
    private int finds;

    Neighbour(Kv<CacheEntry> kv) {
      super(kv);
    }

    @Override
    public Look<CacheEntry> get(PopId pop, String key, long nowNanos) {
      return rewritten(
          super.get(pop, key, nowNanos),
          entry -> {
            CacheEntry given = ++finds % 10 == 0 ? before.orElse(entry) : entry;
            before = Optional.of(entry);
            return given;
          });
    }
  }

  private static final class DeafToRevocations extends Through<KeyRecord> {
    DeafToRevocations(Kv<KeyRecord> kv) {
      super(kv);
    }

    @Override
    public WriteResult put(
        String key, KeyRecord value, long sizeBytes, String fromPlace, long nowNanos) {
      return value.isRevoked()
          ? WriteResult.OK
          : super.put(key, value, sizeBytes, fromPlace, nowNanos);
    }
  }

  private static final class Rewritten extends Through<CacheEntry> {
    private final java.util.function.BiFunction<CacheEntry, Long, CacheEntry> how;

    Rewritten(Kv<CacheEntry> kv, java.util.function.BiFunction<CacheEntry, Long, CacheEntry> how) {
      super(kv);
      this.how = how;
    }

    @Override
    public Look<CacheEntry> get(PopId pop, String key, long nowNanos) {
      return rewritten(super.get(pop, key, nowNanos), entry -> how.apply(entry, nowNanos));
    }
  }

  private static CacheEntry until(CacheEntry entry, long softNanos, long hardNanos) {
    return new CacheEntry(
        entry.fingerprint(),
        entry.scope(),
        entry.completion(),
        entry.cost(),
        entry.createdNanos(),
        softNanos,
        hardNanos,
        entry.producer(),
        entry.pop(),
        entry.sizeBytes());
  }

  private static CacheEntry lasting(CacheEntry entry, long nowNanos) {
    long day = Duration.ofDays(1).toNanos();
    return until(entry, entry.softExpiryNanos() + day, entry.hardExpiryNanos() + day);
  }

  private static CacheEntry sliding(CacheEntry entry, long nowNanos) {
    return until(
        entry,
        nowNanos + entry.softExpiryNanos() - entry.createdNanos(),
        nowNanos + entry.hardExpiryNanos() - entry.createdNanos());
  }

  private static CacheEntry alwaysFresh(CacheEntry entry, long nowNanos) {
    return until(entry, entry.hardExpiryNanos(), entry.hardExpiryNanos());
  }

  /// Reads of every third key find nothing at one PoP.
  private static final class Forgetful extends Through<CacheEntry> {
    private static final PopId WHERE = new PopId("BOM");

    Forgetful(Kv<CacheEntry> kv) {
      super(kv);
    }

    @Override
    public Look<CacheEntry> get(PopId pop, String key, long nowNanos) {
      Look<CacheEntry> look = super.get(pop, key, nowNanos);
      return pop.equals(WHERE) && key.charAt(0) < '5'
          ? new Look<>(new Seen.Absent<>(), look.tookNanos())
          : look;
    }
  }

  /// What goes to the store of zone eu goes to the world's too.
  private static final class LeakyZone implements Parts {
    private Optional<Kv<CacheEntry>> world = Optional.empty();

    @Override
    public Kv<CacheEntry> entries(String zone, Kv<CacheEntry> kv) {
      if (zone.isEmpty()) {
        world = Optional.of(kv);
        return kv;
      }
      return new Through<>(kv) {
        @Override
        public WriteResult put(
            String key, CacheEntry value, long sizeBytes, String fromPlace, long nowNanos) {
          world.ifPresent(all -> all.put(key, value, sizeBytes, fromPlace, nowNanos));
          return super.put(key, value, sizeBytes, fromPlace, nowNanos);
        }
      };
    }
  }

  private static Parts oneScope() {
    return new Parts() {
      @Override
      public CacheRules rules(CacheRules rules) {
        return new CacheRules(
            project -> {
              CachePolicy own = rules.policies().apply(project);
              return new CachePolicy(
                  own.mode(),
                  new CachePolicy.Scope.Shared("all"),
                  own.softTtl(),
                  own.hardTtl(),
                  own.stale(),
                  own.zone());
            },
            rules.models(),
            rules.fingerprinter());
      }
    };
  }

  // The ledger and the usage log.

  /// A ledger that is asked through.
  private abstract static class Books implements Ledger {
    final Ledger ledger;

    Books(Ledger ledger) {
      this.ledger = ledger;
    }

    @Override
    public void fund(ProjectId project, Optional<Money> balance, long nowNanos) {
      ledger.fund(project, balance, nowNanos);
    }

    @Override
    public Reserved reserve(Bill bill, RequestId request, Money amount, long nowNanos) {
      return ledger.reserve(bill, request, amount, nowNanos);
    }

    @Override
    public Settled settle(Bill bill, RequestId request, Charge charge, long nowNanos) {
      return ledger.settle(bill, request, charge, nowNanos);
    }

    @Override
    public boolean release(Bill bill, RequestId request, long nowNanos) {
      return ledger.release(bill, request, nowNanos);
    }

    @Override
    public boolean moveIn(String id, ProjectId project, Money amount, long nowNanos) {
      return ledger.moveIn(id, project, amount, nowNanos);
    }

    @Override
    public Money moveOut(String id, ProjectId project, Money atMost, long nowNanos) {
      return ledger.moveOut(id, project, atMost, nowNanos);
    }

    @Override
    public boolean refundIfLater(Bill bill, String otherRegion, long otherNanos, long nowNanos) {
      return ledger.refundIfLater(bill, otherRegion, otherNanos, nowNanos);
    }

    @Override
    public Account account(ProjectId project, long nowNanos) {
      return ledger.account(project, nowNanos);
    }

    @Override
    public List<Account> accounts(long nowNanos) {
      return ledger.accounts(nowNanos);
    }

    @Override
    public List<Booking> history(long afterNumber, int atMost) {
      return ledger.history(afterNumber, atMost);
    }
  }

  private static final class TwiceSettled extends Books {
    TwiceSettled(Ledger ledger) {
      super(ledger);
    }

    @Override
    public Settled settle(Bill bill, RequestId request, Charge charge, long nowNanos) {
      super.settle(new Bill(bill.id() + "+", bill.project(), ""), request, charge, nowNanos);
      return super.settle(bill, request, charge, nowNanos);
    }
  }

  private static final class LostSettle extends Books {
    LostSettle(Ledger ledger) {
      super(ledger);
    }

    @Override
    public Settled settle(Bill bill, RequestId request, Charge charge, long nowNanos) {
      super.release(bill, request, nowNanos);
      return new Settled(charge.cost().orElse(Money.ZERO), Money.ZERO, false);
    }
  }

  private static final class NeverReleased extends Books {
    NeverReleased(Ledger ledger) {
      super(ledger);
    }

    @Override
    public boolean release(Bill bill, RequestId request, long nowNanos) {
      return true;
    }
  }

  private static final class Unreserved extends Books {
    Unreserved(Ledger ledger) {
      super(ledger);
    }

    @Override
    public Reserved reserve(Bill bill, RequestId request, Money amount, long nowNanos) {
      return new Reserved.Granted(amount, false);
    }
  }

  private abstract static class Log implements UsageLog {
    final UsageLog log;

    Log(UsageLog log) {
      this.log = log;
    }

    @Override
    public Optional<UsageRecord> find(RequestId request) {
      return log.find(request);
    }

    @Override
    public long recorded() {
      return log.recorded();
    }

    @Override
    public List<UsageRecord> newest(int atMost) {
      return log.newest(atMost);
    }
  }

  private static final class DroppedUsage extends Log {
    DroppedUsage(UsageLog log) {
      super(log);
    }

    @Override
    public List<Result> record(List<UsageRecord> records) {
      List<Result> results = new ArrayList<>(log.record(records.subList(1, records.size())));
      results.addFirst(Result.RECORDED);
      return results;
    }
  }

  // The ways between nodes.

  /// A network whose services are asked and answer through a bug.
  private record Calls(
      Network network,
      java.util.function.Function<Envelope, Optional<Envelope>> asked,
      UnaryOperator<Network.Outbox> answered)
      implements Network {
    @Override
    public void attach(Address address, Service service) {
      network.attach(
          address,
          (envelope, outbox, deadline) -> {
            Optional<Envelope> passed = asked.apply(envelope);
            if (passed.isPresent()) {
              service.serve(passed.get(), answered.apply(outbox), deadline);
            } else {
              outbox.send(new Delivery.UsageTaken(1));
            }
          });
    }

    @Override
    public Reply call(Address from, Address to, Envelope envelope, Deadline deadline) {
      return network.call(from, to, envelope, deadline);
    }

    @Override
    public void breakOff(String node) {
      network.breakOff(node);
    }
  }

  private static Optional<Envelope> alone(Envelope envelope) {
    if (!(envelope instanceof Envelope.Chat chat)) {
      return Optional.of(envelope);
    }
    CacheDirectives wishes =
        new CacheDirectives(
            false, false, false, Optional.of(Duration.ofDays(300)), Optional.empty());
    return Optional.of(
        new Envelope.Chat(
            chat.id(),
            chat.pop(),
            chat.key(),
            chat.project(),
            chat.request(),
            wishes,
            chat.fingerprint(),
            chat.idempotencyKey(),
            chat.sizeBytes()));
  }

  private static Optional<Envelope> withoutUsage(Envelope envelope) {
    return envelope instanceof Envelope.Usage ? Optional.empty() : Optional.of(envelope);
  }

  /// An outbox that changes or swallows deliveries.
  private record Passing(
      Network.Outbox outbox, java.util.function.Function<Delivery, Optional<Delivery>> bug)
      implements Network.Outbox {
    @Override
    public boolean send(Delivery delivery) {
      Optional<Delivery> passed = bug.apply(delivery);
      return passed.isEmpty() || outbox.send(passed.get());
    }

    @Override
    public boolean isOpen() {
      return outbox.isOpen();
    }
  }

  private static Network.Outbox reporting(Network.Outbox outbox, UnaryOperator<OriginReport> bug) {
    return new Passing(
        outbox,
        delivery ->
            Optional.of(
                switch (delivery) {
                  case Delivery.Started started ->
                      new Delivery.Started(bug.apply(started.report()), started.fingerprint());
                  case Delivery.Ended ended -> new Delivery.Ended(bug.apply(ended.report()));
                  default -> delivery;
                }));
  }

  private static OriginReport as(
      OriginReport report, CacheResult cache, Layer layer, Optional<Money> cost) {
    return new OriginReport(
        cache,
        layer,
        report.stages(),
        report.usage(),
        cost,
        report.saved(),
        report.ageNanos(),
        report.ttlNanos(),
        report.isModelled(),
        report.detail());
  }

  private static Network.Outbox claimedHit(Network.Outbox outbox) {
    return reporting(
        outbox,
        report ->
            report.cache() == CacheResult.MISS
                ? as(report, CacheResult.HIT, Layer.ORIGIN, Optional.of(Money.ZERO))
                : report);
  }

  private static Network.Outbox chargedHit(Network.Outbox outbox) {
    return reporting(
        outbox,
        report ->
            report.cache() == CacheResult.HIT
                ? as(report, CacheResult.HIT, report.layer(), Optional.of(new Money(1)))
                : report);
  }

  private static Network.Outbox cutShort(Network.Outbox outbox) {
    int[] chunks = {0};
    return new Passing(
        outbox,
        delivery ->
            delivery instanceof Delivery.Chunk && ++chunks[0] > 5
                ? Optional.empty()
                : Optional.of(delivery));
  }

  // What is told.

  private static Event twiceCounted(Event event) {
    if (!(event instanceof Event.RequestFinished finished)) {
      return event;
    }
    long[] nanos = new long[Stage.COUNT];
    finished.timeline().stages().addTo(nanos);
    nanos[Stage.EDGE_CLIENT.ordinal()] *= 2;
    return new Event.RequestFinished(
        changed(finished.timeline(), StageTimes.of(nanos), finished.timeline().status()));
  }

  private static Event otherStatus(Event event) {
    return event instanceof Event.RequestFinished finished && !finished.timeline().isAnswered()
        ? new Event.RequestFinished(changed(finished.timeline(), finished.timeline().stages(), 200))
        : event;
  }

  private static RequestTimeline changed(RequestTimeline of, StageTimes stages, int status) {
    return new RequestTimeline(
        of.id(),
        of.number(),
        of.client(),
        of.pop(),
        of.project(),
        of.model(),
        of.isStreamed(),
        status,
        of.cache(),
        of.layer(),
        of.detail(),
        of.fingerprint(),
        of.arrivedNanos(),
        of.firstTokenNanos(),
        of.totalNanos(),
        stages,
        of.isColdConnection(),
        of.isModelled(),
        of.usage(),
        of.cost(),
        of.saved(),
        of.requestBytes(),
        of.responseBytes());
  }

  // The way to the client.

  private abstract static class Back implements Client {
    final Client client;

    Back(Client client) {
      this.client = client;
    }

    @Override
    public void whole(AnswerHead head, ChatRequest request, Completion completion, long ready)
        throws ClientGone {
      client.whole(head, request, completion, ready);
    }

    @Override
    public void begin(AnswerHead head, long ready) throws ClientGone {
      client.begin(head, ready);
    }

    @Override
    public void chunk(Json.Obj chunk, long ready) throws ClientGone {
      client.chunk(chunk, ready);
    }

    @Override
    public void end(long ready) throws ClientGone {
      client.end(ready);
    }

    @Override
    public void refuse(AnswerHead head, Refusal refusal, long ready) throws ClientGone {
      client.refuse(head, refusal, ready);
    }

    @Override
    public Sent sent() {
      return client.sent();
    }
  }

  /// One answer in sixteen is ready in an hour.
  private static final class Hanging extends Back {
    Hanging(Client client) {
      super(client);
    }

    @Override
    public void whole(AnswerHead head, ChatRequest request, Completion completion, long ready)
        throws ClientGone {
      boolean hangs = head.id().text().endsWith("a");
      super.whole(head, request, completion, hangs ? ready + Duration.ofHours(1).toNanos() : ready);
    }
  }

  private static final class Twice extends Back {
    Twice(Client client) {
      super(client);
    }

    @Override
    public void whole(AnswerHead head, ChatRequest request, Completion completion, long ready)
        throws ClientGone {
      super.whole(head, request, completion, ready);
      super.whole(head, request, completion, ready);
    }
  }
}
