package meridian.live.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import meridian.Await;
import meridian.PopId;
import meridian.edge.Arrival;
import meridian.network.AccessLink;
import meridian.time.Dice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpFrontDoorTest {
  private final Bed bed = new Bed(Bed.PATIENT);

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void the_front_door_chooses_the_nearest_pop_and_a_pop_port_is_that_pop() throws IOException {
    try (RawSocket client = new RawSocket(bed.port())) {
      client.send(RawSocket.post("/v1/chat/completions", "", "{}")).response();
      client
          .send(RawSocket.post("/v1/chat/completions", "X-Meridian-Client: ber\r\n", "{}"))
          .response();
    }
    URI fra = bed.door.addresses().pops().lastEntry().getValue();
    try (RawSocket client = new RawSocket(fra.getPort())) {
      client.send(RawSocket.post("/v1/chat/completions", "", "{}")).response();
      client
          .send(RawSocket.post("/v1/chat/completions", "X-Meridian-Client: SIN\r\n", "{}"))
          .response();
    }

    assertThat(bed.pops).containsExactly(Bed.SIN, Bed.FRA, Bed.FRA, Bed.FRA);
    assertThat(bed.arrivals)
        .extracting(Arrival::client)
        .containsExactly("SIN", "BER", "FRA", "SIN");
  }

  @Test
  void an_unknown_place_is_refused_and_the_known_ones_are_named() throws IOException {
    RawSocket.Response response =
        once(RawSocket.post("/v1/chat/completions", "X-Meridian-Client: XXX\r\n", "{}"));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body()).contains("SIN FRA BER", "'XXX'", "unknown_place");
    assertThat(response.header("x-should-retry")).contains("false");
  }

  @Test
  void only_the_first_request_of_a_connection_is_cold() throws IOException {
    try (RawSocket client = new RawSocket(bed.port())) {
      client.post("{}").response();
      client.post("{}").response();
    }

    assertThat(bed.arrivals).extracting(Arrival::isColdConnection).containsExactly(true, false);
  }

  @Test
  void a_body_that_ends_early_is_refused_and_reaches_no_pop() throws IOException {
    try (RawSocket client = new RawSocket(bed.port())) {
      client.send("POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{}");
      client.socket.shutdownOutput();

      assertThat(client.response().status()).isEqualTo(400);
    }
    assertThat(bed.cuts()).containsExactly("body_cut_short");
    assertThat(bed.arrivals).isEmpty();
  }

  @Test
  void requests_are_served_on_virtual_threads() throws IOException {
    AtomicReference<String> kind = new AtomicReference<>("");
    try (Bed virtual =
        new Bed((arrival, trace, client) -> {
          kind.set(Thread.currentThread().isVirtual() ? "virtual" : "platform");
          Bed.answer(arrival, trace, client);
        })) {
      once(virtual.port(), RawSocket.post("/v1/chat/completions", "", "{}"));
    }

    assertThat(kind).hasValue("virtual");
  }

  @Test
  void what_the_client_sent_arrives_as_it_was() throws IOException {
    String headers =
        """
        Authorization: Bearer mk_1\r
        Cache-Control: no-cache\r
        Cache-Control: max-age=5\r
        Idempotency-Key: k\r
        """;
    long before = Bed.now();

    once(RawSocket.post("/v1/chat/completions?x=1", headers, "{\"a\": 1}"));

    Arrival arrival = bed.arrivals.getFirst();
    assertThat(arrival.body()).asString().isEqualTo("{\"a\": 1}");
    assertThat(arrival.credential()).contains("mk_1");
    assertThat(arrival.cacheControl()).contains("no-cache, max-age=5");
    assertThat(arrival.idempotencyKey()).contains("k");
    assertThat(arrival.id().text()).matches("req_[0-9a-v]{20}");
    assertThat(arrival.arrivedNanos()).isBetween(before, arrival.receivedNanos());
  }

  @Test
  void chunked_bodies_and_bodies_at_the_bound_arrive_whole() throws IOException {
    String chunked = "3\r\n{\"a\r\n5;x=y\r\n\": 1}\r\n0\r\nX-T: b\r\n\r\n";
    once(
        "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            + chunked);
    once(RawSocket.post("/v1/chat/completions", "", "a".repeat(64 << 10)));

    assertThat(bed.arrivals.get(0).body()).asString().isEqualTo("{\"a\": 1}");
    assertThat(bed.arrivals.get(1).body()).hasSize(64 << 10);
  }

  @Test
  void a_body_beyond_the_bound_is_refused_before_it_is_read() throws IOException {
    try (RawSocket client = new RawSocket(bed.port())) {
      client.send("POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\n\r\n");
      RawSocket.Response response = client.response();

      assertThat(response.status()).isEqualTo(413);
      assertThat(response.body()).contains("at most 65536 bytes", "65537 bytes announced");
      assertThat(response.header("Connection")).contains("close");
    }
    assertThat(bed.cuts()).containsExactly("body_too_large");
    assertThat(bed.arrivals).isEmpty();
  }

  @Test
  void a_client_that_sends_far_too_much_still_gets_to_read_why_it_is_refused() throws IOException {
    try (RawSocket client = new RawSocket(bed.port())) {
      client.send(RawSocket.post("/v1/chat/completions", "", "a".repeat(8 << 20)));

      assertThat(client.response().status()).isEqualTo(413);
    }
  }

  @Test
  void chunks_beyond_the_bound_are_refused_as_soon_as_they_pass_it() throws IOException {
    String chunk = "4000\r\n" + "a".repeat(0x4000) + "\r\n";
    try (RawSocket client = new RawSocket(bed.port())) {
      client.send(
          "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < 5; i++) {
        client.trySend(chunk);
      }

      assertThat(client.response().status()).isEqualTo(413);
    }
  }

  @Test
  void a_client_that_asks_before_it_sends_is_told_to_go_on_or_not() throws IOException {
    String expect = "Expect: 100-continue\r\n";
    try (RawSocket client = new RawSocket(bed.port())) {
      client.send(
          "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
              + expect
              + "\r\n");
      assertThat(client.head()).startsWith("HTTP/1.1 100");
      assertThat(client.send("{}").response().status()).isEqualTo(200);
    }
    try (RawSocket client = new RawSocket(bed.port())) {
      client.send(
          "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n"
              + expect
              + "\r\n");
      assertThat(client.response().status()).isEqualTo(413);
    }
  }

  @Test
  void a_header_beyond_the_bound_is_refused_with_the_bound() throws IOException {
    RawSocket.Response response =
        once(RawSocket.post("/v1/chat/completions", "X-A: " + "a".repeat(64 << 10) + "\r\n", "{}"));

    assertThat(response.status()).isEqualTo(431);
    assertThat(response.body())
        .contains("at most " + Bed.PATIENT.headerBytes() + " bytes", "shorter headers");
  }

  @Test
  void compressed_bodies_are_refused() throws IOException {
    assertThat(
            once(RawSocket.post("/v1/chat/completions", "Content-Encoding: gzip\r\n", "x"))
                .status())
        .isEqualTo(415);
  }

  @Test
  void pipelined_requests_are_answered_in_order() throws IOException {
    try (RawSocket client = new RawSocket(bed.port())) {
      client.send(
          RawSocket.post("/v1/chat/completions", "", "1")
              + RawSocket.get("/nothing", "")
              + RawSocket.post("/v1/chat/completions", "", "2"));

      assertThat(client.response().status()).isEqualTo(200);
      assertThat(client.response().status()).isEqualTo(404);
      assertThat(client.response().status()).isEqualTo(200);
    }
    assertThat(bed.arrivals)
        .extracting(arrival -> new String(arrival.body(), StandardCharsets.UTF_8))
        .containsExactly("1", "2");
  }

  @Test
  void unknown_paths_and_wrong_methods_are_refused_in_the_shape_of_all_errors() throws IOException {
    RawSocket.Response unknown = once(RawSocket.get("/v1/nothing", ""));
    RawSocket.Response wrong = once(RawSocket.get("/v1/chat/completions", ""));

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body()).contains("unknown_url", "GET /v1/nothing");
    assertThat(unknown.header("X-Meridian-Request-Id")).isPresent();
    assertThat(wrong.status()).isEqualTo(405);
    assertThat(wrong.header("Allow")).contains("POST");
    assertThat(wrong.body()).contains("method_not_allowed");
  }

  @Test
  void models_need_a_key_and_come_in_openais_shape() throws IOException {
    RawSocket.Response refused = once(RawSocket.get("/v1/models", ""));
    RawSocket.Response listed = once(RawSocket.get("/v1/models", "x-api-key: mk_1\r\n"));
    RawSocket.Response one = once(RawSocket.get("/v1/models/gpt-4o-mini", "x-api-key: mk_1\r\n"));
    RawSocket.Response none = once(RawSocket.get("/v1/models/gpt-9", "x-api-key: mk_1\r\n"));

    assertThat(refused.status()).isEqualTo(401);
    assertThat(listed.body())
        .isEqualTo(
            "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4o-mini\",\"object\":\"model\","
                + "\"created\":1700000000,\"owned_by\":\"openai\"}]}");
    assertThat(one.body()).startsWith("{\"id\":\"gpt-4o-mini\"");
    assertThat(none.status()).isEqualTo(404);
  }

  @Test
  void health_is_always_well_and_readiness_names_what_is_missing() throws IOException {
    assertThat(once(RawSocket.get("/healthz", "")).body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(once(RawSocket.get("/readyz", "")).status()).isEqualTo(200);

    bed.readiness.set(new Readiness(List.of("no provider")));

    RawSocket.Response response = once(RawSocket.get("/readyz", ""));
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.body())
        .isEqualTo("{\"status\":\"not_ready\",\"reasons\":[\"no provider\"]}");
    assertThat(once(RawSocket.get("/healthz", "")).status()).isEqualTo(200);
  }

  @Test
  void metrics_are_on_the_management_port_only_and_the_api_is_not() throws IOException {
    int management = bed.door.addresses().management().orElseThrow().getPort();

    assertThat(once(RawSocket.get("/metrics", "")).status()).isEqualTo(404);
    assertThat(once(management, RawSocket.get("/metrics", "")).body()).isEqualTo("meridian_up 1\n");
    assertThat(once(management, RawSocket.get("/healthz", "")).status()).isEqualTo(200);
    assertThat(once(management, RawSocket.post("/v1/chat/completions", "", "{}")).status())
        .isEqualTo(404);
  }

  @Test
  void connections_beyond_the_bound_are_turned_away_until_one_leaves() throws Exception {
    HttpBounds one =
        new HttpBounds(
            1 << 10,
            1 << 10,
            1 << 10,
            1 << 10,
            1,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            1,
            Duration.ofSeconds(10));
    try (Bed small = new Bed(one)) {
      try (RawSocket first = new RawSocket(small.port())) {
        assertThat(first.post("{}").response().status()).isEqualTo(200);
        try (RawSocket second = new RawSocket(small.port())) {
          RawSocket.Response response = second.response();
          assertThat(response.status()).isEqualTo(503);
          assertThat(response.body()).contains("too_many_connections");
        }
        assertThat(first.post("{}").response().status()).isEqualTo(200);
      }
      eventually(() -> small.door.openConnections() == 0);
      assertThat(once(small.port(), RawSocket.get("/healthz", "")).status()).isEqualTo(200);
      assertThat(small.cuts()).containsExactly("too_many_connections");
    }
  }

  @Test
  void stopping_lets_running_requests_end() throws Exception {
    CountDownLatch isServing = new CountDownLatch(1);
    Bed slow =
        new Bed((arrival, trace, client) -> {
          isServing.countDown();
          Bed.CLOCK.sleepUntil(Bed.now() + 300_000_000L);
          Bed.answer(arrival, trace, client);
        });
    try (RawSocket client = new RawSocket(slow.port())) {
      client.post("{}");
      assertThat(isServing.await(5, TimeUnit.SECONDS)).isTrue();

      slow.door.stop(Duration.ofSeconds(5));

      assertThat(client.response().status()).isEqualTo(200);
      assertThatThrownBy(() -> new RawSocket(slow.port()).close())
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void a_taken_port_is_named_and_nothing_stays_open() {
    SequencedMap<PopId, Integer> pops = new LinkedHashMap<>();
    pops.put(Bed.SIN, bed.port());
    HttpListeners listeners = new HttpListeners("127.0.0.1", 0, pops, OptionalInt.empty());

    assertThatThrownBy(
            () -> HttpFrontDoor.open(listeners, Bed.PATIENT, service()).stop(Duration.ZERO))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("PoP SIN")
        .hasMessageContaining("127.0.0.1:" + bed.port())
        .hasMessageContaining("choose another port");
  }

  @Test
  void a_port_more_costs_no_thread() throws IOException {
    long before = Thread.getAllStackTraces().size();
    SequencedMap<PopId, Integer> pops = new LinkedHashMap<>();
    for (int i = 0; i < 35; i++) {
      pops.put(new PopId("A" + (char) ('A' + i / 26) + (char) ('A' + i % 26)), 0);
    }
    HttpFrontDoor door =
        HttpFrontDoor.open(
            new HttpListeners("127.0.0.1", 0, pops, OptionalInt.of(0)),
            HttpBounds.DEFAULT,
            service());
    try {
      for (URI pop : door.addresses().pops().values()) {
        assertThat(once(pop.getPort(), RawSocket.get("/healthz", "")).status()).isEqualTo(200);
      }

      assertThat(Thread.getAllStackTraces().size() - before).isLessThanOrEqualTo(6);
    } finally {
      door.stop(Duration.ZERO);
    }
  }

  @Test
  void the_default_bounds_cut_a_slow_client_within_ten_seconds() {
    HttpBounds bounds = HttpBounds.DEFAULT;

    assertThat(bounds.headerDeadline()).isEqualTo(Duration.ofSeconds(10));
    assertThat(bounds.bodyGrace()).isLessThan(Duration.ofSeconds(10));
    assertThat(bounds.bodyBytesPerSecond()).isEqualTo(1024);
    assertThat(bounds.bodyBytes()).isEqualTo(10 << 20);
    assertThat(bounds.headerBytes()).isEqualTo(16 << 10);
    assertThat(bounds.connections()).isEqualTo(4096);
    assertThat(bounds.idle()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void bounds_and_ports_out_of_range_are_refused_by_name() {
    assertThatThrownBy(() -> HttpBounds.DEFAULT.withBodyBytes(0))
        .hasMessageContaining("body_bytes: expected 1024 to 1073741824, found 0");
    SequencedMap<PopId, Integer> pops = new LinkedHashMap<>();
    pops.put(Bed.SIN, 8080);
    assertThatThrownBy(() -> new HttpListeners("127.0.0.1", 8080, pops, OptionalInt.empty()))
        .hasMessageContaining("8080 given out twice");
  }

  private HttpService service() {
    return new HttpService(
        (pop, arrival, trace, client) -> {},
        new ClientPlaces() {
          @Override
          public boolean isKnown(String code) {
            return true;
          }

          @Override
          public List<String> codes() {
            return List.of();
          }

          @Override
          public String defaultPlace() {
            return "SIN";
          }

          @Override
          public PopId nearestPop(String code) {
            return Bed.SIN;
          }
        },
        (pop, credential) -> new ModelCatalog.Listing.Listed(List.of()),
        () -> Readiness.READY,
        () -> "",
        AccessLink.REAL,
        Bed.CLOCK,
        new RequestIds(new Dice(1)),
        event -> {});
  }

  private RawSocket.Response once(String request) throws IOException {
    return once(bed.port(), request);
  }

  private static RawSocket.Response once(int port, String request) throws IOException {
    try (RawSocket client = new RawSocket(port)) {
      return client.send(request).response();
    }
  }

  static void eventually(BooleanSupplier claim) {
    Await.until("the server has seen it", claim);
  }
}
