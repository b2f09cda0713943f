package meridian.live.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import meridian.ChatRequest;
import meridian.Refusal;
import meridian.Stage;
import meridian.provider.Provider;
import meridian.time.Interruption;
import meridian.time.Mailbox;
import meridian.time.Tasks;
import org.junit.jupiter.api.Test;

/// What happens on the way to a provider and back, whatever it speaks.
final class HttpProviderTest extends ProviderBed {
  HttpProviderTest() {
    super(Dialect.OPENAI);
  }

  @Test
  void a_stream_cut_in_the_middle_of_a_frame_is_broken() {
    Provider provider =
        provider(wire -> {
          wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n");
          String event = data(CHUNK);
          wire.send("Transfer-Encoding: chunked\r\n\r\n");
          wire.send(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
          wire.send("fff\r\ndata: {\"cho");
        });
    assertBroken(read(provider, streamed()), 502, "provider_stream_broken");
  }

  @Test
  void an_event_larger_than_its_bound_breaks_the_stream() {
    Provider provider =
        provider(wire -> {
          wire.beginStream();
          wire.send(data(CHUNK));
          wire.send("data: \"" + "x".repeat(3 << 20));
          wire.awaitEnd();
        });
    assertBroken(read(provider, streamed()), 502, "provider_malformed");
  }

  @Test
  void a_whole_answer_larger_than_its_bound_is_not_taken() {
    Provider provider =
        provider(
            wire -> wire.respond("200 OK\r\nContent-Type: application/json", "x".repeat(17 << 20)));
    assertBroken(read(provider, whole()), 502, "provider_malformed");
  }

  @Test
  void a_redirect_is_not_followed() {
    ScriptedServer elsewhere = server(ProviderBed::endAtOnce);
    // A client may follow a 302 with a GET although it would not send a body twice for a 307.
    for (String status : List.of("302", "307", "308")) {
      Provider provider =
          provider(wire ->
              wire.respond(
                  status + " Elsewhere\r\nLocation: " + elsewhere.baseUrl() + "/stolen", ""));
      Refusal refusal = refusal(provider, streamed());
      assertThat(refusal.status()).isEqualTo(502);
      assertThat(refusal.message()).contains(status).contains("not followed");
    }
    assertThat(elsewhere.requests()).isEmpty();
  }

  @Test
  void nobody_listening_is_a_502() throws IOException {
    ScriptedServer gone = new ScriptedServer(wire -> {});
    URI url = gone.baseUrl();
    gone.close();
    Refusal refusal = refusal(provider(url, LONG), streamed());
    assertThat(refusal.status()).isEqualTo(502);
    assertThat(refusal.message()).contains("connection refused");
  }

  @Test
  void a_provider_that_says_nothing_is_given_up() {
    ScriptedServer server = server(ScriptedServer.Wire::awaitEnd);
    for (ChatRequest request : List.of(streamed(), whole())) {
      long start = world.nanos();
      Refusal refusal = refusal(provider(server, SHORT), request);
      assertThat(refusal.status()).isEqualTo(504);
      assertThat(world.nanos() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
    }
  }

  @Test
  void a_provider_that_stops_in_mid_answer_is_given_up() {
    ScriptedServer server =
        server(wire -> {
          wire.beginStream();
          wire.send(data(CHUNK));
          wire.awaitEnd();
        });
    assertBroken(read(provider(server, SHORT), streamed()), 504, "provider_timeout");
  }

  @Test
  void keep_alive_comments_do_not_stretch_the_time_to_the_next_chunk() {
    ScriptedServer server =
        server(wire -> {
          wire.beginStream();
          wire.send(data(CHUNK));
          while (true) {
            wire.send(": still here\n\n");
            world.sleepUntil(world.nanos() + 20_000_000);
          }
        });
    assertBroken(read(provider(server, SHORT), streamed()), 504, "provider_timeout");
  }

  @Test
  void closing_a_stream_ends_the_call_at_the_provider() {
    Mailbox<String> seen = world.mailbox(1);
    Provider provider =
        provider(wire -> {
          wire.beginStream();
          wire.send(data(CHUNK));
          try {
            wire.awaitEnd();
          } catch (IOException reset) {
            // as good an end as any
          }
          seen.offer("ended");
        });
    Provider.Answer.Answering answering =
        (Provider.Answer.Answering) provider.open(streamed(), in(LONG));
    answering.stream().next(in(LONG));
    answering.stream().close();
    assertThat(seen.take(in(LONG))).contains("ended");
  }

  @Test
  void a_second_call_finds_the_connection_of_the_first() {
    ScriptedServer server =
        server(wire -> wire.respond("200 OK", json("{'choices':[{'index':0}]}")));
    Provider provider = provider(server, LONG);
    ChatRequest request =
        new ChatRequest(
            parsed("{'model':'m','messages':[],'user':'keep going'}"), "m", false, false);
    Read cold = read(provider, request);
    Read warm = read(provider, request);
    assertThat(server.connections()).isEqualTo(1);
    assertThat(cold.times.nanos(Stage.PROVIDER_CONNECT)).isPositive();
    assertThat(warm.times.nanos(Stage.PROVIDER_CONNECT)).isZero();
    assertThat(warm.times.nanos(Stage.PROVIDER_TTFT)).isPositive();
  }

  @Test
  void the_stages_cover_the_whole_call() {
    Provider provider = provider(ProviderBed::endAtOnce);
    long start = world.nanos();
    Read read = read(provider, streamed());
    long end = world.nanos();
    assertThat(read.times.sumNanos()).isPositive().isLessThanOrEqualTo(end - start);
    assertThat(read.times.nanos(Stage.PROVIDER_NETWORK)).isZero();
  }

  @Test
  void a_task_told_to_stop_leaves_its_call() {
    ScriptedServer server = server(ScriptedServer.Wire::awaitEnd);
    Provider provider = provider(server, LONG);
    AtomicReference<String> seen = new AtomicReference<>("nothing");
    Tasks.Handle task =
        world.start(
            "caller",
            () -> {
              try {
                provider.open(streamed(), in(LONG));
                seen.set("answered");
              } catch (Interruption told) {
                seen.set("stopped");
              }
            });
    while (server.requests().isEmpty()) {
      world.sleepUntil(world.nanos() + 1_000_000);
    }
    task.interrupt();
    task.join();
    assertThat(seen).hasValue("stopped");
  }

  @Test
  void a_base_url_that_is_more_than_an_address_is_refused() {
    for (String url :
        List.of(
            "ftp://host/v1",
            "https://user:secret@host/v1",
            "https://host/v1?key=secret",
            "https://host/v1#top",
            "/v1",
            "https:///v1")) {
      assertThatThrownBy(() -> HttpTarget.of("t", URI.create(url), List.of(ProviderKey.none())))
          .as(url)
          .hasMessageContaining("expected a base URL")
          .hasMessageNotContaining("secret");
    }
  }
}
