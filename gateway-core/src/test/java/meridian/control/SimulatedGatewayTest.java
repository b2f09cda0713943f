package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import meridian.Await;
import meridian.PopId;
import meridian.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class SimulatedGatewayTest {
  private static final double UNLIMITED = Double.POSITIVE_INFINITY;
  private final Scenario scenario = SimulatedRun.scenario(Duration.ofMinutes(2), 5, List.of());

  @Test
  void watched_and_unwatched_one_seed_gives_one_run() {
    RunReport unwatched = SimulatedRun.run(SimulatedRun.config("prism-mumbai"), scenario, 7);
    try (Gateway gateway = open(UNLIMITED)) {
      await(() -> playback(gateway).isOver());
      await(() -> playback(gateway).traceHash().equals(unwatched.traceHash()));
      assertThat(gateway.snapshot().headline().requestsTotal())
          .isEqualTo(unwatched.figures().all().requests());
      assertThat(playback(gateway).progress()).isEqualTo(1);
    }
  }

  @Test
  void a_paused_clock_stands_still_and_a_step_moves_it_by_just_that_much() {
    try (Gateway gateway = open(0)) {
      assertThat(playback(gateway).nowNanos()).isEqualTo(scenario.startNanos());
      gateway.perform(new Command.Step(Duration.ofSeconds(30)));
      long stopped = scenario.startNanos() + Duration.ofSeconds(30).toNanos();
      await(() -> playback(gateway).speed() == 0);
      assertThat(playback(gateway).nowNanos()).isEqualTo(stopped);
      assertThat(playback(gateway).left()).isEmpty();
      await(() -> gateway.snapshot().headline().requestsTotal() > 50);
      assertThat(gateway.snapshot().takenNanos()).isLessThanOrEqualTo(stopped);
    }
  }

  @Test
  void an_operator_sends_a_request_of_his_own_and_sees_its_headers() throws Exception {
    try (Gateway gateway = open(60)) {
      CompletableFuture<Map<String, String>> headers = new CompletableFuture<>();
      CompletableFuture<String> body = new CompletableFuture<>();
      String question =
          """
          {"model":"gpt-4o-mini","messages":[{"role":"user","content":"hello"}]}\
          """;
      gateway.send(
          new Trial("SIN", new PopId("SIN"), question, ""),
          new TrialListener() {
            @Override
            public void head(int status, Map<String, String> all) {
              headers.complete(all);
            }

            @Override
            public void body(String text) {
              body.complete(text);
            }

            @Override
            public void done(long totalNanos) {}

            @Override
            public void failed(String reason) {
              headers.completeExceptionally(new AssertionError(reason));
            }
          });
      assertThat(headers.get(60, TimeUnit.SECONDS))
          .containsEntry("X-Meridian-Cache", "MISS")
          .containsEntry("X-Meridian-Pop", "SIN");
      assertThat(body.get(60, TimeUnit.SECONDS)).contains("chat.completion");
    }
  }

  @Test
  void what_an_operator_does_is_told_as_an_incident() {
    try (Gateway gateway = open(60)) {
      gateway.perform(new Command.PurgeCaches());
      await(() -> !gateway.snapshot().incidents().isEmpty());
      assertThat(gateway.snapshot().incidents().getFirst().text()).contains("purged");
    }
  }

  @Test
  void without_a_bug_the_checkers_are_named_and_have_found_nothing() {
    try (Gateway gateway = open(UNLIMITED)) {
      await(() -> playback(gateway).isOver());
      await(() -> !playback(gateway).checked().checkers().isEmpty());
      assertThat(playback(gateway).checked().checkers())
          .contains("tenants apart", "usage records")
          .hasSizeGreaterThan(10);
      assertThat(playback(gateway).checked().isClean()).isTrue();
    }
  }

  @Test
  void what_a_planted_bug_breaks_is_told_with_checker_moment_and_words() {
    Mutant twice =
        Mutants.all().stream()
            .filter(mutant -> mutant.name().equals("a usage record is kept twice"))
            .findFirst()
            .orElseThrow();
    try (Gateway gateway =
        SimulatedGateway.start(
            SimulatedRun.config("prism-mumbai"),
            SimulatedRun.ATLAS,
            scenario,
            7,
            UNLIMITED,
            twice.parts().get())) {
      await(() -> playback(gateway).isOver());
      await(() -> !playback(gateway).checked().isClean());
      Checked checked = playback(gateway).checked();
      assertThat(checked.first()).hasSizeLessThanOrEqualTo(100);
      assertThat(checked.count()).isGreaterThanOrEqualTo(checked.first().size());
      assertThat(checked.first().getFirst().checker()).isEqualTo("usage records");
      assertThat(checked.first().getFirst().atNanos()).isGreaterThan(scenario.startNanos());
      assertThat(checked.first().getFirst().text()).contains("req_").contains("held twice");
    }
  }

  private Gateway open(double speed) {
    return SimulatedGateway.start(
        SimulatedRun.config("prism-mumbai"), SimulatedRun.ATLAS, scenario, 7, speed);
  }

  private static Playback playback(Gateway gateway) {
    Optional<Playback> playback = gateway.playback();
    return playback.orElseThrow();
  }

  private static void await(BooleanSupplier condition) {
    Await.until("the run goes on", Duration.ofSeconds(100), condition);
  }
}
