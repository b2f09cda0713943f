package meridian.live.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import meridian.ChatRequest;
import meridian.Json;
import meridian.Refusal;
import meridian.TokenUsage;
import meridian.provider.Provider;
import meridian.wire.JsonWriter;
import org.junit.jupiter.api.Test;

/// What a provider that speaks OpenAI's API says, and what its errors become.
final class OpenAiCompatibleTest extends ProviderBed {
  OpenAiCompatibleTest() {
    super(Dialect.OPENAI);
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
    ScriptedServer server = server(ProviderBed::endAtOnce);
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

  private static ChatRequest embeddings(String input) {
    return ChatRequest.embeddings(
        parsed("{'model':'e','input':" + input + ",'dimensions':2,'api_key':'x'}"), "e");
  }

  @Test
  void embeddings_pass_as_they_are() {
    ScriptedServer server =
        server(wire ->
            wire.respond(
                "200 OK\r\nContent-Type: application/json",
                json(
                    "{'object':'list','data':[{'object':'embedding','index':0,'embedding':"
                        + "[0.1,-2.5e-9]},{'index':1,'embedding':'AACAPwAAAEA='}],'model':'e',"
                        + "'usage':{'prompt_tokens':5,'total_tokens':5},'novel':1}")));
    Read read = read(provider(server, LONG), embeddings("['a','b']"));
    assertThat(server.requests().getFirst())
        .startsWith("POST /v1/embeddings HTTP/1.1\r\n")
        .endsWith(json("{'model':'e','input':['a','b'],'dimensions':2}"));
    assertThat(read.whole.orElseThrow().completion().usage()).isEqualTo(new TokenUsage(5, 0, 0));
    assertThat(JsonWriter.text(read.whole.orElseThrow().completion().body()))
        .contains("[0.1,-2.5e-9]", "\"novel\":1");
  }

  @Test
  void a_list_with_too_few_embeddings_or_none_that_are_vectors_is_unreadable() {
    for (String data : List.of("[]", "[{'embedding':[1]}]", "[{'embedding':[1]},{'index':1}]")) {
      Provider provider =
          provider(wire ->
              wire.respond(
                  "200 OK\r\nContent-Type: application/json", json("{'data':" + data + "}")));
      assertBroken(read(provider, embeddings("['a','b']")), 502, "provider_malformed");
    }
  }
}
