package meridian.live.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import meridian.ChatRequest;
import meridian.Refusal;
import meridian.TokenUsage;
import meridian.provider.Provider;
import org.junit.jupiter.api.Test;

/// A provider that speaks Anthropic's Messages API, well and badly.
final class AnthropicTest extends ProviderBed {
  private static final String START =
      "{'type':'message_start','message':{'id':'msg_1','type':'message','model':'claude',"
          + "'usage':{'input_tokens':9,'cache_read_input_tokens':4,'output_tokens':1}}}";
  private static final String TEXT =
      "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'@'}}";
  private static final String LAST =
      "{'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':null},"
          + "'usage':{'output_tokens':2}}";
  private static final String STOP = "{'type':'message_stop'}";

  AnthropicTest() {
    super(Dialect.ANTHROPIC);
  }

  private static String event(String json) {
    int start = "{'type':'".length();
    return "event: " + json.substring(start, json.indexOf('\'', start)) + "\n" + data(json);
  }

  private static ChatRequest chat(String rest, boolean isStreamed) {
    String body = "{'model':'claude','messages':[{'role':'user','content':'hi'}]" + rest + "}";
    return new ChatRequest(parsed(body), "claude", isStreamed, true);
  }

  @Test
  void a_stream_arrives_as_chunks_and_its_tokens_are_counted() {
    Provider provider =
        provider(wire -> {
          wire.beginStream();
          wire.send(event(START) + event("{'type':'ping'}"));
          wire.send(event(TEXT.replace("@", "Hel")) + event(TEXT.replace("@", "lo")));
          wire.send(event(LAST) + event(STOP));
        });
    Read read = read(provider, streamed());
    assertThat(read.end).isInstanceOf(Provider.Piece.Done.class);
    assertThat(read.text()).isEqualTo("Hello");
    assertThat(read.chunks.completion().usage()).isEqualTo(new TokenUsage(13, 4, 2));
  }

  @Test
  void lines_may_end_in_cr_and_characters_may_be_split_between_packets() {
    Provider provider =
        provider(wire -> {
          wire.beginStream();
          String all = event(START) + event(TEXT.replace("@", "नमस्ते 🙂")) + event(LAST);
          for (byte b : (all + event(STOP)).replace('\n', '\r').getBytes(StandardCharsets.UTF_8)) {
            wire.out().write(b);
            wire.out().flush();
          }
        });
    assertThat(read(provider, streamed()).text()).isEqualTo("नमस्ते 🙂");
  }

  @Test
  void a_whole_answer_is_a_completion() {
    Provider provider =
        provider(wire ->
            wire.respond(
                "200 OK\r\nContent-Type: application/json",
                json(
                    "{'id':'msg_1','type':'message','model':'claude','content':[{'type':'text',"
                        + "'text':'Hi'}],'stop_reason':'end_turn','usage':{'input_tokens':3,"
                        + "'output_tokens':1}}")));
    Provider.Piece.Whole whole = read(provider, whole()).whole.orElseThrow();
    assertThat(whole.completion().usage()).isEqualTo(new TokenUsage(3, 0, 1));
    assertThat(whole.sizeBytes()).isGreaterThan(100);
  }

  @Test
  void the_request_goes_to_the_messages_endpoint_with_its_version_and_key() {
    ScriptedServer server =
        server(wire -> {
          wire.beginStream();
          wire.send(event(START) + event(TEXT) + event(LAST) + event(STOP));
        });
    read(provider(server, LONG), chat(",'stop':['END']", true));
    String request = server.requests().getFirst();
    assertThat(request).startsWith("POST /v1/messages HTTP/1.1\r\n");
    assertThat(request).contains("\r\nx-api-key: " + SECRET + "\r\n");
    assertThat(request).contains("\r\nanthropic-version: 2023-06-01\r\n");
    assertThat(request).doesNotContain("Authorization");
    assertThat(request)
        .endsWith(
            json(
                "{'model':'claude','max_tokens':4096,'messages':[{'role':'user','content':"
                    + "[{'type':'text','text':'hi'}]}],'stop_sequences':['END'],'stream':true}"));
  }

  @Test
  void a_request_it_cannot_express_is_refused_without_a_call() {
    ScriptedServer server = server(wire -> wire.respond("500 No", ""));
    Refusal refusal = refusal(provider(server, LONG), chat(",'seed':1", false));
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.param()).contains("seed");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void a_stream_without_its_end_is_broken() {
    for (String cut : List.of("", event(LAST), "event: message_stop\ndata: {\"type\":")) {
      Provider provider =
          provider(wire -> {
            wire.beginStream();
            wire.send(event(START) + event(TEXT) + cut);
          });
      assertBroken(read(provider, streamed()), 502, "provider_stream_broken");
    }
  }

  @Test
  void an_overload_before_the_first_word_is_a_refusal_and_after_it_breaks_the_stream() {
    String overload =
        event("{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}");
    Provider early =
        provider(wire -> {
          wire.beginStream();
          wire.send(event(START) + overload);
        });
    assertThat(refusal(early, streamed()).message()).contains("Overloaded");
    Provider late =
        provider(wire -> {
          wire.beginStream();
          wire.send(event(START) + event(TEXT) + overload + event(STOP));
        });
    assertBroken(read(late, streamed()), 502, "provider_stream_broken");
  }

  @Test
  void a_block_of_an_unknown_kind_breaks_the_stream() {
    Provider provider =
        provider(wire -> {
          wire.beginStream();
          wire.send(event(START) + event(TEXT));
          wire.send(
              event("{'type':'content_block_start','index':1,'content_block':{'type':'odd'}}"));
        });
    assertBroken(read(provider, streamed()), 502, "provider_malformed");
  }

  @Test
  void its_errors_and_its_wait_are_passed_on() {
    String error = "{'type':'error','error':{'type':'%s','message':'%s'},'request_id':'r'}";
    Provider busy =
        provider(wire ->
            wire.respond(
                "429 Too Many\r\nretry-after: 7",
                json(error.formatted("rate_limit_error", "slow down"))));
    Refusal limited = refusal(busy, streamed());
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.type()).isEqualTo("rate_limit_error");
    assertThat(limited.code()).isEqualTo("rate_limit_exceeded");
    assertThat(limited.message()).isEqualTo("slow down");
    assertThat(limited.retryAfter()).contains(Duration.ofSeconds(7));
    Provider overloaded =
        provider(wire -> wire.respond("529 Over", json(error.formatted("overloaded_error", "no"))));
    assertThat(refusal(overloaded, whole()).status()).isEqualTo(502);
    Provider wrong =
        provider(wire ->
            wire.respond("400 Bad", json(error.formatted("invalid_request_error", "too long"))));
    assertThat(refusal(wrong, whole()).message()).isEqualTo("too long");
    Provider strange =
        provider(
            wire -> wire.respond("401 No", json(error.formatted("authentication_error", SECRET))));
    assertThat(refusal(strange, whole()).code()).isEqualTo("provider_auth");
    assertThat(refusal(strange, whole()).message()).doesNotContain(SECRET);
  }

  @Test
  void an_answer_of_the_wrong_kind_is_a_502() {
    Provider page =
        provider(wire -> wire.respond("200 OK\r\nContent-Type: text/html", "<html>hi</html>"));
    assertThat(refusal(page, streamed()).code()).isEqualTo("provider_malformed");
    assertBroken(read(page, whole()), 502, "provider_malformed");
    Provider other =
        provider(wire ->
            wire.respond("200 OK\r\nContent-Type: application/json", json("{'choices':[{}]}")));
    assertBroken(read(other, whole()), 502, "provider_malformed");
  }

  @Test
  void there_are_no_embeddings() {
    ChatRequest request = ChatRequest.embeddings(parsed("{'model':'e','input':'a'}"), "e");
    Refusal refusal = refusal(provider(ProviderBed::endAtOnce), request);
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.code()).isEqualTo("unsupported_by_provider");
  }
}
