package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.scenario.Fault;
import meridian.scenario.Incident;
import meridian.scenario.OperatorAction;
import meridian.scenario.PromptSizes;
import meridian.scenario.Repeats;
import meridian.scenario.Rhythm;
import meridian.scenario.Scenario;
import meridian.scenario.Setup;
import meridian.scenario.Span;
import meridian.scenario.Step;
import meridian.scenario.Tenant;
import meridian.scenario.Traffic;
import meridian.scenario.WorkloadPlan;
import meridian.telemetry.Event;
import meridian.time.Pace;
import org.junit.jupiter.api.Test;

/// A scenario's script is played: faults begin and end at their times, and the operator acts.
final class ScenarioActorTest {
  private static final ProjectId DEMO = new ProjectId("demo");
  private static final Tenant FIRST = new Tenant(DEMO, 0);
  private static final Tenant SECOND = new Tenant(DEMO, 1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<Event> events = new ArrayList<>();

  /// Plays ten minutes of traffic of two keys in two cities.
  private void play(double perSecond, List<Incident> incidents, List<Step> steps, String... sets) {
    Map<Tenant, Double> tenants = new LinkedHashMap<>();
    tenants.put(FIRST, 1.0);
    tenants.put(SECOND, 1.0);
    WorkloadPlan plan =
        new WorkloadPlan(
            perSecond,
            Map.of("SIN", 1.0, "FRA", 1.0),
            tenants,
            Map.of("gpt-4o-mini", 1.0),
            Repeats.of(0.5),
            0,
            PromptSizes.around(40),
            Rhythm.STEADY);
    Scenario scenario =
        new Scenario(
            "test",
            "A test",
            "",
            new Setup("prism-mumbai", List.of()),
            Scenario.MONDAY,
            MINUTE.multipliedBy(10),
            List.of(new Traffic.Generated("people", plan, Span.ALL)),
            incidents,
            steps,
            List.of(),
            List.of(),
            List.of());
    List<String> all = new ArrayList<>(List.of("pops=[SIN, BOM, FRA]"));
    all.addAll(List.of(sets));
    new Simulation(
            SimulatedRun.config("prism-mumbai", all.toArray(String[]::new)),
            SimulatedRun.ATLAS,
            scenario,
            3,
            Pace.UNBOUND,
            new Simulation.Spectator() {
              @Override
              public void accept(Event event) {
                events.add(event);
              }
            })
        .run(Long.MAX_VALUE);
  }

  private static Duration offset(long nanos) {
    return Duration.ofNanos(nanos - Scenario.MONDAY.getEpochSecond() * 1_000_000_000L);
  }

  private List<RequestTimeline> finished(Duration from, Duration until) {
    return events.stream()
        .filter(Event.RequestFinished.class::isInstance)
        .map(event -> ((Event.RequestFinished) event).timeline())
        .filter(each -> new Span(from, until).contains(offset(each.arrivedNanos())))
        .toList();
  }

  private Set<Integer> statuses(Duration from, Duration until) {
    Set<Integer> statuses = new TreeSet<>();
    finished(from, until).forEach(each -> statuses.add(each.status()));
    return statuses;
  }

  @Test
  void faults_begin_and_end_at_their_times_and_may_overlap() {
    Fault cut = new Fault.LinkCut("SIN", "BOM");
    Fault slow = new Fault.ProviderSlow("openai/us-east-1", 2);
    play(
        0.5,
        List.of(
            new Incident(cut, MINUTE.multipliedBy(2), MINUTE.multipliedBy(3)),
            new Incident(slow, MINUTE.multipliedBy(4), MINUTE.multipliedBy(3)),
            new Incident(new Fault.ColdStart(new PopId("SIN")), MINUTE, Duration.ZERO)),
        List.of());
    List<String> told = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Event.FaultBegan began) {
        told.add(offset(began.atNanos()).toMinutes() + " begins " + began.text());
      } else if (event instanceof Event.FaultEnded ended) {
        told.add(offset(ended.atNanos()).toMinutes() + " ends " + ended.id());
      }
    }
    assertThat(told)
        .containsExactly(
            "1 begins PoP SIN starts cold",
            "1 ends fault-1",
            "2 begins link SIN → BOM cut",
            "4 begins openai/us-east-1 2 times slower",
            "5 ends fault-2",
            "7 ends fault-3");
  }

  @Test
  void a_revoked_key_is_refused_and_the_other_is_not() {
    play(
        2,
        List.of(),
        List.of(new Step(new OperatorAction.RevokeKey(SECOND), MINUTE.multipliedBy(3))));
    assertThat(statuses(Duration.ZERO, MINUTE.multipliedBy(3))).containsExactly(200);
    assertThat(statuses(MINUTE.multipliedBy(5), MINUTE.multipliedBy(10))).containsExactly(200, 401);
    assertThat(events.stream().filter(Event.RevocationSeen.class::isInstance)).isNotEmpty();
  }

  @Test
  void a_key_that_is_created_later_is_unknown_before() {
    play(
        2,
        List.of(),
        List.of(new Step(new OperatorAction.CreateKey(SECOND), MINUTE.multipliedBy(4))));
    assertThat(statuses(Duration.ZERO, MINUTE.multipliedBy(4))).containsExactly(200, 401);
    assertThat(statuses(MINUTE.multipliedBy(6), MINUTE.multipliedBy(10))).containsExactly(200);
  }

  @Test
  void the_stale_policy_decides_what_an_outage_looks_like_and_changes_while_it_lasts() {
    play(
        5,
        List.of(
            new Incident(
                new Fault.NodeCrashed("origin:ap-south-1"),
                MINUTE.multipliedBy(3),
                MINUTE.multipliedBy(4))),
        List.of(
            new Step(new OperatorAction.ChangeStalePolicy(DEMO, false), MINUTE.multipliedBy(5))),
        "projects.demo.cache.softTtl=1m",
        "edge.keyLease=1h");
    assertThat(stale(MINUTE.multipliedBy(4), MINUTE.multipliedBy(5))).isGreaterThan(10);
    assertThat(stale(MINUTE.multipliedBy(5), MINUTE.multipliedBy(7))).isZero();
  }

  private long stale(Duration from, Duration until) {
    return finished(from, until).stream()
        .filter(each -> each.cache() == meridian.CacheResult.STALE)
        .count();
  }

  @Test
  void keep_warm_requests_spare_people_cold_starts_until_they_stop() {
    play(
        0.02,
        List.of(),
        List.of(
            new Step(
                new OperatorAction.StartKeepWarm(List.of(), Duration.ofSeconds(5)),
                Duration.ofMillis(1)),
            new Step(new OperatorAction.StopKeepWarm(), MINUTE.multipliedBy(5))),
        "edge.coldAfter=10s");
    assertThat(cold(Duration.ZERO, MINUTE.multipliedBy(5))).isZero();
    assertThat(cold(MINUTE.multipliedBy(6), MINUTE.multipliedBy(10))).isPositive();
  }

  private long cold(Duration from, Duration until) {
    return finished(from, until).stream()
        .filter(each -> each.stages().nanos(Stage.EDGE_COLD_START) > 0)
        .count();
  }

  @Test
  void capped_writes_are_refused_and_counted_while_everybody_is_answered() {
    play(
        2, List.of(), List.of(new Step(new OperatorAction.CapKvWrites(0), MINUTE.multipliedBy(5))));
    assertThat(writes(Duration.ZERO, MINUTE.multipliedBy(5))).doesNotContain("capped");
    assertThat(writes(MINUTE.multipliedBy(5), MINUTE.multipliedBy(10))).containsOnly("capped");
    assertThat(statuses(Duration.ZERO, MINUTE.multipliedBy(10))).containsExactly(200);
  }

  private Set<String> writes(Duration from, Duration until) {
    Set<String> results = new TreeSet<>();
    for (Event event : events) {
      if (event instanceof Event.KvWritten written
          && new Span(from, until).contains(offset(written.atNanos()))) {
        results.add(written.result());
      }
    }
    return results;
  }

  @Test
  void what_was_done_is_told() {
    play(
        0.1,
        List.of(),
        List.of(
            new Step(new OperatorAction.PurgeCaches(), MINUTE.multipliedBy(5)),
            new Step(new OperatorAction.RevokeKey(FIRST), MINUTE)));
    assertThat(
            events.stream()
                .filter(Event.OperatorActed.class::isInstance)
                .map(event -> ((Event.OperatorActed) event).text()))
        .hasSize(2)
        .first()
        .isEqualTo("key 0 of demo revoked; PoPs learn it through the KV");
  }
}
