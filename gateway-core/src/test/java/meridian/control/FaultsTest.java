package meridian.control;

import static meridian.control.FaultyWorld.ORIGIN;
import static meridian.control.FaultyWorld.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.AnswerHead.LookUp;
import meridian.CacheResult;
import meridian.Layer;
import meridian.PopId;
import meridian.Stage;
import meridian.scenario.Fault;
import meridian.scenario.Reach;
import meridian.simulated.Witness;
import meridian.telemetry.Event;
import org.junit.jupiter.api.Test;

/// Each fault does what it says to a whole gateway, and its end restores what it took.
final class FaultsTest {
  private static final PopId SIN = new PopId("SIN");
  private static final Duration MILLI = Duration.ofMillis(1);

  private static String code(Optional<Witness.Answer> answer) {
    return answer.orElseThrow().refusal().map(refusal -> refusal.code()).orElse("answered");
  }

  private static CacheResult cache(Optional<Witness.Answer> answer) {
    return answer.orElseThrow().head().cache();
  }

  @Test
  void a_delayed_link_takes_longer_one_way_and_delays_add_up() {
    FaultyWorld world = new FaultyWorld();
    Fault slow = new Fault.LinkDelayed("SIN", "BOM", Duration.ofMillis(200));
    Fault slower = new Fault.LinkDelayed("SIN", "BOM", Duration.ofMillis(300));
    world.run(() -> {
      world.ask("SIN", "before");
      Duration out = world.in(Stage.EDGE_ORIGIN);
      Duration back = world.in(Stage.ORIGIN_EDGE);
      world.during(
          slow,
          () -> {
            world.during(
                slower,
                () -> {
                  world.ask("SIN", "both");
                  assertThat(world.in(Stage.EDGE_ORIGIN))
                      .isBetween(out.plusMillis(490), out.plusMillis(510));
                  assertThat(world.in(Stage.ORIGIN_EDGE)).isLessThan(back.plusMillis(10));
                });
            world.ask("SIN", "one");
            assertThat(world.in(Stage.EDGE_ORIGIN))
                .isBetween(out.plusMillis(190), out.plusMillis(210));
          });
      world.ask("SIN", "after");
      assertThat(world.in(Stage.EDGE_ORIGIN)).isLessThan(out.plusMillis(10));
    });
  }

  @Test
  void jitter_delays_by_chance_and_loss_by_retransmission() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      long calm = slowest(world, "calm");
      world.during(
          new Fault.LinkJittery("SIN", "BOM", Duration.ofMillis(100)),
          () -> assertThat(slowest(world, "jitter")).isGreaterThan(calm + 100_000_000));
      world.during(
          new Fault.LinkLossy("SIN", "BOM", 0.5),
          () -> assertThat(slowest(world, "loss")).isGreaterThan(calm + 200_000_000));
      assertThat(slowest(world, "healed")).isLessThan(calm + 20_000_000);
    });
  }

  private static long slowest(FaultyWorld world, String prompt) {
    long slowest = 0;
    for (int i = 0; i < 10; i++) {
      world.ask("SIN", prompt + i);
      slowest = Math.max(slowest, world.in(Stage.EDGE_ORIGIN).toNanos());
    }
    return slowest;
  }

  @Test
  void a_cut_link_swallows_calls_until_it_heals_and_nobody_else_notices() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      world.during(
          new Fault.LinkCut("BOM", "SIN"),
          () -> {
            long from = world.kernel.nanos();
            assertThat(code(world.ask("SIN", "cut"))).isEqualTo("origin_unreachable");
            assertThat(world.kernel.nanos() - from).isGreaterThan(Duration.ofSeconds(19).toNanos());
            assertThat(code(world.ask("FRA", "elsewhere"))).isEqualTo("answered");
          });
      assertThat(code(world.ask("SIN", "healed"))).isEqualTo("answered");
    });
  }

  @Test
  void a_crashed_origin_breaks_calls_off_loses_its_cache_and_keeps_its_keys() {
    FaultyWorld world = new FaultyWorld("kv.lagMedian=60s", "kv.lagBound=60s");
    world.run(() -> {
      world.pass(Duration.ofMinutes(2));
      world.ask("SIN", "kept");
      assertThat(cache(world.ask("SIN", "kept"))).isEqualTo(CacheResult.HIT);
      assertThat(world.last().layer()).isEqualTo(Layer.ORIGIN);
      FaultyWorld.Asking inFlight = world.start("SIN", "in flight");
      world.pass(Duration.ofMillis(150));
      world.during(
          new Fault.NodeCrashed(ORIGIN),
          () -> {
            long from = world.kernel.nanos();
            assertThat(code(inFlight.join())).isEqualTo("origin_unreachable");
            assertThat(world.kernel.nanos() - from)
                .as("the news travel at once")
                .isLessThan(Duration.ofMillis(200).toNanos());
            assertThat(code(world.ask("SIN", "refused"))).isEqualTo("origin_unreachable");
          });
      assertThat(cache(world.ask("SIN", "kept"))).isEqualTo(CacheResult.MISS);
      assertThat(cache(world.ask("SIN", "kept"))).isEqualTo(CacheResult.HIT);
    });
  }

  @Test
  void a_crashed_pop_breaks_connections_and_its_places_go_elsewhere_until_it_restarts_cold() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      FaultyWorld.Asking inFlight = world.start("SIN", "in flight");
      world.pass(Duration.ofMillis(150));
      world.during(
          new Fault.NodeCrashed("pop:SIN"),
          () -> {
            assertThat(inFlight.join()).isEmpty();
            assertThat(code(world.ask("SIN", "rerouted"))).isEqualTo("answered");
            assertThat(world.last().pop()).isEqualTo(new PopId("BOM"));
          });
      assertThat(code(world.ask("SIN", "restarted"))).isEqualTo("answered");
      assertThat(world.last().pop()).isEqualTo(SIN);
      assertThat(world.in(Stage.EDGE_COLD_START)).isPositive();
      assertThat(world.in(Stage.EDGE_AUTH)).as("keys are read again").isPositive();
    });
  }

  @Test
  void a_lagging_kv_hides_new_writes_shows_old_ones_and_shows_all_when_it_heals() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      world.ask("SIN", "old");
      world.pass(Duration.ofSeconds(5));
      world.during(
          new Fault.KvLagging(Reach.of("SIN"), Duration.ofMinutes(30)),
          () -> {
            world.ask("SIN", "new");
            world.pass(Duration.ofMinutes(2));
            world.ask("SIN", "new");
            assertThat(world.last().layer()).isEqualTo(Layer.ORIGIN);
            world.ask("SIN", "old");
            assertThat(world.last().layer()).isEqualTo(Layer.EDGE);
            world.ask("FRA", "new");
            assertThat(world.last().layer()).as("out of reach").isEqualTo(Layer.EDGE);
          });
      world.ask("SIN", "new");
      assertThat(world.last().layer()).isEqualTo(Layer.EDGE);
      assertThat(world.all(Event.KvVisible.class).getLast().lagNanos())
          .as("measured as long as it took")
          .isGreaterThan(Duration.ofMinutes(2).toNanos());
    });
  }

  @Test
  void a_pull_kv_lags_too() {
    FaultyWorld world = new FaultyWorld("kv.model=pull", "kv.cacheTtl=30s");
    world.run(() -> {
      world.during(
          new Fault.KvLagging(Reach.EVERYWHERE, Duration.ofMinutes(3)),
          () -> {
            world.ask("SIN", "new");
            world.pass(Duration.ofMinutes(2));
            world.ask("FRA", "new");
            assertThat(world.last().layer()).as("even for a stranger").isEqualTo(Layer.ORIGIN);
            world.pass(Duration.ofMinutes(2));
            world.ask("SIN", "new");
            assertThat(world.last().layer()).as("the lag is over").isEqualTo(Layer.EDGE);
          });
    });
  }

  @Test
  void a_failing_kv_is_an_error_and_no_miss_and_costs_no_answer() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      world.ask("SIN", "known");
      world.pass(Duration.ofSeconds(5));
      world.during(
          new Fault.KvFailing(Reach.EVERYWHERE, 1, 1),
          () -> {
            world.pass(Duration.ofMinutes(1));
            Optional<Witness.Answer> answer = world.ask("SIN", "known");
            assertThat(code(answer)).isEqualTo("answered");
            assertThat(answer.orElseThrow().head().edge()).isEqualTo(LookUp.ERROR);
            assertThat(world.last().layer()).isEqualTo(Layer.ORIGIN);
            world.ask("SIN", "unwritten");
            assertThat(world.all(Event.KvWritten.class).getLast().result()).isEqualTo("failed");
          });
      world.ask("SIN", "known");
      assertThat(world.last().layer()).isEqualTo(Layer.EDGE);
    });
  }

  @Test
  void half_of_reads_fail_when_half_should() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      world.ask("SIN", "known");
      world.pass(Duration.ofSeconds(5));
      world.during(
          new Fault.KvFailing(Reach.of("SIN"), 0.5, 0),
          () -> {
            int hits = 0;
            for (int i = 0; i < 100; i++) {
              world.ask("SIN", "known");
              hits += world.last().layer() == Layer.EDGE ? 1 : 0;
            }
            assertThat(hits).isBetween(30, 70);
          });
    });
  }

  @Test
  void a_dead_kv_costs_its_clients_time_out_and_a_valid_key_stays_valid() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      world.during(
          new Fault.KvDead(Reach.of("SIN")),
          () -> {
            world.pass(Duration.ofMinutes(2));
            assertThat(code(world.ask("SIN", "slowly"))).isEqualTo("answered");
            assertThat(world.in(Stage.EDGE_KV)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(world.in(Stage.EDGE_AUTH)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
          });
      world.ask("SIN", "quickly");
      assertThat(world.in(Stage.EDGE_KV)).isLessThan(Duration.ofMillis(100));
    });
  }

  @Test
  void a_slow_provider_takes_its_factor_and_factors_multiply() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      long usual = quickestTtft(world, "usual");
      Fault twice = new Fault.ProviderSlow(PROVIDER, 2);
      world.during(
          twice,
          () ->
              world.during(
                  twice, () -> assertThat(quickestTtft(world, "slow")).isGreaterThan(3 * usual)));
      assertThat(quickestTtft(world, "healed")).isLessThan(2 * usual);
    });
  }

  private static long quickestTtft(FaultyWorld world, String prompt) {
    long quickest = Long.MAX_VALUE;
    for (int i = 0; i < 8; i++) {
      world.ask("BOM", prompt + i);
      quickest = Math.min(quickest, world.in(Stage.PROVIDER_TTFT).toNanos());
    }
    return quickest;
  }

  @Test
  void a_provider_in_trouble_refuses_fails_hangs_or_breaks_off_and_then_answers_again() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      world.during(
          new Fault.ProviderRateLimited(PROVIDER, 1, Duration.ofSeconds(9)),
          () -> {
            Witness.Answer limited = world.ask("BOM", "429").orElseThrow();
            assertThat(limited.refusal().orElseThrow().status()).isEqualTo(429);
          });
      world.during(
          new Fault.ProviderFailing(PROVIDER, 1),
          () -> assertThat(code(world.ask("BOM", "503"))).isEqualTo("provider_error"));
      world.during(
          new Fault.ProviderHanging(PROVIDER, 1),
          () -> {
            assertThat(code(world.ask("BOM", "hang"))).isEqualTo("provider_timeout");
            assertThat(world.last().totalNanos()).isGreaterThan(14_000_000_000L);
          });
      world.during(
          new Fault.ProviderTruncating(PROVIDER, 1),
          () -> {
            Witness.Answer broken = world.askStreamed("BOM", "broken").orElseThrow();
            assertThat(broken.refusal().orElseThrow().code()).isEqualTo("provider_stream_broken");
          });
      assertThat(code(world.ask("BOM", "healed"))).isEqualTo("answered");
    });
  }

  @Test
  void troubles_of_one_provider_share_what_the_others_let_through() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      world.faults().begin(new Fault.ProviderFailing(PROVIDER, 0.5));
      world.faults().begin(new Fault.ProviderHanging(PROVIDER, 1));
      List<String> codes = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        codes.add(code(world.ask("BOM", "both" + i)));
      }
      assertThat(codes).containsOnly("provider_error", "provider_timeout");
      assertThat(codes).contains("provider_error", "provider_timeout");
      world.faults().endAll();
      assertThat(code(world.ask("BOM", "healed"))).isEqualTo("answered");
    });
  }

  @Test
  void a_region_that_is_out_refuses_quickly_and_breaks_off_what_it_was_saying() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      FaultyWorld.Asking inFlight = world.start("BOM", "in flight");
      world.pass(Duration.ofMillis(1_500));
      world.during(
          new Fault.ProviderRegionOut("us-east-1"),
          () -> {
            assertThat(code(inFlight.join())).isIn("provider_stream_broken", "provider_timeout");
            assertThat(code(world.ask("BOM", "out"))).isEqualTo("provider_unreachable");
            assertThat(world.last().totalNanos()).isLessThan(1_000_000_000L);
          });
      assertThat(code(world.ask("BOM", "back"))).isEqualTo("answered");
    });
  }

  @Test
  void a_cold_start_is_paid_by_the_next_request_alone() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      world.ask("SIN", "warm");
      assertThat(world.in(Stage.EDGE_COLD_START)).isZero();
      world.faults().begin(new Fault.ColdStart(SIN));
      world.ask("SIN", "cold");
      assertThat(world.in(Stage.EDGE_COLD_START)).isGreaterThanOrEqualTo(MILLI.multipliedBy(20));
      world.ask("SIN", "warm again");
      assertThat(world.in(Stage.EDGE_COLD_START)).isZero();
      assertThat(world.faults().holding()).isEmpty();
    });
  }

  @Test
  void an_evicted_key_table_reads_keys_anew() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      world.ask("SIN", "known");
      assertThat(world.in(Stage.EDGE_AUTH)).isZero();
      world.faults().begin(new Fault.KeyTableEvicted(SIN));
      assertThat(code(world.ask("SIN", "evicted"))).isEqualTo("answered");
      assertThat(world.in(Stage.EDGE_AUTH)).isPositive();
      world.ask("SIN", "known again");
      assertThat(world.in(Stage.EDGE_AUTH)).isZero();
    });
  }

  @Test
  void skewed_fingerprints_miss_what_is_there_and_the_origin_notices() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      world.ask("SIN", "known");
      world.pass(Duration.ofSeconds(5));
      world.during(
          new Fault.FingerprintSkewed(SIN),
          () -> {
            world.ask("SIN", "known");
            assertThat(world.last().layer()).isEqualTo(Layer.ORIGIN);
            assertThat(world.all(Event.FingerprintMismatched.class)).hasSize(1);
          });
      world.ask("SIN", "known");
      assertThat(world.last().layer()).isEqualTo(Layer.EDGE);
      assertThat(world.all(Event.FingerprintMismatched.class)).hasSize(1);
    });
  }

  @Test
  void a_clock_that_is_ahead_takes_fresh_entries_for_stale_until_it_is_right_again() {
    FaultyWorld world = new FaultyWorld("projects.demo.cache.softTtl=2m");
    world.run(() -> {
      world.ask("SIN", "fresh");
      world.pass(Duration.ofSeconds(5));
      world.during(
          new Fault.ClockDrifting("pop:SIN", Duration.ofSeconds(60), 0),
          () ->
              world.during(
                  new Fault.ClockDrifting("pop:SIN", Duration.ofSeconds(90), 0),
                  () -> {
                    assertThat(world.ask("SIN", "fresh").orElseThrow().head().edge())
                        .as("60 s + 90 s ahead")
                        .isEqualTo(LookUp.STALE);
                    assertThat(world.ask("FRA", "fresh").orElseThrow().head().edge())
                        .isEqualTo(LookUp.HIT);
                  }));
      assertThat(world.ask("SIN", "fresh").orElseThrow().head().edge()).isEqualTo(LookUp.HIT);
    });
  }

  @Test
  void a_clock_ahead_by_more_than_the_lease_locks_nobody_out_and_is_told() {
    FaultyWorld world = new FaultyWorld("edge.keyLease=5m");
    world.run(() -> {
      world.during(
          new Fault.ClockDrifting("pop:SIN", Duration.ofMinutes(6), 0),
          () -> assertThat(code(world.ask("SIN", "ahead"))).isEqualTo("answered"));
      assertThat(code(world.ask("SIN", "right"))).isEqualTo("answered");
    });
    assertThat(world.all(Event.ClockSkewed.class))
        .first()
        .satisfies(skewed -> {
          assertThat(skewed.pop()).isEqualTo(SIN);
          assertThat(Duration.ofNanos(skewed.aheadNanos()))
              .isBetween(Duration.ofSeconds(359), Duration.ofSeconds(361));
        });
  }

  @Test
  void a_clock_that_runs_fast_is_wrong_by_and_by_and_a_late_origin_stamps_late() {
    FaultyWorld world = new FaultyWorld("projects.demo.cache.softTtl=10m");
    world.run(() -> {
      world.during(
          new Fault.ClockDrifting(ORIGIN, Duration.ofMinutes(-9), 0),
          () -> world.ask("SIN", "old at birth"));
      world.ask("SIN", "young");
      world.faults().begin(new Fault.ClockDrifting("pop:SIN", Duration.ZERO, 10_000));
      world.pass(Duration.ofMinutes(2));
      assertThat(world.ask("SIN", "old at birth").orElseThrow().head().edge())
          .isEqualTo(LookUp.STALE);
      assertThat(world.ask("SIN", "young").orElseThrow().head().edge()).isEqualTo(LookUp.HIT);
      world.pass(Duration.ofSeconds(475));
      assertThat(world.ask("SIN", "young").orElseThrow().head().edge())
          .as("1 % of ten minutes are six seconds")
          .isEqualTo(LookUp.STALE);
      world.faults().endAll();
      assertThat(world.ask("SIN", "young").orElseThrow().head().edge()).isEqualTo(LookUp.HIT);
    });
  }

  @Test
  void an_overloaded_origin_serves_few_at_once_and_lets_all_in_when_it_recovers() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      world.ask("SIN", "known");
      Fault overload = new Fault.OriginOverloaded(ORIGIN, Duration.ofSeconds(1), 1);
      world.faults().begin(overload);
      List<FaultyWorld.Asking> crowd = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        crowd.add(world.start("BOM", "crowd" + i));
        world.pass(MILLI);
      }
      crowd.getFirst().join();
      assertThat(world.in(Stage.ORIGIN_WAIT)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
      crowd.get(1).join();
      assertThat(world.in(Stage.ORIGIN_WAIT))
          .as("waited for the first, too")
          .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
      world.faults().end(overload);
      assertThat(code(crowd.getLast().join())).isEqualTo("answered");
      world.ask("BOM", "calm");
      assertThat(world.in(Stage.ORIGIN_WAIT)).isZero();
    });
  }

  @Test
  void the_same_fault_may_hold_twice_and_ends_twice() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      Fault cut = new Fault.LinkCut("SIN", "BOM");
      world.faults().begin(cut);
      world.faults().begin(cut);
      assertThat(world.faults().end(cut)).isTrue();
      assertThat(code(world.ask("SIN", "still cut"))).isEqualTo("origin_unreachable");
      assertThat(world.faults().end(cut)).isTrue();
      assertThat(code(world.ask("SIN", "healed"))).isEqualTo("answered");
      assertThat(world.faults().end(cut)).isFalse();
    });
  }

  @Test
  void beginnings_and_ends_are_told_as_events() {
    FaultyWorld world = new FaultyWorld();
    world.run(() -> {
      world.during(new Fault.LinkCut("SIN", "BOM"), () -> {});
      world.faults().begin(new Fault.ColdStart(SIN));
    });
    assertThat(world.all(Event.FaultBegan.class))
        .extracting(Event.FaultBegan::text)
        .containsExactly("link SIN → BOM cut", "PoP SIN starts cold");
    assertThat(world.all(Event.FaultEnded.class))
        .extracting(Event.FaultEnded::id)
        .isEqualTo(world.all(Event.FaultBegan.class).stream().map(Event.FaultBegan::id).toList());
  }

  @Test
  void what_this_gateway_does_not_have_cannot_fail() {
    FaultyWorld world = new FaultyWorld();
    for (Fault fault :
        List.of(
            new Fault.NodeCrashed("pop:NRT"),
            new Fault.OriginOverloaded("origin:eu-west-1", Duration.ZERO, 1),
            new Fault.ProviderSlow("openai/eu-west-1", 2),
            new Fault.ProviderRegionOut("eu-west-1"),
            new Fault.ColdStart(new PopId("NRT")),
            new Fault.LinkCut("SIN", "XXX"),
            new Fault.KvDead(Reach.of("XXX")))) {
      assertThatThrownBy(() -> world.faults().begin(fault))
          .as("%s", fault)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected")
          .hasMessageContaining("found");
    }
    assertThat(world.faults().holding()).isEmpty();
  }
}
