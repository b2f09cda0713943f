package meridian.telemetry;

import java.util.Optional;
import meridian.CacheResult;
import meridian.Layer;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.StageTimes;
import meridian.TokenUsage;

/// A finished request for tests, changed one property at a time; an edge hit at SIN unless said
/// otherwise.
final class Finished {
  static final long MILLI = 1_000_000L;

  private final long[] stages = new long[Stage.COUNT];
  private final long endedNanos;
  private String id = "req_1";
  private PopId pop = new PopId("SIN");
  private int status = 200;
  private CacheResult cache = CacheResult.HIT;
  private Layer layer = Layer.EDGE;
  private long totalNanos = 60 * MILLI;
  private long residualNanos;
  private boolean isCold;
  private String client = "SIN";
  private String fingerprint = "";
  private Optional<Money> cost = Optional.empty();
  private Optional<Money> saved = Optional.empty();

  private Finished(long endedNanos) {
    this.endedNanos = endedNanos;
  }

  static Finished at(long endedNanos) {
    return new Finished(endedNanos);
  }

  Finished id(String newId) {
    id = newId;
    return this;
  }

  Finished pop(String code) {
    pop = new PopId(code);
    return this;
  }

  Finished by(CacheResult newCache, Layer newLayer) {
    cache = newCache;
    layer = newLayer;
    return this;
  }

  Finished refused(int newStatus) {
    status = newStatus;
    return by(CacheResult.BYPASS, Layer.NONE);
  }

  Finished total(long nanos) {
    totalNanos = nanos;
    return this;
  }

  Finished stage(Stage stage, long nanos) {
    stages[stage.ordinal()] = nanos;
    return this;
  }

  Finished residual(long nanos) {
    residualNanos = nanos;
    return this;
  }

  Finished cold() {
    isCold = true;
    return this;
  }

  Finished from(String place) {
    client = place;
    return this;
  }

  /// Twelve hex digits.
  Finished question(String newFingerprint) {
    fingerprint = newFingerprint;
    return this;
  }

  Finished cost(long microUsd) {
    cost = Optional.of(new Money(microUsd));
    return this;
  }

  Finished saved(long microUsd) {
    saved = Optional.of(new Money(microUsd));
    return this;
  }

  /// What no stage has been given goes to `client_edge`, except the residual.
  RequestTimeline timeline() {
    long given = StageTimes.of(stages).sumNanos();
    stages[Stage.CLIENT_EDGE.ordinal()] += Math.max(0, totalNanos - residualNanos - given);
    return new RequestTimeline(
        new RequestId(id),
        1,
        client,
        pop,
        Optional.of(new ProjectId("demo")),
        "gpt-4o-mini",
        false,
        status,
        cache,
        layer,
        "",
        fingerprint,
        endedNanos - totalNanos,
        totalNanos / 2,
        totalNanos,
        StageTimes.of(stages.clone()),
        isCold,
        true,
        TokenUsage.NONE,
        cost,
        saved,
        600,
        900);
  }

  Event.RequestFinished event() {
    return new Event.RequestFinished(timeline());
  }
}
