package meridian.telemetry;

import static meridian.telemetry.Finished.MILLI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.CacheResult;
import meridian.KeyId;
import meridian.LatencyBudget;
import meridian.Layer;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.Stage;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MeterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_000 * SECOND;
  private static final PopId SIN = new PopId("SIN");
  private static final PopId BOM = new PopId("BOM");

  private final Meter meter =
      new Meter(List.of(BOM, SIN), LatencyBudget.ARTICLE, "2", "0.1.0", START);

  private Snapshot after(Event... events) {
    for (Event event : events) {
      meter.record(event);
    }
    return meter.snapshot(START + 10 * SECOND, 0);
  }

  private static Finished at(long second) {
    return Finished.at(START + second * SECOND);
  }

  @Test
  void nothing_counted_is_absent_and_not_zero() {
    Snapshot snapshot = after();
    assertThat(snapshot.number()).isEqualTo(1);
    assertThat(snapshot.headline().hitRate()).isEmpty();
    assertThat(snapshot.headline().edgeMissOriginHit()).isEmpty();
    assertThat(snapshot.headline().edgeHit()).isEqualTo(Percentiles.NONE);
    assertThat(snapshot.pops()).extracting(Snapshot.PopRow::pop).containsExactly(BOM, SIN);
    assertThat(snapshot.paths()).isEmpty();
    assertThat(snapshot.recent()).isEmpty();
    assertThat(snapshot.counters()).isEmpty();
  }

  @Test
  void each_snapshot_has_the_next_number() {
    meter.snapshot(START, 0);
    assertThat(meter.snapshot(START, 0).number()).isEqualTo(2);
  }

  @Test
  void hit_rate_is_hits_over_hits_and_misses_and_nothing_else() {
    Snapshot snapshot =
        after(
            at(1).event(),
            at(1).by(CacheResult.STALE, Layer.EDGE).event(),
            at(1).by(CacheResult.HIT, Layer.ORIGIN).event(),
            at(1).by(CacheResult.SEMANTIC_HIT, Layer.ORIGIN).event(),
            at(1).by(CacheResult.MISS, Layer.PROVIDER).event(),
            at(1).by(CacheResult.COLLAPSED, Layer.ORIGIN).event(),
            at(1).by(CacheResult.BYPASS, Layer.PROVIDER).event(),
            at(1).by(CacheResult.REFRESH, Layer.PROVIDER).event(),
            at(1).refused(401).event());
    assertThat(snapshot.headline().hitRate()).contains(4 / 5.0);
    Snapshot.PopRow sin = snapshot.pops().get(1);
    assertThat(sin.hitRate()).contains(4 / 5.0);
    assertThat(sin.edgeHitRate()).contains(2 / 5.0);
    assertThat(sin.refused()).isEqualTo(1);
    assertThat(sin.requests()).isEqualTo(9);
    assertThat(sin.byResult()).containsEntry(CacheResult.COLLAPSED, 1L).hasSize(7);
  }

  @Test
  void edge_misses_that_the_origin_could_answer_are_told_from_new_questions() {
    Snapshot snapshot =
        after(
            at(1).event(),
            at(1).by(CacheResult.HIT, Layer.ORIGIN).event(),
            at(1).by(CacheResult.SEMANTIC_HIT, Layer.ORIGIN).event(),
            at(1).by(CacheResult.MISS, Layer.PROVIDER).event(),
            at(1).by(CacheResult.COLLAPSED, Layer.ORIGIN).event(),
            at(1).by(CacheResult.BYPASS, Layer.PROVIDER).event());
    assertThat(snapshot.headline().edgeMissOriginHit()).contains(1 / 4.0);
    assertThat(snapshot.pops().get(0).edgeMissOriginHit()).isEmpty();
    assertThat(snapshot.pops().get(1).edgeMissOriginHit()).contains(1 / 4.0);
  }

  @Test
  void ways_and_connections_are_never_mixed() {
    Snapshot snapshot =
        after(
            at(1).total(20 * MILLI).event(),
            at(1).total(90 * MILLI).cold().stage(Stage.CLIENT_CONNECT, 60 * MILLI).event(),
            at(1).by(CacheResult.MISS, Layer.PROVIDER).total(2_000 * MILLI).event());
    assertThat(snapshot.paths())
        .extracting(row -> row.path() + (row.isColdConnection() ? " cold" : " warm"))
        .containsExactly("EDGE_HIT warm", "EDGE_HIT cold", "MISS warm");
    assertThat(snapshot.paths().get(1).stages().keySet())
        .containsExactly(Stage.CLIENT_CONNECT, Stage.CLIENT_EDGE);
    assertThat(snapshot.paths().get(1).total().max()).isEqualTo(90 * MILLI);
    assertThat(snapshot.headline().edgeHit().count()).isEqualTo(2);
    assertThat(snapshot.headline().missFirstToken().max()).isEqualTo(1_000 * MILLI);
  }

  @Test
  void in_flight_is_what_arrived_and_did_not_end_however_it_ended() {
    RequestId left = new RequestId("req_left");
    Event.RequestFinished done = at(2).id("req_done").event();
    Snapshot snapshot =
        after(
            new Event.RequestArrived(done.timeline().id(), "SIN", SIN, START),
            new Event.RequestArrived(left, "SIN", SIN, START),
            new Event.RequestArrived(new RequestId("req_running"), "SIN", SIN, START),
            done,
            new Event.ClientLeft(left, SIN, START + SECOND),
            at(3).id("req_left").event(),
            at(3).id("req_unannounced").refused(431).event());
    assertThat(snapshot.headline().inFlight()).isEqualTo(1);
  }

  @Test
  void the_newest_requests_in_flight_are_told_and_all_are_counted() {
    for (int i = 0; i < 300; i++) {
      meter.record(new Event.RequestArrived(new RequestId("req_" + i), "TYO", SIN, START + i));
    }
    meter.record(at(1).id("req_298").event());
    meter.record(new Event.ClientLeft(new RequestId("req_0"), SIN, START + SECOND));
    Snapshot snapshot = meter.snapshot(START + SECOND, 0);
    assertThat(snapshot.headline().inFlight()).isEqualTo(298);
    assertThat(snapshot.inFlight()).hasSize(256);
    assertThat(snapshot.inFlight().get(1))
        .isEqualTo(new Event.RequestArrived(new RequestId("req_297"), "TYO", SIN, START + 297));
    assertThat(snapshot.inFlight().getLast().id().text()).isEqualTo("req_43");
  }

  @Test
  void a_snapshot_tells_what_was_in_flight_then_and_not_what_came_later() {
    meter.record(new Event.RequestArrived(new RequestId("req_1"), "SIN", SIN, START));
    Snapshot before = meter.snapshot(START, 0);
    meter.record(at(1).id("req_1").event());
    assertThat(before.inFlight()).hasSize(1);
    assertThat(meter.snapshot(START + SECOND, 0).inFlight()).isEmpty();
  }

  @Test
  void incidents_are_told_with_what_they_are_and_from_when_until_when() {
    Snapshot snapshot =
        after(
            new Event.FaultBegan("f1", "link BOM → SIN cut", START + SECOND),
            new Event.FaultBegan("f2", "KV lag 30 m", START + 2 * SECOND),
            new Event.OperatorActed("9 answers purged", START + 3 * SECOND),
            new Event.FaultEnded("f1", START + 4 * SECOND),
            new Event.FaultEnded("f9", START + 4 * SECOND),
            new Event.Reconfigured("edge.limit", START + 5 * SECOND));
    assertThat(snapshot.incidents())
        .containsExactly(
            incident(IncidentKind.FAULT, "link BOM → SIN cut", 1, 4),
            new Snapshot.Incident(
                IncidentKind.FAULT, "KV lag 30 m", START + 2 * SECOND, Optional.empty()),
            incident(IncidentKind.ACTION, "9 answers purged", 3, 3),
            incident(IncidentKind.CONFIGURATION, "edge.limit", 5, 5));
  }

  @Test
  void a_fault_that_begins_again_ends_the_first_one() {
    Snapshot snapshot =
        after(
            new Event.FaultBegan("f1", "cold", START + SECOND),
            new Event.FaultBegan("f1", "cold", START + 2 * SECOND),
            new Event.FaultEnded("f1", START + 2 * SECOND));
    assertThat(snapshot.incidents())
        .containsExactly(
            incident(IncidentKind.FAULT, "cold", 1, 2), incident(IncidentKind.FAULT, "cold", 2, 2));
  }

  @Test
  void of_too_many_incidents_the_oldest_that_is_over_is_forgotten() {
    meter.record(new Event.FaultBegan("f1", "holds", START));
    for (int i = 1; i <= Incidents.BOUND; i++) {
      meter.record(new Event.OperatorActed("action " + i, START + i));
    }
    List<Snapshot.Incident> kept = after().incidents();
    assertThat(kept).hasSize(Incidents.BOUND);
    assertThat(kept.getFirst().text()).isEqualTo("holds");
    assertThat(kept.get(1).text()).isEqualTo("action 2");
  }

  private static Snapshot.Incident incident(IncidentKind kind, String text, long from, long until) {
    return new Snapshot.Incident(
        kind, text, START + from * SECOND, Optional.of(START + until * SECOND));
  }

  @Test
  void a_request_whose_end_was_lost_does_not_stay_in_flight_for_ever() {
    meter.record(new Event.RequestArrived(new RequestId("req_lost"), "SIN", SIN, START));
    long bound = START + InFlight.LOST_AFTER_NANOS;
    assertThat(meter.snapshot(bound, 0).headline().inFlight()).isEqualTo(1);
    Snapshot past = meter.snapshot(bound + 1, 0);
    assertThat(past.headline().inFlight()).isZero();
    assertThat(past.inFlight()).isEmpty();
  }

  @Test
  void stages_of_edge_hits_above_their_budget_are_counted() {
    Snapshot snapshot =
        after(
            at(1)
                .stage(Stage.EDGE_KV, 30 * MILLI + 1)
                .stage(Stage.EDGE_AUTH, 5 * MILLI)
                .stage(Stage.CLIENT_EDGE, 31 * MILLI)
                .total(101 * MILLI)
                .residual(101 * MILLI - 66 * MILLI - 1)
                .event(),
            at(1)
                .by(CacheResult.MISS, Layer.PROVIDER)
                .stage(Stage.EDGE_KV, 90 * MILLI)
                .total(100 * MILLI)
                .event());
    assertThat(snapshot.pops().get(1).budgetBreaches()).isEqualTo(2);
    assertThat(snapshot.counters())
        .containsEntry("meridian_budget_breaches_total{stage=\"edge_kv\"}", 1L)
        .containsEntry("meridian_budget_breaches_total{stage=\"client_edge\"}", 1L)
        .containsEntry("meridian_budget_breaches_total{stage=\"total\"}", 1L)
        .doesNotContainKey("meridian_budget_breaches_total{stage=\"edge_auth\"}");
  }

  @Test
  void the_residual_is_measured_whatever_its_sign() {
    Snapshot snapshot =
        after(
            at(1).total(100 * MILLI).residual(4 * MILLI).event(),
            at(1).total(100 * MILLI).stage(Stage.EDGE_KV, 108 * MILLI).event());
    assertThat(snapshot.headline().residual().max()).isEqualTo(8 * MILLI);
    assertThat(snapshot.headline().residualShareP95()).isCloseTo(0.08, within(0.0001));
  }

  @Test
  void money_adds_up_and_unknown_prices_are_left_out() {
    Snapshot snapshot =
        after(
            at(1).by(CacheResult.MISS, Layer.PROVIDER).cost(1_500).event(),
            at(1).by(CacheResult.MISS, Layer.PROVIDER).event(),
            at(2).cost(0).saved(1_400).event());
    assertThat(snapshot.headline().spentTotal()).isEqualTo(new Money(1_500));
    assertThat(snapshot.headline().savedTotal()).isEqualTo(new Money(1_400));
    assertThat(snapshot.history().get(2).saved()).isEqualTo(new Money(1_400));
  }

  @Test
  void the_newest_request_comes_first_and_512_are_kept() {
    for (int i = 0; i < 600; i++) {
      meter.record(at(1).id("req_" + i).event());
    }
    Snapshot snapshot = meter.snapshot(START + SECOND, 0);
    assertThat(snapshot.recent()).hasSize(512);
    assertThat(snapshot.recent().getFirst().id().text()).isEqualTo("req_599");
    assertThat(snapshot.recent().getLast().id().text()).isEqualTo("req_88");
  }

  @Test
  void the_window_slides_and_totals_stay() {
    meter.record(at(2).stage(Stage.EDGE_COLD_START, MILLI).event());
    Snapshot young = meter.snapshot(START + 59 * SECOND, 0);
    assertThat(young.pops().get(1).requests()).isEqualTo(1);
    assertThat(young.pops().get(1).coldStarts()).isEqualTo(1);
    Snapshot old = meter.snapshot(START + 60 * SECOND, 0);
    assertThat(old.pops().get(1).requests()).isZero();
    assertThat(old.pops().get(1).coldStarts()).isZero();
    assertThat(old.pops().get(1).total()).isEqualTo(Percentiles.NONE);
    assertThat(old.headline().hitRate()).isEmpty();
    assertThat(old.paths()).isEmpty();
    assertThat(old.headline().requestsTotal()).isEqualTo(1);
    assertThat(old.pops().get(1).requestsTotal()).isEqualTo(1);
  }

  @Test
  void the_rate_is_over_the_time_the_window_has_covered() {
    for (int i = 0; i < 40; i++) {
      meter.record(at(3).event());
    }
    assertThat(meter.snapshot(START + 4 * SECOND, 0).headline().requestsPerSecond()).isEqualTo(10);
    assertThat(meter.snapshot(START + 8 * SECOND, 0).headline().requestsPerSecond()).isEqualTo(5);
  }

  @Test
  void an_event_later_than_the_window_still_counts_in_totals_and_history() {
    meter.record(at(120).event());
    meter.record(at(10).event());
    Snapshot snapshot = meter.snapshot(START + 120 * SECOND, 0);
    assertThat(snapshot.headline().requestsTotal()).isEqualTo(2);
    assertThat(snapshot.pops().get(1).requests()).isEqualTo(1);
    assertThat(snapshot.history().get(10).requests()).isEqualTo(1);
  }

  @Test
  void the_kv_is_seen_writing_and_spreading() {
    Snapshot snapshot =
        after(
            new Event.CacheAsked("edge_kv", SIN, "hit", 3 * MILLI, START),
            new Event.CacheAsked("origin_exact", SIN, "miss", 9 * MILLI, START),
            new Event.SemanticAsked(new ProjectId("demo"), "would_hit", START),
            new Event.KvWritten("entry", "ok", 100, START),
            new Event.KvWritten("entry", "deferred", 100, START),
            new Event.KvWritten("key", "capped", 100, START),
            new Event.KvVisible(BOM, "entry", 2_000 * MILLI, START + 2 * SECOND));
    assertThat(snapshot.kv().writesTotal()).isEqualTo(1);
    assertThat(snapshot.kv().deferredTotal()).isEqualTo(1);
    assertThat(snapshot.kv().cappedTotal()).isEqualTo(1);
    assertThat(snapshot.kv().read().max()).isEqualTo(3 * MILLI);
    assertThat(snapshot.kv().propagation().count()).isEqualTo(1);
    assertThat(snapshot.history().get(2).kvLagP95Nanos()).isEqualTo(2_000 * MILLI);
    assertThat(snapshot.counters())
        .containsEntry(
            "meridian_cache_lookups_total{layer=\"edge_kv\",pop=\"SIN\",result=\"hit\"}", 1L)
        .containsEntry("meridian_semantic_lookups_total{project=\"demo\",result=\"would_hit\"}", 1L)
        .containsEntry("meridian_kv_writes_total{result=\"deferred\"}", 1L);
  }

  @Test
  void the_65th_model_goes_by_the_name_of_other() {
    for (int i = 0; i < 70; i++) {
      meter.record(new Event.PriceUnknown("model-" + i, START));
    }
    Map<String, Long> counters = meter.snapshot(START, 0).counters();
    assertThat(counters)
        .hasSize(65)
        .containsEntry("meridian_unpriced_requests_total{model=\"model-63\"}", 1L)
        .containsEntry("meridian_unpriced_requests_total{model=\"other\"}", 6L);
  }

  @Test
  void counters_come_in_the_same_order_whatever_came_first() {
    Event sin = at(1).event();
    Event bom = at(1).pop("BOM").refused(429).event();
    Event cut = new Event.ConnectionCut("bad_framing", START);
    Event seen = new Event.RevocationSeen(SIN, new KeyId("aaaaaaaaaaaa"), SECOND, START);
    Snapshot forth = after(sin, bom, cut, seen);
    Meter other = new Meter(List.of(BOM, SIN), LatencyBudget.ARTICLE, "2", "0.1.0", START);
    for (Event event : List.of(seen, cut, bom, sin)) {
      other.record(event);
    }
    assertThat(other.snapshot(START, 0).counters().keySet())
        .containsExactlyElementsOf(forth.counters().keySet());
    assertThat(forth.counters().keySet().iterator().next())
        .isEqualTo(
            "meridian_requests_total{pop=\"BOM\",pattern=\"2\",outcome=\"refused\",source=\"none\"}");
  }

  @Test
  void a_pop_nobody_announced_gets_a_row() {
    Snapshot snapshot = after(at(1).pop("GRU").event());
    assertThat(snapshot.pops()).hasSize(3);
    assertThat(snapshot.pops().get(2).requestsTotal()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void every_answered_request_is_counted_once_everywhere(long seed) {
    Dice dice = new Dice(seed);
    int answered = 0;
    int requests = 20_000;
    for (int i = 0; i < requests; i++) {
      Finished finished =
          at(dice.nextInt(50)).pop(dice.chance(0.5) ? "SIN" : "BOM").total(dice.nextInt(1 << 30));
      int kind = dice.nextInt(8);
      if (kind == 7) {
        finished.refused(400 + dice.nextInt(100));
      } else {
        CacheResult cache = CacheResult.values()[kind];
        Layer layer =
            switch (cache) {
              case HIT, STALE -> dice.chance(0.5) ? Layer.EDGE : Layer.ORIGIN;
              case SEMANTIC_HIT, COLLAPSED -> Layer.ORIGIN;
              case MISS, BYPASS, REFRESH -> Layer.PROVIDER;
            };
        finished.by(cache, layer);
        answered++;
      }
      meter.record(finished.event());
    }
    Snapshot snapshot = meter.snapshot(START + 50 * SECOND, 0);
    Snapshot.Headline headline = snapshot.headline();
    assertThat(headline.requestsTotal() - headline.refusedTotal()).isEqualTo(answered);
    assertThat(sum(headline.recentByLayer())).isEqualTo(answered);
    assertThat(snapshot.pops().stream().mapToLong(row -> sum(row.byResult())).sum())
        .isEqualTo(answered);
    assertThat(snapshot.pops().stream().mapToLong(row -> row.total().count()).sum())
        .isEqualTo(answered);
    assertThat(snapshot.paths().stream().mapToLong(row -> row.total().count()).sum())
        .isEqualTo(requests);
    assertThat(headline.residual().count()).isEqualTo(answered);
    assertThat(
            snapshot.history().stream()
                .mapToLong(point -> point.edgeHits() + point.originHits() + point.misses())
                .sum())
        .isEqualTo(answered);
    assertThat(snapshot.history().stream().mapToLong(Snapshot.Second::requests).sum())
        .isEqualTo(requests);
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
