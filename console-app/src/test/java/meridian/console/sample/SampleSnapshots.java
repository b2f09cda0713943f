package meridian.console.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import meridian.CacheResult;
import meridian.LatencyBudget;
import meridian.Layer;
import meridian.Money;
import meridian.PopId;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.control.Description;
import meridian.telemetry.AlarmRule;
import meridian.telemetry.Event;
import meridian.telemetry.IncidentKind;
import meridian.telemetry.KeyFigures;
import meridian.telemetry.Percentiles;
import meridian.telemetry.RequestPath;
import meridian.telemetry.Snapshot;

/// Snapshots computed from sample requests: every figure is really counted from the requests it
/// speaks of, so that a test may compare them.
public final class SampleSnapshots {
  /// The moment of every sample: 2026-07-30T12:04:31Z.
  public static final long NOW_NANOS = 1_785_413_071_000_000_000L;

  private static final long SECOND = 1_000_000_000L;
  private static final int WINDOW_SECONDS = 60;
  private static final int HISTORY_SECONDS = 600;
  private static final int IN_FLIGHT = 23;

  private SampleSnapshots() {}

  /// A gateway that has just started: every PoP is there and nothing has happened.
  public static Snapshot quiet() {
    return of(1, NOW_NANOS, List.of(), new long[HISTORY_SECONDS]);
  }

  /// A minute of about 28 requests a second, with Mumbai's KV look-ups over their budget.
  public static Snapshot busy() {
    return busy(1_204, 7);
  }

  /// Like [#busy()], numbered, from the given seed.
  public static Snapshot busy(long number, long seed) {
    return traffic(number, seed, 28);
  }

  /// The busy minute with four alarms: one is acknowledged, one is of the whole gateway.
  public static Snapshot alarmed() {
    Snapshot busy = busy();
    long now = busy.takenNanos();
    return with(
        busy,
        List.of(
            new Snapshot.Alarm(
                AlarmRule.AVAILABILITY, "BOM", now - 42 * SECOND, 0.163, 312, Optional.empty()),
            new Snapshot.Alarm(
                AlarmRule.PROVIDER_FAILING, "", now - 95 * SECOND, 0.31, 120, Optional.empty()),
            new Snapshot.Alarm(
                AlarmRule.REVOCATION_LAG,
                "FRA",
                now - 21 * SECOND,
                1,
                1,
                Optional.of(Long.MAX_VALUE)),
            new Snapshot.Alarm(
                AlarmRule.KV_PROPAGATION, "SIN", now - 260 * SECOND, 0.27, 204, Optional.empty())));
  }

  /// `of` with other alarms.
  public static Snapshot with(Snapshot of, List<Snapshot.Alarm> alarms) {
    return new Snapshot(
        of.number(),
        of.takenNanos(),
        of.startedNanos(),
        of.windowNanos(),
        of.headline(),
        of.pops(),
        of.paths(),
        of.recent(),
        of.inFlight(),
        of.history(),
        of.incidents(),
        alarms,
        of.kv(),
        of.cost(),
        of.keys(),
        of.counters(),
        of.eventsTotal(),
        of.droppedTotal());
  }

  /// [#busy] with these counts since the start.
  public static Snapshot counting(java.util.Map<String, Long> counters) {
    Snapshot of = busy();
    return new Snapshot(
        of.number(),
        of.takenNanos(),
        of.startedNanos(),
        of.windowNanos(),
        of.headline(),
        of.pops(),
        of.paths(),
        of.recent(),
        of.inFlight(),
        of.history(),
        of.incidents(),
        of.alarms(),
        of.kv(),
        of.cost(),
        of.keys(),
        java.util.Map.copyOf(counters),
        of.eventsTotal(),
        of.droppedTotal());
  }

  /// Few requests: percentiles stand on less than 30 samples.
  public static Snapshot sparse() {
    return traffic(40, 3, 0.4);
  }

  private static Snapshot traffic(long number, long seed, double perSecond) {
    long now = NOW_NANOS + number * SECOND / 10;
    SampleRequests requests =
        new SampleRequests(SamplePlaces.description(), seed, 18_240 + 3 * number);
    List<RequestTimeline> all = new ArrayList<>();
    long[] rates = new long[HISTORY_SECONDS];
    for (int i = 0; i < HISTORY_SECONDS; i++) {
      double wave = 0.75 + 0.2 * Math.sin(i / 55.0) + 0.06 * Math.sin(i / 7.0 + seed);
      rates[i] = Math.round(perSecond * wave * (i > 540 ? 1.1 : 1));
    }
    double owed = 0;
    for (int i = HISTORY_SECONDS - WINDOW_SECONDS; i < HISTORY_SECONDS; i++) {
      owed += perSecond < 1 ? perSecond : rates[i];
      for (; owed >= 1; owed--) {
        long slot = (long) (i - HISTORY_SECONDS) * SECOND;
        all.add(requests.next(now + slot - SECOND + (long) (owed * 7_919_311) % SECOND));
      }
    }
    List<Event.RequestArrived> inFlight = new ArrayList<>();
    for (int i = 0; i < IN_FLIGHT; i++) {
      long arrived = now - i * SECOND / 7;
      RequestTimeline running = requests.next(arrived);
      inFlight.add(
          new Event.RequestArrived(running.id(), running.client(), running.pop(), arrived));
    }
    return of(number, now, all, inFlight, rates);
  }

  /// A snapshot of exactly `all`, oldest first.
  public static Snapshot of(long number, long now, List<RequestTimeline> all, long[] rates) {
    return of(number, now, all, List.of(), rates);
  }

  /// A snapshot of exactly `all`, oldest first, with `inFlight`, newest first.
  public static Snapshot of(
      long number,
      long now,
      List<RequestTimeline> all,
      List<Event.RequestArrived> inFlight,
      long[] rates) {
    Description about = SamplePlaces.description();
    List<Snapshot.PopRow> pops = new ArrayList<>();
    for (Description.Site site : about.pops()) {
      pops.add(popRow(site.pop(), all, about.budget()));
    }
    List<Snapshot.PathRow> paths = new ArrayList<>();
    for (RequestPath path : RequestPath.values()) {
      for (boolean cold : new boolean[] {false, true}) {
        List<RequestTimeline> some =
            where(all, r -> RequestPath.of(r) == path && r.isColdConnection() == cold);
        if (!some.isEmpty()) {
          paths.add(pathRow(path, cold, some));
        }
      }
    }
    List<RequestTimeline> recent =
        new ArrayList<>(all.subList(Math.max(0, all.size() - 512), all.size()));
    java.util.Collections.reverse(recent);
    long total = all.isEmpty() ? 0 : all.getLast().number();
    return new Snapshot(
        number,
        now,
        now - 1_800 * SECOND,
        WINDOW_SECONDS * SECOND,
        headline(all, total, inFlight.size()),
        List.copyOf(pops),
        List.copyOf(paths),
        List.copyOf(recent),
        List.copyOf(inFlight),
        history(now, all, rates),
        all.isEmpty() ? List.of() : incidents(now),
        List.of(),
        new Snapshot.KvFigures(
            all.isEmpty() ? 0 : 6_120,
            all.isEmpty() ? 0 : 14,
            0,
            percentiles(all, r -> r.stages().nanos(Stage.EDGE_KV)),
            all.isEmpty()
                ? Percentiles.NONE
                : new Percentiles(
                    3_100,
                    2_100_000_000L,
                    9_000_000_000L,
                    14_000_000_000L,
                    41_000_000_000L,
                    58_000_000_000L)),
        SampleCost.of(now, all),
        all.isEmpty() ? KeyFigures.NONE : SampleTenants.FIGURES,
        Map.of(),
        total * 6,
        0);
  }

  private static Snapshot.Headline headline(List<RequestTimeline> all, long total, long inFlight) {
    Map<Layer, Long> byLayer = new EnumMap<>(Layer.class);
    for (RequestTimeline r : all) {
      byLayer.merge(r.layer(), 1L, Long::sum);
    }
    List<RequestTimeline> miss = where(all, r -> RequestPath.of(r) == RequestPath.MISS);
    Money saved = Money.ZERO;
    Money spent = Money.ZERO;
    for (RequestTimeline r : all) {
      saved = saved.plus(r.saved().orElse(Money.ZERO));
      spent = spent.plus(r.cost().orElse(Money.ZERO));
    }
    return new Snapshot.Headline(
        total,
        where(all, r -> !r.isAnswered()).size() * 11L,
        inFlight,
        all.size() / (double) WINDOW_SECONDS,
        byLayer,
        hitRate(all, r -> RequestPath.of(r) != RequestPath.MISS),
        percentiles(
            where(all, r -> RequestPath.of(r) == RequestPath.EDGE_HIT),
            RequestTimeline::totalNanos),
        percentiles(
            where(all, r -> RequestPath.of(r) == RequestPath.ORIGIN_HIT),
            RequestTimeline::totalNanos),
        percentiles(miss, RequestTimeline::totalNanos),
        percentiles(miss, RequestTimeline::firstTokenNanos),
        percentiles(where(all, RequestTimeline::isAnswered), RequestTimeline::residualNanos),
        all.isEmpty() ? 0 : 0.006,
        edgeMissOriginHit(all),
        new Money(spent.microUsd() * 30),
        new Money(saved.microUsd() * 30));
  }

  private static Snapshot.PopRow popRow(
      PopId pop, List<RequestTimeline> all, LatencyBudget budget) {
    List<RequestTimeline> here = where(all, r -> r.pop().equals(pop));
    Map<CacheResult, Long> byResult = new EnumMap<>(CacheResult.class);
    long breaches = 0;
    long coldStarts = 0;
    for (RequestTimeline r : here) {
      byResult.merge(r.cache(), 1L, Long::sum);
      coldStarts += r.stages().nanos(Stage.EDGE_COLD_START) > 0 ? 1 : 0;
      if (RequestPath.of(r) == RequestPath.EDGE_HIT) {
        for (Map.Entry<Stage, java.time.Duration> limit : budget.stages().entrySet()) {
          breaches += r.stages().nanos(limit.getKey()) > limit.getValue().toNanos() ? 1 : 0;
        }
      }
    }
    return new Snapshot.PopRow(
        pop,
        here.size() * 11L,
        here.size(),
        here.size() / (double) WINDOW_SECONDS,
        byResult,
        where(here, r -> !r.isAnswered()).size(),
        hitRate(here, r -> RequestPath.of(r) != RequestPath.MISS),
        hitRate(here, r -> RequestPath.of(r) == RequestPath.EDGE_HIT),
        edgeMissOriginHit(here),
        percentiles(where(here, RequestTimeline::isAnswered), RequestTimeline::totalNanos),
        percentiles(
            where(here, r -> RequestPath.of(r) == RequestPath.EDGE_HIT),
            RequestTimeline::totalNanos),
        breaches,
        coldStarts);
  }

  private static Snapshot.PathRow pathRow(
      RequestPath path, boolean cold, List<RequestTimeline> some) {
    Map<Stage, Percentiles> stages = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      List<RequestTimeline> with = where(some, r -> r.stages().nanos(stage) > 0);
      if (!with.isEmpty()) {
        stages.put(stage, percentiles(with, r -> r.stages().nanos(stage)));
      }
    }
    return new Snapshot.PathRow(
        path,
        cold,
        stages,
        percentiles(some, RequestTimeline::firstTokenNanos),
        percentiles(some, RequestTimeline::totalNanos),
        percentiles(some, RequestTimeline::residualNanos));
  }

  private static List<Snapshot.Second> history(long now, List<RequestTimeline> all, long[] rates) {
    List<Snapshot.Second> seconds = new ArrayList<>();
    if (all.isEmpty()) {
      return List.of();
    }
    for (int i = 0; i < rates.length; i++) {
      long n = rates[i];
      double drift = Math.sin(i / 31.0) + 0.5 * Math.sin(i / 5.3);
      long edge = Math.round(n * (0.45 + 0.04 * drift));
      long origin = Math.round(n * 0.15);
      seconds.add(
          new Snapshot.Second(
              now / SECOND - rates.length + i,
              n,
              i % 17 == 0 ? 1 : 0,
              edge,
              origin,
              Math.max(0, n - edge - origin),
              n == 0 ? 0 : (long) ((52 + 6 * drift) * 1e6),
              n == 0 ? 0 : (long) ((2_900 + 320 * drift) * 1e6),
              (long) (14e9 + 2e9 * drift),
              new Money(n * 210),
              new Money(n * 330)));
    }
    return List.copyOf(seconds);
  }

  private static List<Snapshot.Incident> incidents(long now) {
    return List.of(
        new Snapshot.Incident(
            IncidentKind.ACTION,
            "traffic runs at 28 requests per second",
            now - 580 * SECOND,
            Optional.of(now - 580 * SECOND)),
        new Snapshot.Incident(
            IncidentKind.FAULT,
            "KV lag 30 m everywhere",
            now - 300 * SECOND,
            Optional.of(now - 120 * SECOND)),
        new Snapshot.Incident(
            IncidentKind.CONFIGURATION,
            "edge.limit",
            now - 60 * SECOND,
            Optional.of(now - 60 * SECOND)),
        new Snapshot.Incident(
            IncidentKind.FAULT, "link BOM → SIN slow", now - 25 * SECOND, Optional.empty()));
  }

  private static Optional<Double> hitRate(
      List<RequestTimeline> all, Predicate<RequestTimeline> isHit) {
    List<RequestTimeline> answered = where(all, RequestTimeline::isAnswered);
    return answered.isEmpty()
        ? Optional.empty()
        : Optional.of(where(answered, isHit).size() / (double) answered.size());
  }

  private static Optional<Double> edgeMissOriginHit(List<RequestTimeline> all) {
    long missed = where(all, r -> r.isAnswered() && r.layer() != Layer.EDGE).size();
    long found = where(all, r -> RequestPath.of(r) == RequestPath.ORIGIN_HIT).size();
    return missed == 0 ? Optional.empty() : Optional.of(found / (double) missed);
  }

  private static List<RequestTimeline> where(
      List<RequestTimeline> all, Predicate<RequestTimeline> test) {
    return all.stream().filter(test).toList();
  }

  private static Percentiles percentiles(
      List<RequestTimeline> all, ToLongFunction<RequestTimeline> what) {
    if (all.isEmpty()) {
      return Percentiles.NONE;
    }
    long[] sorted = all.stream().mapToLong(what).toArray();
    Arrays.sort(sorted);
    return new Percentiles(
        sorted.length,
        at(sorted, 0.5),
        at(sorted, 0.9),
        at(sorted, 0.95),
        at(sorted, 0.99),
        sorted[sorted.length - 1]);
  }

  private static long at(long[] sorted, double quantile) {
    return sorted[Math.max(0, (int) Math.ceil(quantile * sorted.length) - 1)];
  }
}
