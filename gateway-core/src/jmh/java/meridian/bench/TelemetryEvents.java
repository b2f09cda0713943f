package meridian.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import meridian.CacheResult;
import meridian.LatencyBudget;
import meridian.Layer;
import meridian.Money;
import meridian.PopId;
import meridian.RequestId;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.StageTimes;
import meridian.TokenUsage;
import meridian.telemetry.Event;
import meridian.telemetry.Meter;
import meridian.time.Dice;

/// The events of a busy gateway: 35 PoPs, three in ten requests hit at the edge, two of the rest at
/// the origin. A request makes 3 to 7 events.
final class TelemetryEvents {
  private static final int POPS = 35;

  private final Dice dice;
  private final List<PopId> pops = new ArrayList<>();
  private long requests;

  TelemetryEvents(long seed) {
    dice = new Dice(seed);
    for (int i = 0; i < POPS; i++) {
      pops.add(new PopId("" + (char) ('A' + i / 26) + (char) ('A' + i % 26) + "X"));
    }
  }

  Meter meter(long startedNanos) {
    return new Meter(pops, LatencyBudget.ARTICLE, "2", "bench", startedNanos);
  }

  /// Hands the events of one request that ends at `nowNanos` to `sink`; says how many.
  int request(long nowNanos, Consumer<Event> sink) {
    PopId pop = pops.get(dice.nextInt(POPS));
    RequestId id = new RequestId("req_" + requests++);
    boolean isEdgeHit = dice.chance(0.3);
    boolean isOriginHit = !isEdgeHit && dice.chance(0.2);
    StageTimes stages = stages(isEdgeHit, isOriginHit);
    sink.accept(new Event.RequestArrived(id, "SIN", pop, nowNanos));
    sink.accept(new Event.CacheAsked("edge_kv", pop, isEdgeHit ? "hit" : "miss", 5_000, nowNanos));
    int events = 3;
    if (!isEdgeHit) {
      String result = isOriginHit ? "hit" : "miss";
      sink.accept(new Event.CacheAsked("origin_exact", pop, result, 5_000, nowNanos));
      events++;
    }
    if (!isEdgeHit && !isOriginHit) {
      sink.accept(new Event.CacheFilled("miss", nowNanos));
      sink.accept(new Event.KvWritten("entry", "ok", 900, nowNanos));
      sink.accept(new Event.KvVisible(pop, "entry", dice.nextInt(2_000_000_000), nowNanos));
      events += 3;
    }
    long total = stages.sumNanos() + 20_000;
    CacheResult cache = isEdgeHit || isOriginHit ? CacheResult.HIT : CacheResult.MISS;
    Layer layer = isEdgeHit ? Layer.EDGE : isOriginHit ? Layer.ORIGIN : Layer.PROVIDER;
    sink.accept(
        new Event.RequestFinished(
            new RequestTimeline(
                id,
                requests,
                "SIN",
                pop,
                Optional.empty(),
                "gpt-4o-mini",
                false,
                200,
                cache,
                layer,
                "",
                "",
                nowNanos - total,
                total / 2,
                total,
                stages,
                dice.chance(0.05),
                true,
                TokenUsage.NONE,
                Optional.of(new Money(100)),
                Optional.empty(),
                600,
                900)));
    return events;
  }

  private StageTimes stages(boolean isEdgeHit, boolean isOriginHit) {
    long[] nanos = new long[Stage.COUNT];
    for (Stage stage : Stage.values()) {
      boolean isTaken =
          switch (stage.side()) {
            case CLIENT, EDGE -> stage != Stage.CLIENT_CONNECT && stage != Stage.EDGE_COLD_START;
            case ORIGIN -> !isEdgeHit && stage != Stage.ORIGIN_WAIT;
            case PROVIDER -> !isEdgeHit && !isOriginHit;
            case SEMANTIC -> false;
          };
      if (isTaken) {
        double mu = stage.reach() == Stage.Reach.LOCAL ? 9 : 17;
        nanos[stage.ordinal()] = (long) dice.nextLogNormal(mu, 0.7);
      }
    }
    return StageTimes.of(nanos);
  }
}
