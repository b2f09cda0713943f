package meridian.live.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import meridian.ChatRequest;
import meridian.Json;
import meridian.Refusal;
import meridian.Stage;
import meridian.StageTimes;
import meridian.edge.Client;
import meridian.network.AccessLink;
import meridian.telemetry.Event;
import meridian.time.Interruption;
import org.junit.jupiter.api.Test;

/// What a client gets, when, and what happens when it does not wait.
class AnsweringTest {
  private static final ChatRequest JSON_PLEASE =
      new ChatRequest(Json.Obj.empty(), "m", false, false);
  private static final ChatRequest STREAM_PLEASE =
      new ChatRequest(Json.Obj.empty(), "m", true, true);
  private static final long MILLI = 1_000_000L;

  @Test
  void a_chunk_reaches_the_client_before_the_next_is_made() throws Exception {
    CountDownLatch hasSeenHead = new CountDownLatch(1);
    CountDownLatch hasSeenFirst = new CountDownLatch(1);
    try (Bed bed =
            new Bed((arrival, trace, client) -> {
              client.begin(Bed.head(arrival), Bed.now());
              awaitQuietly(hasSeenHead);
              client.chunk(Bed.chunk("one"), Bed.now());
              awaitQuietly(hasSeenFirst);
              client.chunk(Bed.chunk("two"), Bed.now());
              client.end(Bed.now());
            });
        RawSocket client = new RawSocket(bed.port())) {
      client.post("{}");
      String head = client.head();
      hasSeenHead.countDown();
      String first = client.chunk();
      hasSeenFirst.countDown();

      assertThat(head)
          .containsIgnoringCase("content-type: text/event-stream; charset=utf-8")
          .containsIgnoringCase("cache-control: no-cache")
          .containsIgnoringCase("x-accel-buffering: no")
          .containsIgnoringCase("cache-status: meridian-edge-SIN; hit");
      assertThat(first)
          .isEqualTo("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one\"}}]}\n\n");
      assertThat(client.chunk()).contains("two");
      assertThat(client.chunk()).isEqualTo("data: [DONE]\n\n");
      assertThat(client.chunk()).isEmpty();
      assertThat(client.post("{}").head()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void a_stored_answer_is_json_or_a_stream_as_the_client_asked() throws Exception {
    try (Bed bed =
            new Bed((arrival, trace, client) ->
                client.whole(
                    Bed.head(arrival),
                    arrival.body().length == 2 ? JSON_PLEASE : STREAM_PLEASE,
                    Bed.completion(),
                    Bed.now()));
        RawSocket client = new RawSocket(bed.port())) {
      RawSocket.Response json = client.post("{}").response();
      RawSocket.Response stream = client.post("{ }").response();

      assertThat(json.header("Content-Type")).contains("application/json");
      assertThat(json.body()).contains("\"content\":\"Hellö\"");
      assertThat(json.header("Server-Timing").orElseThrow()).contains("total;dur=");
      assertThat(stream.body())
          .contains("\"delta\":{\"content\":\"Hellö\"}", "\"choices\":[],\"usage\":null")
          .endsWith("data: [DONE]\n\n");
    }
  }

  @Test
  void a_failure_in_mid_stream_is_an_error_event_and_never_done() throws Exception {
    try (Bed bed =
            new Bed((arrival, trace, client) -> {
              client.begin(Bed.head(arrival), Bed.now());
              client.chunk(Bed.chunk("one"), Bed.now());
              client.refuse(Bed.head(arrival), brokenOff(), Bed.now());
            });
        RawSocket client = new RawSocket(bed.port())) {
      RawSocket.Response response = client.post("{}").response();

      assertThat(response.status()).isEqualTo(200);
      assertThat(response.body())
          .contains("data: {\"error\":{\"message\":\"the provider broke off\"")
          .doesNotContain("[DONE]");
    }
  }

  @Test
  void a_refusal_before_the_answer_has_its_status_and_headers() throws Exception {
    try (Bed bed =
            new Bed((arrival, trace, client) ->
                client.refuse(
                    Bed.head(arrival), brokenOff().after(Duration.ofSeconds(3)), Bed.now()));
        RawSocket client = new RawSocket(bed.port())) {
      RawSocket.Response response = client.post("{}").response();

      assertThat(response.status()).isEqualTo(502);
      assertThat(response.header("Retry-After")).contains("3");
      assertThat(response.header("X-Meridian-Pop")).contains("SIN");
      assertThat(client.post("{}").response().status()).isEqualTo(502);
    }
  }

  @Test
  void a_client_that_leaves_during_a_wait_interrupts_it() throws Exception {
    CountDownLatch isServing = new CountDownLatch(1);
    Exchanger<Long> interrupted = new Exchanger<>();
    try (Bed bed =
        new Bed((arrival, trace, client) -> {
          isServing.countDown();
          try {
            Bed.CLOCK.sleepUntil(Bed.now() + 20_000 * MILLI);
          } catch (Interruption left) {
            exchangeQuietly(interrupted, Bed.now());
            throw left;
          }
        })) {
      RawSocket client = new RawSocket(bed.port());
      client.post("{}");
      assertThat(isServing.await(5, TimeUnit.SECONDS)).isTrue();
      long leftNanos = Bed.now();
      client.close();

      long noticedNanos = interrupted.exchange(0L, 5, TimeUnit.SECONDS);

      assertThat(noticedNanos - leftNanos).isLessThan(3_000 * MILLI);
      HttpFrontDoorTest.eventually(() -> bed.door.openConnections() == 0);
    }
  }

  @Test
  void a_client_that_leaves_during_a_stream_is_noticed_by_the_writer() throws Exception {
    try (Bed bed =
        new Bed((arrival, trace, client) -> {
          client.begin(Bed.head(arrival), Bed.now());
          for (int i = 0; i < 1_000; i++) {
            client.chunk(Bed.chunk("piece " + i), Bed.now() + 10 * MILLI);
          }
        })) {
      try (RawSocket client = new RawSocket(bed.port())) {
        client.post("{}").head();
        client.chunk();
      }

      HttpFrontDoorTest.eventually(
          () -> bed.events.stream().anyMatch(Event.ClientLeft.class::isInstance));
      HttpFrontDoorTest.eventually(() -> bed.door.openConnections() == 0);
    }
  }

  @Test
  void what_a_client_pipelines_during_a_long_wait_is_served_afterwards() throws Exception {
    try (Bed bed =
            new Bed((arrival, trace, client) -> {
              Bed.CLOCK.sleepUntil(Bed.now() + 800 * MILLI);
              Bed.answer(arrival, trace, client);
            });
        RawSocket client = new RawSocket(bed.port())) {
      client.post("{\"n\": 1}");
      TimeUnit.MILLISECONDS.sleep(100);
      client.post("{\"n\": 22}");

      assertThat(client.response().status()).isEqualTo(200);
      assertThat(client.response().status()).isEqualTo(200);
      assertThat(bed.arrivals).extracting(arrival -> arrival.body().length).containsExactly(8, 9);
    }
  }

  @Test
  void the_modelled_way_is_waited_for_and_charged() throws Exception {
    AtomicReference<StageTimes> charged = new AtomicReference<>(StageTimes.NONE);
    AtomicReference<Optional<Client.Sent>> sent = new AtomicReference<>(Optional.empty());
    try (Bed bed =
            new Bed(
                Bed.PATIENT,
                new SteadyLink(),
                (arrival, trace, client) -> {
                  charged.set(trace.times());
                  assertThat(trace.mark()).isEqualTo(arrival.receivedNanos());
                  Bed.answer(arrival, trace, client);
                  sent.set(Optional.of(client.sent()));
                });
        RawSocket client = new RawSocket(bed.port())) {
      long start = System.nanoTime();
      RawSocket.Response response = client.post("{}").response();
      long coldNanos = System.nanoTime() - start;
      StageTimes cold = charged.get();
      start = System.nanoTime();
      client.post("{}").response();
      long warmNanos = System.nanoTime() - start;

      assertThat(coldNanos).isGreaterThanOrEqualTo(180 * MILLI);
      assertThat(warmNanos).isBetween(80 * MILLI, coldNanos);
      assertThat(cold.nanos(Stage.CLIENT_CONNECT)).isEqualTo(100 * MILLI);
      assertThat(cold.nanos(Stage.CLIENT_EDGE)).isGreaterThanOrEqualTo(50 * MILLI);
      assertThat(charged.get().nanos(Stage.CLIENT_CONNECT)).isZero();
      assertThat(response.header("Server-Timing").orElseThrow())
          .containsPattern("edge_client;dur=[1-9]\\d+\\.\\d{3}");
      Client.Sent last = sent.get().orElseThrow();
      assertThat(last.firstByteNanos()).isEqualTo(last.lastByteNanos()).isPositive();
      assertThat(last.bytes()).isEqualTo(response.body().getBytes(StandardCharsets.UTF_8).length);
    }
  }

  @Test
  void pieces_never_overtake_each_other() throws Exception {
    AccessLink firstIsSlow =
        new SteadyLink() {
          @Override
          public long downNanos(String client, String pop, long bytes, boolean isCold) {
            return isCold ? 100 * MILLI : 0;
          }
        };
    try (Bed bed =
            new Bed(
                Bed.PATIENT,
                firstIsSlow,
                (arrival, trace, client) -> {
                  client.begin(Bed.head(arrival), Bed.now());
                  client.chunk(Bed.chunk("one"), Bed.now());
                  client.end(Bed.now());
                });
        RawSocket client = new RawSocket(bed.port())) {
      assertThat(client.post("{}").response().body()).contains("one").endsWith("[DONE]\n\n");
    }
  }

  @Test
  void a_pop_that_fails_or_forgets_to_answer_gives_an_error_with_an_id() throws Exception {
    try (Bed bed =
        new Bed((arrival, trace, client) -> {
          if (arrival.body().length == 2) {
            throw new IllegalStateException("a bug with a secret in it");
          }
        })) {
      try (RawSocket client = new RawSocket(bed.port())) {
        RawSocket.Response response = client.post("{}").response();
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).contains("internal_error", "req_").doesNotContain("secret");
      }
      try (RawSocket client = new RawSocket(bed.port())) {
        assertThat(client.post("{ }").response().status()).isEqualTo(500);
      }
    }
  }

  @Test
  void a_pop_that_fails_in_mid_stream_breaks_the_connection_off() throws Exception {
    try (Bed bed =
            new Bed((arrival, trace, client) -> {
              client.begin(Bed.head(arrival), Bed.now());
              client.chunk(Bed.chunk("one"), Bed.now());
              throw new IllegalStateException("a bug");
            });
        RawSocket client = new RawSocket(bed.port())) {
      client.post("{}").head();
      assertThat(client.chunk()).contains("one");
      String end;
      try {
        end = client.chunk();
      } catch (IOException | NumberFormatException broken) {
        end = "broken off";
      }
      assertThat(end).isEqualTo("broken off");
    }
  }

  private static Refusal brokenOff() {
    return Refusal.passing(502, "server_error", "provider_failed", "the provider broke off");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void exchangeQuietly(Exchanger<Long> exchanger, long nanos) {
    try {
      exchanger.exchange(nanos);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// 100 ms to connect, 50 ms up, 30 ms down.
  private static class SteadyLink implements AccessLink {
    @Override
    public long connectNanos(String client, String pop) {
      return 100 * MILLI;
    }

    @Override
    public long upNanos(String client, String pop, long requestBytes, boolean isCold) {
      return 50 * MILLI;
    }

    @Override
    public long downNanos(String client, String pop, long responseBytes, boolean isCold) {
      return 30 * MILLI;
    }
  }
}
