package meridian.live.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TrialSenderTest {
  private final Heard heard = new Heard();

  private static TrialRequest trial(String baseUrl, String cacheControl) {
    return new TrialRequest(baseUrl, "SIN", "{\"model\":\"m\"}", cacheControl);
  }

  @Test
  void head_body_and_end_are_heard_in_order() throws Exception {
    try (LoopbackServer server =
            new LoopbackServer(exchange ->
                exchange.ok(
                    "hello", "X-Meridian-Cache: HIT", "Cache-Status: a", "Cache-Status: b"));
        TrialSender sender = new TrialSender("mk_test")) {
      sender.send(trial(server.baseUrl(), "no-cache"), heard);
      assertThat(heard.next()).isEqualTo("head 200");
      assertThat(heard.next()).isEqualTo("body hello");
      assertThat(heard.next()).isEqualTo("done");
      assertThat(heard.totalNanos.get()).isPositive();
      assertThat(heard.headers).containsEntry("Cache-Status", "a, b");
      LoopbackServer.Seen seen = server.seen.getFirst();
      assertThat(seen.client()).isEqualTo("SIN");
      assertThat(seen.headers()).containsEntry("authorization", "Bearer mk_test");
      assertThat(seen.headers()).containsEntry("cache-control", "no-cache");
      assertThat(seen.body()).isEqualTo("{\"model\":\"m\"}");
    }
  }

  @Test
  void an_empty_cache_control_is_not_sent() throws Exception {
    try (LoopbackServer server = new LoopbackServer(exchange -> exchange.ok("x"));
        TrialSender sender = new TrialSender("mk_test")) {
      sender.send(trial(server.baseUrl(), ""), heard);
      heard.nextIs("done");
      assertThat(server.seen.getFirst().headers()).doesNotContainKey("cache-control");
    }
  }

  @Test
  void a_refusal_is_an_answer() throws Exception {
    try (LoopbackServer server = new LoopbackServer(exchange -> exchange.respond(401, ""));
        TrialSender sender = new TrialSender("mk_test")) {
      sender.send(trial(server.baseUrl(), ""), heard);
      assertThat(heard.next()).isEqualTo("head 401");
      assertThat(heard.next()).isEqualTo("done");
    }
  }

  @Test
  void a_stream_is_heard_while_it_comes_and_no_character_is_torn() throws Exception {
    CountDownLatch firstHeard = new CountDownLatch(1);
    byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
    try (LoopbackServer server =
            new LoopbackServer(exchange -> {
              exchange.head(200, -1);
              exchange.write("data: ".getBytes(StandardCharsets.UTF_8));
              exchange.write(euro[0]);
              await(firstHeard);
              exchange.write(euro[1], euro[2]);
              exchange.hangUp();
            });
        TrialSender sender = new TrialSender("mk_test")) {
      sender.send(trial(server.baseUrl(), ""), heard);
      assertThat(heard.next()).isEqualTo("head 200");
      assertThat(heard.next()).isEqualTo("body data: ");
      firstHeard.countDown();
      assertThat(heard.next()).isEqualTo("body €");
      assertThat(heard.next()).isEqualTo("done");
    }
  }

  @Test
  void an_answer_that_breaks_off_has_failed_and_says_why() throws Exception {
    try (LoopbackServer server =
            new LoopbackServer(exchange -> {
              exchange.head(200, 1_000);
              exchange.write((byte) 'x');
              exchange.hangUp();
            });
        TrialSender sender = new TrialSender("mk_test")) {
      sender.send(trial(server.baseUrl(), ""), heard);
      assertThat(heard.next()).isEqualTo("head 200");
      String last = heard.next();
      while (last.startsWith("body")) {
        last = heard.next();
      }
      assertThat(last).startsWith("failed the connection to " + server.baseUrl() + " broke");
    }
  }

  @Test
  void nobody_at_the_address_is_a_failure_with_advice() throws Exception {
    LoopbackServer server = new LoopbackServer(exchange -> exchange.ok("x"));
    String gone = server.baseUrl();
    server.close();
    try (TrialSender sender = new TrialSender("mk_test")) {
      sender.send(trial(gone, ""), heard);
      assertThat(heard.next())
          .isEqualTo("failed nobody answers at " + gone + "; check that this PoP is running");
    }
  }

  @Test
  void what_cannot_be_written_fails_without_a_call() throws Exception {
    try (TrialSender sender = new TrialSender("mk_test")) {
      sender.send(trial("no address", ""), heard);
      assertThat(heard.next()).startsWith("failed the request cannot be written");
      sender.send(trial("http://127.0.0.1:9", "a\nb"), heard);
      assertThat(heard.next()).startsWith("failed the request cannot be written");
    }
  }

  @Test
  void closing_breaks_off_what_is_under_way() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (LoopbackServer server = new LoopbackServer(exchange -> await(never))) {
      TrialSender sender = new TrialSender("mk_test");
      sender.send(trial(server.baseUrl(), ""), heard);
      while (server.seen.isEmpty()) {
        assertThat(Thread.currentThread().isInterrupted()).as("the test's time is up").isFalse();
        LockSupport.parkNanos(200_000);
      }
      sender.close();
      assertThat(heard.next()).startsWith("failed");
      never.countDown();
    }
  }

  @Test
  void the_request_does_not_show_its_prompt() {
    assertThat(trial("http://127.0.0.1:1", "").toString()).doesNotContain("model");
  }

  @Test
  void bytes_that_are_no_utf_8_are_replaced() {
    Utf8Text text = new Utf8Text();
    assertThat(text.decode(new byte[] {'a', (byte) 0xff, 'b'}, 3)).isEqualTo("a\ufffdb");
    assertThat(text.decode(new byte[] {(byte) 0xf0, (byte) 0x9f}, 2)).isEmpty();
    assertThat(text.end()).isEqualTo("\ufffd");
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  private static final class Heard implements TrialWatcher {
    private final LinkedBlockingQueue<String> all = new LinkedBlockingQueue<>();
    private final AtomicLong totalNanos = new AtomicLong();
    private volatile Map<String, String> headers = Map.of();

    String next() throws InterruptedException {
      return all.take();
    }

    void nextIs(String wanted) throws InterruptedException {
      while (!next().equals(wanted)) {
        assertThat(List.copyOf(all)).noneMatch(heard -> heard.startsWith("failed"));
      }
    }

    @Override
    public void head(int status, Map<String, String> newHeaders) {
      headers = newHeaders;
      all.add("head " + status);
    }

    @Override
    public void body(String text) {
      all.add("body " + text);
    }

    @Override
    public void done(long nanos) {
      totalNanos.set(nanos);
      all.add("done");
    }

    @Override
    public void failed(String reason) {
      all.add("failed " + reason);
    }
  }
}
