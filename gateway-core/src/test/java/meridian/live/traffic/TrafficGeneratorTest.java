package meridian.live.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import meridian.Await;
import meridian.live.time.SystemWorld;
import meridian.scenario.WorkloadPlan;
import meridian.time.Dice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TrafficGeneratorTest {
  private final SystemWorld world = new SystemWorld();

  @AfterEach
  void endWorld() {
    world.close();
  }

  private static WorkloadPlan plan(double rate) {
    return plan(rate, Map.of("SIN", 1.0, "BOM", 1.0));
  }

  private static WorkloadPlan plan(double rate, Map<String, Double> places) {
    return new WorkloadPlan(rate, places, 0.5, 0.5, "gpt-4o-mini", 20);
  }

  private TrafficGenerator generator(String baseUrl) {
    return new TrafficGenerator(
        world, new Dice(1), Map.of("SIN", baseUrl, "BOM", baseUrl), "mk_test");
  }

  private static void await(BooleanSupplier condition) {
    Await.until("it was counted", condition);
  }

  @Test
  void requests_arrive_as_planned_from_their_places() throws IOException {
    try (LoopbackServer server = new LoopbackServer(exchange -> exchange.ok("{}"));
        TrafficGenerator generator = generator(server.baseUrl())) {
      generator.run(plan(300));
      await(() -> generator.figures().answered() >= 100);
      generator.stop();
      await(() -> generator.figures().inFlight() == 0);
      TrafficFigures figures = generator.figures();
      assertThat(figures.sent()).isEqualTo(figures.answered()).isEqualTo(server.seen.size());
      assertThat(figures.repeats()).isBetween(figures.sent() / 4, figures.sent() * 3 / 4);
      assertThat(figures.failed() + figures.refused()).isZero();
      assertThat(server.seen)
          .allMatch(seen -> "Bearer mk_test".equals(seen.headers().get("authorization")))
          .allMatch(seen -> seen.body().contains("\"messages\""))
          .extracting(LoopbackServer.Seen::client)
          .contains("SIN", "BOM")
          .containsOnly("SIN", "BOM");
    }
  }

  @Test
  void places_never_share_a_connection_and_reuse_their_own() throws IOException {
    try (LoopbackServer server = new LoopbackServer(exchange -> exchange.ok("{}"));
        TrafficGenerator generator = generator(server.baseUrl())) {
      generator.run(plan(100));
      await(() -> server.seen.size() >= 100);
      generator.stop();
      Map<Integer, Set<String>> placesByPort = new HashMap<>();
      for (LoopbackServer.Seen seen : List.copyOf(server.seen)) {
        placesByPort.computeIfAbsent(seen.port(), _ -> new HashSet<>()).add(seen.client());
      }
      assertThat(placesByPort.values()).allMatch(places -> places.size() == 1);
      assertThat(placesByPort.size()).as("connections").isLessThan(server.seen.size());
    }
  }

  @Test
  void a_connection_that_idled_too_long_is_not_used_again() throws IOException {
    try (LoopbackServer server = new LoopbackServer(exchange -> exchange.ok("{}"));
        TrafficGenerator generator =
            new TrafficGenerator(
                world,
                new Dice(1),
                Map.of("SIN", server.baseUrl()),
                "mk_test",
                java.time.Duration.ofMillis(1))) {
      generator.run(plan(20, Map.of("SIN", 1.0)));
      await(() -> generator.figures().answered() >= 5);
      generator.stop();
      assertThat(server.seen.stream().map(LoopbackServer.Seen::port).distinct())
          .hasSizeGreaterThan(1);
    }
  }

  @Test
  void more_than_512_at_once_are_skipped_and_counted() throws IOException {
    CountDownLatch release = new CountDownLatch(1);
    try (LoopbackServer server =
            new LoopbackServer(exchange -> {
              try {
                release.await();
              } catch (InterruptedException stopped) {
                throw new IOException(stopped);
              }
              exchange.ok("{}");
            });
        TrafficGenerator generator = generator(server.baseUrl())) {
      generator.run(plan(3_000));
      await(() -> generator.figures().skipped() > 0);
      assertThat(generator.figures().inFlight()).isEqualTo(TrafficGenerator.MAX_IN_FLIGHT);
      generator.stop();
      release.countDown();
    }
  }

  @Test
  void refusals_and_breaks_are_told_apart() throws IOException {
    try (LoopbackServer server =
            new LoopbackServer(exchange -> {
              if ("SIN".equals(exchange.headers().get("x-meridian-client"))) {
                exchange.respond(429, "");
              } else {
                exchange.head(200, 1_000);
                exchange.hangUp();
              }
            });
        TrafficGenerator generator = generator(server.baseUrl())) {
      generator.run(plan(100));
      await(() -> generator.figures().refused() > 2 && generator.figures().failed() > 2);
      assertThat(generator.figures().answered()).isZero();
    }
  }

  @Test
  void another_plan_takes_the_place_of_the_first_at_once() throws IOException {
    try (LoopbackServer server = new LoopbackServer(exchange -> exchange.ok("{}"));
        TrafficGenerator generator = generator(server.baseUrl())) {
      generator.run(plan(0.0001));
      assertThat(generator.running()).contains(plan(0.0001));
      generator.run(plan(200));
      await(() -> generator.figures().answered() > 5);
      assertThat(generator.running()).contains(plan(200));
    }
  }

  @Test
  void stopped_traffic_can_be_started_again_and_remembers_what_it_asked() throws IOException {
    try (LoopbackServer server = new LoopbackServer(exchange -> exchange.ok("{}"));
        TrafficGenerator generator = generator(server.baseUrl())) {
      generator.run(plan(200));
      await(() -> generator.figures().answered() > 5);
      generator.stop();
      assertThat(generator.running()).isEmpty();
      await(() -> generator.figures().inFlight() == 0);
      long before = generator.figures().sent();
      generator.run(new WorkloadPlan(200, Map.of("SIN", 1.0), 1, 0, "gpt-4o-mini", 20));
      await(() -> generator.figures().sent() > before + 5);
      TrafficFigures figures = generator.figures();
      assertThat(figures.sent() - before).isPositive();
      assertThat(figures.repeats()).isGreaterThan(5);
    }
  }

  @Test
  void a_place_without_an_address_is_refused_before_anything_is_sent() {
    try (TrafficGenerator generator = generator("http://127.0.0.1:9")) {
      assertThatThrownBy(() -> generator.run(plan(1, Map.of("SYD", 1.0))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[BOM, SIN]")
          .hasMessageContaining("SYD");
      assertThat(generator.running()).isEmpty();
    }
  }

  @Test
  void a_gateway_that_is_gone_counts_as_failures() throws IOException {
    LoopbackServer server = new LoopbackServer(exchange -> exchange.ok("{}"));
    String gone = server.baseUrl();
    server.close();
    try (TrafficGenerator generator = generator(gone)) {
      generator.run(plan(100));
      await(() -> generator.figures().failed() > 3);
    }
  }
}
