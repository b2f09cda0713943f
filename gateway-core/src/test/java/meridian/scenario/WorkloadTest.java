package meridian.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import meridian.Json;
import meridian.JsonBytes;
import meridian.time.Dice;
import meridian.wire.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkloadTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 77 * SECOND;
  private static final String STREAM = ",\"stream\":true";

  private static WorkloadPlan plan(double rate, double repeats, double streams) {
    return new WorkloadPlan(
        rate, Map.of("SIN", 3.0, "BOM", 1.0, "FRA", 0.0), repeats, streams, "gpt-4o-mini", 40);
  }

  private static List<Planned> draw(Workload workload, int count) {
    return Stream.generate(() -> workload.next().orElseThrow()).limit(count).toList();
  }

  private static List<Planned> draw(WorkloadPlan plan, long seed, int count) {
    return draw(new Workload(plan, new Dice(seed), START), count);
  }

  private static String text(Questions questions, long number) {
    JsonBytes text = new JsonBytes(1_000);
    questions.write(number, 0, text);
    return text.toString();
  }

  private static String prompt(Planned planned) {
    return planned.bodyJson().replace(STREAM, "");
  }

  @Test
  void the_same_seed_gives_the_same_requests_and_another_seed_others() {
    WorkloadPlan plan = plan(10, 0.3, 0.5);
    assertThat(draw(plan, 7, 500)).isEqualTo(draw(plan, 7, 500));
    assertThat(prompt(draw(plan, 7, 1).getFirst()))
        .isNotEqualTo(prompt(draw(plan, 8, 1).getFirst()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void arrivals_are_poisson(long seed) {
    List<Planned> requests = draw(plan(20, 0, 0), seed, 20_000);
    List<Double> gaps = new ArrayList<>();
    long last = START;
    for (Planned request : requests) {
      assertThat(request.atNanos()).isGreaterThanOrEqualTo(last);
      gaps.add((request.atNanos() - last) / 1e9);
      last = request.atNanos();
    }
    double mean = gaps.stream().mapToDouble(gap -> gap).average().orElseThrow();
    double variance =
        gaps.stream().mapToDouble(gap -> (gap - mean) * (gap - mean)).average().orElseThrow();
    assertThat(mean).as("seed %d", seed).isCloseTo(1 / 20.0, within(0.002));
    assertThat(Math.sqrt(variance) / mean).as("seed %d", seed).isCloseTo(1, within(0.05));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void places_come_in_proportion_to_their_weights(long seed) {
    List<Planned> requests = draw(plan(20, 0, 0), seed, 10_000);
    assertThat(requests).extracting(Planned::place).containsOnly("SIN", "BOM");
    long singapore = requests.stream().filter(request -> request.place().equals("SIN")).count();
    assertThat(singapore / 10_000.0).as("seed %d", seed).isCloseTo(0.75, within(0.02));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.3, 0.9})
  void the_share_of_exact_repeats_is_the_plans(double share) {
    List<Planned> requests = draw(plan(20, share, 0.5), 11, 10_000);
    Set<String> seen = new HashSet<>();
    int repeats = 0;
    for (Planned request : requests) {
      boolean isNew = seen.add(prompt(request));
      assertThat(request.isRepeat()).isEqualTo(!isNew);
      repeats += isNew ? 0 : 1;
    }
    assertThat(repeats / 10_000.0).isCloseTo(share, within(0.02));
  }

  @Test
  void repeats_of_everything_still_begin_with_a_question() {
    List<Planned> requests = draw(plan(20, 1, 0), 5, 50);
    assertThat(requests.getFirst().isRepeat()).isFalse();
    assertThat(requests.stream().filter(Planned::isRepeat)).hasSize(49);
  }

  @Test
  void popular_prompts_are_repeated_more_often_as_zipf_says() {
    Dice dice = new Dice(3);
    Zipf zipf = new Zipf(1, 200);
    int[] drawn = new int[100];
    for (int i = 0; i < 100_000; i++) {
      drawn[zipf.draw(dice, 100)]++;
    }
    double first = 100_000 / 5.187; // the harmonic number of 100
    assertThat((double) drawn[0]).isCloseTo(first, within(first * 0.05));
    assertThat((double) drawn[9]).isCloseTo(first / 10, within(first / 10 * 0.1));
    assertThat(drawn[99]).isPositive();
    assertThat(zipf.draw(dice, 1)).isZero();
  }

  @Test
  void many_prompts_are_repeated_and_some_of_them_often() {
    Workload workload = new Workload(plan(20, 0, 0), new Dice(9), START);
    draw(workload, 1_000);
    workload.change(plan(20, 1, 0), START);
    Map<String, Integer> times = new HashMap<>();
    for (Planned repeat : draw(workload, 2_000)) {
      times.merge(prompt(repeat), 1, Integer::sum);
    }
    assertThat(times.size()).isBetween(300, 900);
    assertThat(times.values().stream().mapToInt(n -> n).max().orElseThrow())
        .isCloseTo(267, within(60)); // 2,000 / the harmonic number of 1,000
  }

  @Test
  void only_the_newest_prompts_are_repeated() {
    Workload workload = new Workload(plan(20, 0, 0), new Dice(9), START);
    Map<String, Integer> order = new HashMap<>();
    for (int i = 0; i < 2 * Workload.REMEMBERED; i++) {
      order.put(prompt(workload.next().orElseThrow()), i);
    }
    workload.change(plan(20, 1, 0), START);
    assertThat(draw(workload, 1_000))
        .allSatisfy(repeat ->
            assertThat(order.get(prompt(repeat))).isGreaterThanOrEqualTo(Workload.REMEMBERED));
  }

  @Test
  void streams_come_in_their_share() {
    long streamed =
        draw(plan(20, 0.2, 0.25), 4, 10_000).stream()
            .filter(request -> request.bodyJson().contains(STREAM))
            .count();
    assertThat(streamed / 10_000.0).isCloseTo(0.25, within(0.02));
  }

  @Test
  void more_repeats_move_no_arrival_and_no_place() {
    List<Planned> few = draw(plan(20, 0.1, 0.5), 6, 300);
    List<Planned> many = draw(plan(20, 0.8, 0.5), 6, 300);
    assertThat(many)
        .extracting(Planned::atNanos)
        .isEqualTo(few.stream().map(Planned::atNanos).toList());
    assertThat(many)
        .extracting(Planned::place)
        .isEqualTo(few.stream().map(Planned::place).toList());
  }

  @Test
  void a_body_is_a_chat_completion() throws Exception {
    Planned planned = draw(plan(20, 0, 1), 1, 1).getFirst();
    Json body = JsonReader.read(planned.bodyJson().getBytes(StandardCharsets.UTF_8));
    assertThat(body).isInstanceOf(Json.Obj.class);
    Json.Obj object = (Json.Obj) body;
    assertThat(object.text("model")).contains("gpt-4o-mini");
    assertThat(object.isTrue("stream")).isTrue();
    assertThat(object.items("messages")).hasSize(2);
  }

  @Test
  void a_model_with_quotes_stays_one_string() throws Exception {
    WorkloadPlan odd = new WorkloadPlan(1, Map.of("SIN", 1.0), 0, 0, "a\"b\\", 40);
    String body = draw(odd, 1, 1).getFirst().bodyJson();
    Json.Obj object = (Json.Obj) JsonReader.read(body.getBytes(StandardCharsets.UTF_8));
    assertThat(object.text("model")).contains("a\"b\\");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_020})
  void lengths_spread_like_those_of_the_azure_trace(int median) {
    Questions questions = new Questions(new Dice(2), PromptSizes.around(median));
    int[] words =
        Stream.iterate(0L, n -> n + 1)
            .limit(4_000)
            .mapToInt(n -> text(questions, n).split(" ", -1).length)
            .sorted()
            .toArray();
    double p50 = words[2_000] * 1.3;
    double p95 = words[3_800] * 1.3;
    assertThat(p50).isCloseTo(median, within(median * 0.1));
    assertThat(p95).isCloseTo(4 * median, within(4 * median * 0.1));
    assertThat(words[3_999] * 1.3).isLessThan(8_100);
  }

  @Test
  void another_rate_applies_at_once_and_keeps_what_was_asked() {
    Workload workload = new Workload(plan(0.001, 0, 0), new Dice(1), START);
    Set<String> asked = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      asked.add(prompt(workload.next().orElseThrow()));
    }
    workload.change(plan(1_000, 1, 0), START + SECOND);
    Planned next = workload.next().orElseThrow();
    assertThat(next.atNanos()).isBetween(START + SECOND, START + SECOND + SECOND / 10);
    assertThat(asked).contains(prompt(next));
  }

  @Test
  void another_model_has_nothing_to_repeat() {
    Workload workload = new Workload(plan(10, 0, 0), new Dice(1), START);
    draw(workload, 10);
    workload.change(
        new WorkloadPlan(10, Map.of("SIN", 1.0), 1, 0, "claude-haiku-4-5", 40), START + SECOND);
    assertThat(workload.next().orElseThrow().isRepeat()).isFalse();
    assertThat(workload.next().orElseThrow().isRepeat()).isTrue();
  }

  @Test
  void a_plan_that_cannot_be_says_what_was_expected() {
    assertThatThrownBy(() -> plan(0, 0, 0)).hasMessageContaining("expected a rate above 0");
    assertThatThrownBy(() -> plan(1, 1.1, 0))
        .hasMessageContaining("repeat share: expected a share");
    assertThatThrownBy(() -> plan(1, 0, Double.NaN)).hasMessageContaining("stream share");
    assertThatThrownBy(() -> new WorkloadPlan(1, Map.of("SIN", 0.0), 0, 0, "m", 40))
        .hasMessageContaining("at least one above 0");
    assertThatThrownBy(() -> new WorkloadPlan(1, Map.of("SIN", 1.0), 0, 0, "m", 9))
        .hasMessageContaining("10 to 4000 tokens");
  }
}
