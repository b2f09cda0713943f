package meridian.live.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import meridian.ChatRequest;
import meridian.Json;
import meridian.Refusal;
import meridian.Stage;
import meridian.TokenUsage;
import meridian.live.time.SystemWorld;
import meridian.provider.Provider;
import meridian.time.Deadline;
import meridian.time.Interruption;
import meridian.time.Mailbox;
import meridian.time.Tasks;
import meridian.wire.ChunkAssembler;
import meridian.wire.JsonReader;
import meridian.wire.MalformedJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A real client against a loopback server that misbehaves on purpose. Long deadlines never pass in
/// these tests; short ones are only ever waited for.
final class OpenAiCompatibleTest {
  private static final String SECRET = "sk-test-do-not-show";
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String CHUNK =
      "{'id':'c1','object':'chat.completion.chunk','created':1,'model':'m','choices':"
          + "[{'index':0,'delta':{'content':'@'},'finish_reason':null}]}";
  private static final String LAST =
      "{'id':'c1','object':'chat.completion.chunk','created':1,'model':'m','choices':"
          + "[{'index':0,'delta':{},'finish_reason':'stop'}]}";
  private static final String USAGE =
      "{'id':'c1','object':'chat.completion.chunk','created':1,'model':'m','choices':[],"
          + "'usage':{'prompt_tokens':9,'completion_tokens':2,'total_tokens':11}}";

  private final SystemWorld world = new SystemWorld();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    world.close();
  }

  @Test
  void a_stream_arrives_chunk_by_chunk_and_is_done() {
    Provider provider =
        provider(wire -> {
          wire.beginStream();
          wire.send(data(CHUNK.replace("@", "Hel")) + data(CHUNK.replace("@", "lo")));
          wire.send(data(LAST) + data(USAGE) + "data: [DONE]\n\n");
        });
    Read read = read(provider, streamed());
    assertThat(read.end).isInstanceOf(Provider.Piece.Done.class);
    assertThat(read.chunks.completion().usage()).isEqualTo(new TokenUsage(9, 0, 2));
    assertThat(read.text()).isEqualTo("Hello");
  }

  @Test
  void lines_may_end_in_cr_and_characters_may_be_split_between_packets() {
    Provider provider =
        provider(wire -> {
          wire.beginStream();
          byte[] event =
              data(CHUNK.replace("@", "नमस्ते 🙂"))
                  .replace('\n', '\r')
                  .getBytes(StandardCharsets.UTF_8);
          for (byte b : event) {
            wire.out().write(b);
            wire.out().flush();
          }
          wire.send(": keep-alive\r\rdata: [DONE]\r\r");
        });
    Read read = read(provider, streamed());
    assertThat(read.end).isInstanceOf(Provider.Piece.Done.class);
    assertThat(read.text()).isEqualTo("नमस्ते 🙂");
  }

  @Test
  void a_whole_answer_is_read_with_its_usage() {
    Provider provider =
        provider(wire ->
            wire.respond(
                "200 OK\r\nContent-Type: application/json",
                json(
                    "{'id':'c','choices':[{'index':0,'message':{'content':'Hi'}}],"
                        + "'usage':{'prompt_tokens':3,'completion_tokens':1}}")));
    Read read = read(provider, whole());
    assertThat(read.end).isInstanceOf(Provider.Piece.Done.class);
    assertThat(read.whole.orElseThrow().completion().usage()).isEqualTo(new TokenUsage(3, 0, 1));
  }

  @Test
  void the_provider_sees_the_operators_headers_and_the_clients_body_only() {
    ScriptedServer server = server(OpenAiCompatibleTest::endAtOnce);
    Json.Obj body =
        parsed(
            "{'model':'m','messages':[],'temperature':0.5,'base_url':'http://evil',"
                + "'extra_headers':{'x-evil':'1'},'stream_options':{'future':1}}");
    read(provider(server, LONG), new ChatRequest(body, "m", true, false));
    String request = server.requests().getFirst();
    assertThat(request).startsWith("POST /v1/chat/completions HTTP/1.1\r\n");
    assertThat(request).contains("\r\nAuthorization: Bearer " + SECRET + "\r\n");
    assertThat(request).contains("\r\nUser-Agent: meridian/test\r\n");
    assertThat(request)
        .endsWith(
            json(
                "{'model':'m','messages':[],'temperature':0.5,"
                    + "'stream_options':{'future':1,'include_usage':true},'stream':true}"));
  }

  @Test
  void a_stream_without_its_end_is_broken() {
    Provider provider =
        provider(wire -> {
          wire.beginStream();
          wire.send(data(CHUNK) + data(LAST));
        });
    assertBroken(read(provider, streamed()), 502, "provider_stream_broken");
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
  void an_error_in_mid_stream_breaks_it_and_is_handed_on() {
    Provider provider =
        provider(wire -> {
          wire.beginStream();
          wire.send(data(CHUNK));
          wire.send(data("{'error':{'message':'overloaded','type':'server_error'}}"));
        });
    Read read = read(provider, streamed());
    assertBroken(read, 502, "provider_stream_broken");
    Provider.Piece.Broken broken = (Provider.Piece.Broken) read.end;
    assertThat(broken.refusal().message()).contains("overloaded");
    assertThat(broken.providerError().orElseThrow().object("error")).isPresent();
  }

  @Test
  void an_error_before_the_first_chunk_is_a_refusal() {
    Provider provider =
        provider(wire -> {
          wire.beginStream();
          wire.send(data("{'error':{'message':'no capacity'}}"));
        });
    assertThat(refusal(provider, streamed()).status()).isEqualTo(502);
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
  void an_event_that_is_no_json_breaks_the_stream() {
    for (String event : List.of("data: <html>\n\n", "data: 7\n\n", "data: {\"a\":\n\n")) {
      Provider provider =
          provider(wire -> {
            wire.beginStream();
            wire.send(data(CHUNK) + event);
          });
      assertBroken(read(provider, streamed()), 502, "provider_malformed");
    }
  }

  @Test
  void a_rate_limit_is_passed_on_with_its_retry_after() {
    Provider provider =
        provider(wire ->
            wire.respond(
                "429 Too Many Requests\r\nRetry-After: 7",
                json(
                    "{'error':{'message':'slow down','type':'requests',"
                        + "'code':'rate_limit_exceeded'}}")));
    Refusal refusal = refusal(provider, streamed());
    assertThat(refusal.status()).isEqualTo(429);
    assertThat(refusal.code()).isEqualTo("rate_limit_exceeded");
    assertThat(refusal.message()).isEqualTo("slow down");
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(refusal.mayRetry()).isTrue();
  }

  @Test
  void a_wrong_request_is_passed_on_in_the_providers_words() {
    Provider provider =
        provider(wire ->
            wire.respond(
                "400 Bad Request",
                json(
                    "{'error':{'message':'too long','type':'invalid_request_error',"
                        + "'code':'context_length_exceeded','param':'messages'}}")));
    Refusal refusal = refusal(provider, whole());
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.code()).isEqualTo("context_length_exceeded");
    assertThat(refusal.param()).contains("messages");
    assertThat(refusal.mayRetry()).isFalse();
  }

  @Test
  void a_refused_gateway_key_is_not_the_clients_fault_and_is_not_shown() {
    for (String head : List.of("401 Unauthorized", "403 Forbidden")) {
      Provider provider =
          provider(wire ->
              wire.respond(
                  head, json("{'error':{'message':'Incorrect API key: " + SECRET + "'}}")));
      Refusal refusal = refusal(provider, whole());
      assertThat(refusal.status()).isEqualTo(502);
      assertThat(refusal.code()).isEqualTo("provider_auth");
      assertThat(refusal.message()).doesNotContain(SECRET);
    }
  }

  @Test
  void a_key_that_a_provider_repeats_is_taken_out() {
    Provider provider =
        provider(wire ->
            wire.respond("422 No", json("{'error':{'message':'bad " + SECRET + " header'}}")));
    assertThat(refusal(provider, whole()).message()).isEqualTo("bad [key] header");
  }

  @Test
  void a_page_of_html_instead_of_an_answer_is_a_502() {
    Provider failing = provider(wire -> wire.respond("502 Bad Gateway", "<html>nginx</html>"));
    assertThat(refusal(failing, streamed()).code()).isEqualTo("provider_error");
    Provider confused =
        provider(wire -> wire.respond("200 OK\r\nContent-Type: text/html", "<html>welcome</html>"));
    assertThat(refusal(confused, streamed()).code()).isEqualTo("provider_malformed");
    assertBroken(read(confused, whole()), 502, "provider_malformed");
  }

  @Test
  void a_redirect_is_not_followed() {
    ScriptedServer elsewhere = server(OpenAiCompatibleTest::endAtOnce);
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
    Provider provider = provider(OpenAiCompatibleTest::endAtOnce);
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
      assertThatThrownBy(() -> OpenAiTarget.of("t", URI.create(url), ProviderKey.none()))
          .as(url)
          .hasMessageContaining("expected a base URL")
          .hasMessageNotContaining("secret");
    }
  }

  private static void endAtOnce(ScriptedServer.Wire wire) throws IOException {
    wire.beginStream();
    wire.send(data(CHUNK) + data(LAST) + "data: [DONE]\n\n");
  }

  private static final class Read {
    final ChunkAssembler chunks = new ChunkAssembler(1 << 20);
    Optional<Provider.Piece.Whole> whole = Optional.empty();
    Provider.Piece end = new Provider.Piece.Done();
    meridian.StageTimes times = meridian.StageTimes.NONE;

    String text() {
      Json.Obj choice = (Json.Obj) chunks.completion().body().items("choices").getFirst();
      return choice.object("message").flatMap(message -> message.text("content")).orElseThrow();
    }
  }

  private Read read(Provider provider, ChatRequest request) {
    Provider.Answer answer = provider.open(request, in(LONG));
    assertThat(answer).isInstanceOf(Provider.Answer.Answering.class);
    Read read = new Read();
    try (Provider.Stream stream = ((Provider.Answer.Answering) answer).stream()) {
      while (true) {
        Provider.Piece piece = stream.next(in(LONG));
        switch (piece) {
          case Provider.Piece.Chunk chunk -> read.chunks.add(chunk.chunk(), chunk.sizeBytes());
          case Provider.Piece.Whole all -> read.whole = Optional.of(all);
          case Provider.Piece.Done _, Provider.Piece.Broken _ -> {
            read.end = piece;
            read.times = stream.times();
            return read;
          }
        }
      }
    }
  }

  private Refusal refusal(Provider provider, ChatRequest request) {
    Provider.Answer answer = provider.open(request, in(LONG));
    assertThat(answer).isInstanceOf(Provider.Answer.Refusing.class);
    return ((Provider.Answer.Refusing) answer).refusal();
  }

  private static void assertBroken(Read read, int status, String code) {
    assertThat(read.end)
        .isInstanceOfSatisfying(
            Provider.Piece.Broken.class,
            broken -> {
              assertThat(broken.refusal().status()).isEqualTo(status);
              assertThat(broken.refusal().code()).isEqualTo(code);
            });
  }

  private Deadline in(Duration wait) {
    return Deadline.in(wait, world.nanos());
  }

  private ScriptedServer server(ScriptedServer.Script script) {
    ScriptedServer server = new ScriptedServer(script);
    open.add(server);
    return server;
  }

  private Provider provider(ScriptedServer.Script script) {
    return provider(server(script), LONG);
  }

  private Provider provider(ScriptedServer server, Duration patience) {
    return provider(server.baseUrl(), patience);
  }

  private Provider provider(URI url, Duration patience) {
    OpenAiTarget.Limits usual = OpenAiTarget.Limits.USUAL;
    OpenAiTarget.Limits limits =
        new OpenAiTarget.Limits(
            LONG, patience, patience, LONG, usual.maxAnswerBytes(), usual.maxEventBytes());
    ProviderKey key =
        ProviderKey.fromEnvironment(
            "KEY", name -> Optional.ofNullable(Map.of("KEY", SECRET).get(name)));
    OpenAiCompatible provider =
        new OpenAiCompatible(
            new OpenAiTarget("test/loopback", url, key, limits), "meridian/test", world);
    open.add(provider);
    return provider;
  }

  private static ChatRequest streamed() {
    return new ChatRequest(parsed("{'model':'m','messages':[]}"), "m", true, true);
  }

  private static ChatRequest whole() {
    return new ChatRequest(parsed("{'model':'m','messages':[]}"), "m", false, false);
  }

  private static String data(String event) {
    return "data: " + json(event) + "\n\n";
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static Json.Obj parsed(String text) {
    try {
      return JsonReader.readObject(json(text).getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJson e) {
      throw new AssertionError(text, e);
    }
  }
}
