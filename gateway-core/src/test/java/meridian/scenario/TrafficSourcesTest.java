package meridian.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meridian.Json;
import meridian.ProjectId;
import meridian.time.Dice;
import meridian.wire.JsonReader;
import org.junit.jupiter.api.Test;

final class TrafficSourcesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Tenant ALPHA = new Tenant(new ProjectId("alpha"), 0);
  private static final Tenant ALPHA_TOO = new Tenant(new ProjectId("alpha"), 1);
  private static final Tenant BETA = new Tenant(new ProjectId("beta"), 0);

  private static WorkloadPlan plan(double rate, Repeats repeats, Map<String, Double> models) {
    Map<Tenant, Double> tenants = new LinkedHashMap<>();
    tenants.put(ALPHA, 2.0);
    tenants.put(ALPHA_TOO, 1.0);
    tenants.put(BETA, 1.0);
    return new WorkloadPlan(
        rate,
        Map.of("SIN", 1.0),
        tenants,
        models,
        repeats,
        0.5,
        PromptSizes.around(40),
        Rhythm.STEADY);
  }

  private static List<Planned> all(TrafficSource source, int atMost) {
    List<Planned> all = new ArrayList<>();
    for (Optional<Planned> next = source.next();
        next.isPresent() && all.size() < atMost;
        next = source.next()) {
      all.add(next.get());
    }
    return all;
  }

  private static String prompt(Planned planned) {
    return planned.bodyJson().replace(",\"stream\":true", "");
  }

  private static Scenario scenario(Duration duration, Traffic... traffic) {
    return new Scenario(
        "test",
        "Test",
        "",
        new Setup("prism-mumbai", List.of()),
        Instant.EPOCH,
        duration,
        List.of(traffic),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void tenants_come_in_their_shares_and_repeat_what_their_project_asked() {
    Workload workload =
        new Workload(plan(10, Repeats.of(0.5), Map.of("gpt-4o-mini", 1.0)), new Dice(1), 0);
    Map<String, String> projectByPrompt = new HashMap<>();
    int[] counts = new int[3];
    for (Planned planned : all(workload, 8_000)) {
      counts[planned.tenant()]++;
      String project = workload.tenants().get(planned.tenant()).project().name();
      String first = projectByPrompt.putIfAbsent(prompt(planned), project);
      assertThat(planned.isRepeat()).isEqualTo(first != null);
      assertThat(first == null || first.equals(project)).isTrue();
    }
    assertThat(workload.tenants()).containsExactly(ALPHA, ALPHA_TOO, BETA);
    assertThat(counts[0] / 8_000.0).isCloseTo(0.5, within(0.02));
    assertThat(counts[1] / 8_000.0).isCloseTo(0.25, within(0.02));
  }

  @Test
  void a_borrowed_prompt_is_another_projects_and_no_repeat_of_ones_own() {
    Repeats borrowing = new Repeats(0, 1, 0, Duration.ofSeconds(60), 0.5, 0);
    Workload workload =
        new Workload(plan(10, borrowing, Map.of("gpt-4o-mini", 1.0)), new Dice(2), 0);
    Map<String, Set<String>> projectsByPrompt = new HashMap<>();
    for (Planned planned : all(workload, 4_000)) {
      String project = workload.tenants().get(planned.tenant()).project().name();
      boolean isNew =
          projectsByPrompt.computeIfAbsent(prompt(planned), _ -> new HashSet<>()).add(project);
      assertThat(isNew).isTrue();
    }
    long shared =
        projectsByPrompt.values().stream().filter(projects -> projects.size() == 2).count();
    assertThat(shared).isGreaterThan(200);
  }

  @Test
  void models_come_in_their_shares_and_a_repeat_asks_the_same_model() {
    Map<String, Double> models = new LinkedHashMap<>();
    models.put("gpt-4o-mini", 3.0);
    models.put("claude-haiku-4-5", 1.0);
    List<Planned> requests =
        all(new Workload(plan(10, Repeats.of(0.3), models), new Dice(3), 0), 6_000);
    long minis =
        requests.stream().filter(each -> each.bodyJson().contains("\"gpt-4o-mini\"")).count();
    assertThat(minis / 6_000.0).isCloseTo(0.75, within(0.03));
    Set<String> prompts = new HashSet<>();
    requests.forEach(each -> assertThat(prompts.add(prompt(each))).isNotEqualTo(each.isRepeat()));
  }

  @Test
  void recent_repeats_come_within_their_window_in_their_share() {
    Repeats repeats = new Repeats(0.2, 0, 0.43, Duration.ofSeconds(60), 0, 0);
    Workload workload = new Workload(plan(3, repeats, Map.of("gpt-4o-mini", 1.0)), new Dice(4), 0);
    Map<String, Long> firstAsked = new HashMap<>();
    int repeated = 0;
    int recent = 0;
    for (Planned planned : all(workload, 30_000)) {
      Long first = firstAsked.putIfAbsent(prompt(planned), planned.atNanos());
      if (first != null && planned.atNanos() > 2_000 * SECOND) {
        repeated++;
        recent += planned.atNanos() - first <= 60 * SECOND ? 1 : 0;
      }
    }
    assertThat((double) recent / repeated).isCloseTo(0.47, within(0.05));
  }

  @Test
  void a_repeat_of_the_same_kind_shares_its_body_and_one_of_the_other_kind_its_prompt() {
    Workload workload =
        new Workload(plan(10, Repeats.of(0.9), Map.of("gpt-4o-mini", 1.0)), new Dice(5), 0);
    Map<String, byte[]> bodies = new HashMap<>();
    for (Planned planned : all(workload, 500)) {
      byte[] first = bodies.computeIfAbsent(planned.bodyJson(), _ -> planned.body());
      assertThat(planned.body()).isSameAs(first);
    }
  }

  @Test
  void bodies_beyond_the_bound_are_rendered_again_byte_for_byte() {
    Questions questions = new Questions(new Dice(6), new PromptSizes(4_000, 0, 100_000));
    Bodies bodies = new Bodies(questions);
    Bodies.Head head = new Bodies.Head("gpt-4o-mini");
    Bodies.Prompt prompt = new Bodies.Prompt(0, 90_000, head, this);
    byte[] first = bodies.of(prompt, true);
    assertThat(bodies.of(prompt, true)).isSameAs(first);
    for (int number = 1; number < Bodies.MAX_KEPT_BYTES / first.length + 2; number++) {
      bodies.of(new Bodies.Prompt(number, 90_000, head, this), true);
    }
    assertThat(bodies.of(prompt, true)).isNotSameAs(first).isEqualTo(first);
  }

  @Test
  void cron_sends_the_same_prompts_from_the_same_places_at_its_times() {
    Traffic.Cron cron =
        new Traffic.Cron(
            "reports",
            BETA,
            List.of("SIN", "FRA"),
            Duration.ofMinutes(5),
            2,
            "gpt-4o-mini",
            PromptSizes.around(40),
            false,
            new Span(Duration.ofMinutes(1), Duration.ofMinutes(11)));
    List<Planned> requests =
        all(scenario(Duration.ofHours(1), cron).source(new Dice(1), Traces.NONE), 100);
    assertThat(requests)
        .extracting(each -> each.atNanos() / SECOND + " " + each.place() + " " + each.isRepeat())
        .containsExactly(
            "60 SIN false",
            "60 FRA true",
            "60 SIN false",
            "60 FRA true",
            "360 SIN true",
            "360 FRA true",
            "360 SIN true",
            "360 FRA true");
    assertThat(requests.get(4).body()).isEqualTo(requests.get(0).body());
    assertThat(requests.get(2).body()).isNotEqualTo(requests.get(0).body());
  }

  @Test
  void several_sources_come_in_order_of_time_with_their_tenants_until_the_scenario_ends() {
    Traffic people =
        new Traffic.Generated(
            "people",
            plan(1, Repeats.of(0), Map.of("gpt-4o-mini", 1.0)),
            new Span(Duration.ofSeconds(100), Duration.ofSeconds(200)));
    Tenant jobs = new Tenant(new ProjectId("jobs"), 0);
    Traffic cron =
        new Traffic.Cron(
            "jobs",
            jobs,
            List.of("SIN"),
            Duration.ofSeconds(50),
            1,
            "gpt-4o-mini",
            PromptSizes.around(40),
            false,
            Span.ALL);
    TrafficSource source =
        scenario(Duration.ofSeconds(251), cron, people).source(new Dice(7), Traces.NONE);
    List<Planned> requests = all(source, 1_000);
    assertThat(requests).isSortedAccordingTo((a, b) -> Long.compare(a.atNanos(), b.atNanos()));
    assertThat(source.tenants()).containsExactly(jobs, ALPHA, ALPHA_TOO, BETA);
    List<Long> cronTimes =
        requests.stream()
            .filter(each -> source.tenants().get(each.tenant()).equals(jobs))
            .map(each -> each.atNanos() / SECOND)
            .toList();
    assertThat(cronTimes).containsExactly(0L, 50L, 100L, 150L, 200L, 250L);
    assertThat(requests.stream().filter(each -> each.tenant() > 0).toList())
        .hasSizeBetween(60, 140)
        .allMatch(each -> each.atNanos() >= 100 * SECOND && each.atNanos() < 200 * SECOND);
  }

  @Test
  void a_body_in_somebodys_own_words_is_valid_json() throws Exception {
    byte[] body = Bodies.worded(new Bodies.Head("gpt-4o-mini"), "say \"hé\"\n\\", true);
    Json.Obj object = JsonReader.readObject(body);
    Json.Obj user = (Json.Obj) object.items("messages").get(1);
    assertThat(user.text("content")).contains("say \"hé\"\n\\");
    assertThat(new String(body, StandardCharsets.UTF_8)).endsWith("\"stream\":true}");
  }
}
