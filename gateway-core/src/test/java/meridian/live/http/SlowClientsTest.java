package meridian.live.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Clients that take their time are cut by deadlines that no byte renews; others are served
/// meanwhile.
class SlowClientsTest {
  private static final String HEADER = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n";
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private interface SlowClient {
    void run() throws Exception;
  }

  @Test
  void all_ways_to_be_slow_are_cut_while_others_are_served() throws Exception {
    try (Bed bed = new Bed(Bed.QUICK);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> slow = new ArrayList<>();
      for (SlowClient client : slowClients(bed)) {
        slow.add(
            clients.submit(() -> {
              client.run();
              return true;
            }));
      }
      AtomicBoolean isOver = new AtomicBoolean();
      Future<Integer> others =
          clients.submit(() -> {
            int served = 0;
            try (RawSocket other = new RawSocket(bed.port())) {
              while (!isOver.get()) {
                long start = System.nanoTime();
                assertThat(other.post("{}").response().status()).isEqualTo(200);
                assertThat(System.nanoTime() - start).isLessThan(4_000_000_000L);
                served++;
                TimeUnit.MILLISECONDS.sleep(20);
              }
            }
            return served;
          });
      try {
        for (Future<?> client : slow) {
          client.get(30, TimeUnit.SECONDS);
        }
      } finally {
        isOver.set(true); // or the others go on for ever when a slow one fails
      }

      assertThat(others.get()).isGreaterThan(10);
      assertThat(bed.cuts())
          .contains("header_timeout", "no_request", "body_too_slow", "body_timeout");
      assertThat(bed.arrivals).hasSize(others.get() + 1); // the one before the slow keep-alive
    }
  }

  private static List<SlowClient> slowClients(Bed bed) {
    return List.of(
        () -> drips(bed, "", HEADER + "X-A: b\r\n".repeat(100), 20, 408),
        () -> drips(bed, HEADER + "X-Slow: ", "a".repeat(1000), 20, 408),
        () -> drips(bed, HEADER + "Content-Length: 2", "", 20, 408),
        () -> afterOneRequest(bed),
        () -> isCut(bed, ""),
        () -> drips(bed, HEADER + "Content-Length: 1000\r\n\r\n", "a".repeat(1000), 20, 408),
        () -> drips(bed, HEADER + "Content-Length: 1000\r\n\r\n", "", 20, 408),
        () ->
            drips(
                bed,
                HEADER + "Transfer-Encoding: chunked\r\n\r\n",
                "1\r\na\r\n".repeat(300),
                20,
                408),
        () ->
            drips(
                bed,
                HEADER + "Transfer-Encoding: chunked\r\n\r\n",
                "f".repeat(1000),
                20,
                400, // a chunk size of that many digits is garbage before it is slow
                408),
        () -> steadyButTooLong(bed),
        () -> refusedButStays(bed));
  }

  private static void drips(
      Bed bed, String start, String rest, int pauseMillis, Integer... statuses) throws Exception {
    try (RawSocket client = new RawSocket(bed.port());
        ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RawSocket.Response> response = reader.submit(client::response);
      client.trySend(start);
      for (int i = 0; i < rest.length() && !response.isDone(); i++) {
        client.trySend(rest.substring(i, i + 1));
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
      }
      assertThat(response.get(LONGEST.toSeconds(), TimeUnit.SECONDS).status())
          .isIn((Object[]) statuses);
      assertThat(client.closesWithin(LONGEST)).isTrue();
    }
  }

  private static void afterOneRequest(Bed bed) throws Exception {
    try (RawSocket client = new RawSocket(bed.port())) {
      assertThat(client.post("{}").response().status()).isEqualTo(200);
      client.send("P");
      assertThat(client.closesWithin(LONGEST)).isTrue();
    }
  }

  private static void isCut(Bed bed, String start) throws IOException {
    try (RawSocket client = new RawSocket(bed.port())) {
      client.send(start);
      assertThat(client.closesWithin(LONGEST)).isTrue();
    }
  }

  /// 200 bytes each 50 ms are fast enough, but the body does not end in time.
  private static void steadyButTooLong(Bed bed) throws Exception {
    try (RawSocket client = new RawSocket(bed.port());
        ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RawSocket.Response> response = reader.submit(client::response);
      client.trySend(HEADER + "Content-Length: 60000\r\n\r\n");
      for (int i = 0; i < 200 && !response.isDone(); i++) {
        client.trySend("a".repeat(200));
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertThat(response.get(1, TimeUnit.SECONDS).body()).contains("body_timeout");
      assertThat(client.closesWithin(LONGEST)).isTrue();
    }
  }

  private static void refusedButStays(Bed bed) throws Exception {
    try (RawSocket client = new RawSocket(bed.port())) {
      client.send("GET /healthz HTTP/1.1\r\n\r\n");
      assertThat(client.response().status()).isEqualTo(400);
      for (int i = 0; i < 40; i++) {
        client.trySend("x");
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertThat(client.closesWithin(LONGEST)).isTrue();
    }
  }
}
