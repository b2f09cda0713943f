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
import meridian.wire.Storability;
import org.junit.jupiter.api.Test;

/// A provider that speaks Google's Gemini API, well and badly.
final class GeminiTest extends ProviderBed {
  private static final String TEXT =
      "{'candidates':[{'content':{'role':'model','parts':[{'text':'@'}]},'index':0}],"
          + "'usageMetadata':{'promptTokenCount':9},'modelVersion':'g','responseId':'r1'}";
  private static final String LAST =
      "{'candidates':[{'content':{'role':'model','parts':[{'text':''}]},'finishReason':'STOP',"
          + "'index':0}],'usageMetadata':{'promptTokenCount':9,'cachedContentTokenCount':4,"
          + "'candidatesTokenCount':2,'thoughtsTokenCount':5},'modelVersion':'g',"
          + "'responseId':'r1'}";

  GeminiTest() {
    super(Dialect.GEMINI);
  }

  private static ChatRequest chat(String rest, boolean isStreamed) {
    String body = "{'model':'g','messages':[{'role':'user','content':'hi'}]" + rest + "}";
    return new ChatRequest(parsed(body), "g", isStreamed, true);
  }

  private static Json.Obj choice(Json.Obj body) {
    return (Json.Obj) body.items("choices").getFirst();
  }

  @Test
  void a_stream_ends_without_a_mark_once_it_said_why() {
    Provider provider =
        provider(wire -> {
          wire.beginStream();
          String all =
              data(TEXT.replace("@", "नम")) + data(TEXT.replace("@", "स्ते 🙂")) + data(LAST);
          for (byte b : all.replace('\n', '\r').getBytes(StandardCharsets.UTF_8)) {
            wire.out().write(b);
            wire.out().flush();
          }
        });
    Read read = read(provider, streamed());
    assertThat(read.end).isInstanceOf(Provider.Piece.Done.class);
    assertThat(read.text()).isEqualTo("नमस्ते 🙂");
    assertThat(read.chunks.completion().usage()).isEqualTo(new TokenUsage(9, 4, 7));
    assertThat(choice(read.chunks.completion().body()).text("finish_reason")).contains("stop");
  }

  @Test
  void a_stream_that_did_not_say_why_it_ended_is_broken() {
    Provider provider =
        provider(wire -> {
          wire.beginStream();
          wire.send(data(TEXT));
        });
    assertBroken(read(provider, streamed()), 502, "provider_stream_broken");
  }

  @Test
  void a_whole_answer_with_a_call_is_a_completion() {
    Provider provider =
        provider(wire ->
            wire.respond(
                "200 OK\r\nContent-Type: application/json",
                json(
                    "{'candidates':[{'content':{'parts':[{'text':'think','thought':true},"
                        + "{'text':'I look'},{'functionCall':{'name':'f','args':{'a':1}},"
                        + "'thoughtSignature':'sig'},{'functionCall':{'name':'g'}}]},"
                        + "'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':3,"
                        + "'candidatesTokenCount':1},'responseId':'r1','modelVersion':'g'}")));
    Provider.Piece.Whole whole = read(provider, whole()).whole.orElseThrow();
    assertThat(whole.completion().usage()).isEqualTo(new TokenUsage(3, 0, 1));
    assertThat(Storability.obstacle(whole.completion())).isEmpty();
    assertThat(choice(whole.completion().body()))
        .isEqualTo(
            parsed(
                "{'index':0,'message':{'role':'assistant','content':'I look','tool_calls':["
                    + "{'id':'call_r1_0_0','type':'function','function':{'name':'f','arguments':"
                    + "'{\\u0022a\\u0022:1}'},'extra_content':{'google':"
                    + "{'thought_signature':'sig'}}},{'id':'call_r1_0_1','type':'function',"
                    + "'function':{'name':'g','arguments':'{}'}}]},'logprobs':null,"
                    + "'finish_reason':'tool_calls'}"));
  }

  @Test
  void a_prompt_that_is_blocked_is_an_answer_that_is_never_stored() {
    Provider provider =
        provider(
            wire -> wire.respond("200 OK", json("{'promptFeedback':{'blockReason':'SAFETY'}}")));
    Provider.Piece.Whole whole = read(provider, whole()).whole.orElseThrow();
    assertThat(Storability.obstacle(whole.completion())).contains("finish_reason_content_filter");
  }

  @Test
  void the_model_and_the_way_of_answering_stand_in_the_path() {
    ScriptedServer server =
        server(wire -> {
          wire.beginStream();
          wire.send(data(TEXT) + data(LAST));
        });
    Provider provider = provider(server, LONG);
    read(provider, chat(",'max_tokens':5", true));
    String request = server.requests().getFirst();
    assertThat(request)
        .startsWith("POST /v1/models/g:streamGenerateContent?alt=sse HTTP/1.1\r\n")
        .contains("\r\nx-goog-api-key: " + SECRET + "\r\n")
        .doesNotContain("Authorization")
        .endsWith(
            json(
                "{'contents':[{'role':'user','parts':[{'text':'hi'}]}],"
                    + "'generationConfig':{'maxOutputTokens':5}}"));
    Refusal refusal = refusal(provider, chat(",'logprobs':true", false));
    assertThat(refusal.param()).contains("logprobs");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void its_errors_say_how_long_to_wait_and_whose_key_is_wrong() {
    Provider busy =
        provider(wire ->
            wire.respond(
                "429 Too Many",
                json(
                    "{'error':{'code':429,'message':'quota','status':'RESOURCE_EXHAUSTED',"
                        + "'details':[{'@type':'type.googleapis.com/google.rpc.RetryInfo',"
                        + "'retryDelay':'7.5s'}]}}")));
    Refusal limited = refusal(busy, streamed());
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.message()).isEqualTo("quota");
    assertThat(limited.retryAfter()).contains(Duration.ofSeconds(8));
    Provider strange =
        provider(wire ->
            wire.respond(
                "400 Bad",
                json(
                    "{'error':{'code':400,'message':'API key not valid','status':"
                        + "'INVALID_ARGUMENT','details':[{'reason':'API_KEY_INVALID'}]}}")));
    assertThat(refusal(strange, whole()).code()).isEqualTo("provider_auth");
    Provider late =
        provider(wire -> {
          wire.beginStream();
          wire.send(data(TEXT) + data("{'error':{'code':503,'message':'overloaded'}}"));
        });
    assertBroken(read(late, streamed()), 502, "provider_stream_broken");
  }

  @Test
  void an_answer_of_the_wrong_kind_is_a_502() {
    Provider page =
        provider(wire -> wire.respond("200 OK\r\nContent-Type: text/html", "<html>hi</html>"));
    assertThat(refusal(page, streamed()).code()).isEqualTo("provider_malformed");
    assertBroken(read(page, whole()), 502, "provider_malformed");
    Provider empty = provider(wire -> wire.respond("200 OK", "{}"));
    assertBroken(read(empty, whole()), 502, "provider_malformed");
  }

  @Test
  void texts_are_embedded_in_one_batch_and_vectors_take_the_form_asked_for() {
    ScriptedServer server =
        server(wire ->
            wire.respond(
                "200 OK\r\nContent-Type: application/json",
                json("{'embeddings':[{'values':[1,0.5]},{'values':[-2,0]}]}")));
    String asked = "{'model':'e','input':['a','b'],'dimensions':2,'encoding_format':'base64'}";
    Read read = read(provider(server, LONG), ChatRequest.embeddings(parsed(asked), "e"));
    assertThat(server.requests().getFirst())
        .startsWith("POST /v1/models/e:batchEmbedContents HTTP/1.1\r\n")
        .endsWith(
            json(
                "{'requests':[{'model':'models/e','content':{'parts':[{'text':'a'}]},"
                    + "'outputDimensionality':2},{'model':'models/e','content':{'parts':"
                    + "[{'text':'b'}]},'outputDimensionality':2}]}"));
    assertThat(read.whole.orElseThrow().completion().body().items("data"))
        .extracting(item -> ((Json.Obj) item).text("embedding").orElseThrow())
        .containsExactly("AACAPwAAAD8=", "AAAAwAAAAAA=");
    assertThat(read.whole.orElseThrow().completion().usage()).isEqualTo(TokenUsage.NONE);
  }

  @Test
  void tokens_and_unknown_fields_cannot_be_embedded_there() {
    Provider provider = provider(ProviderBed::endAtOnce);
    for (String asked : List.of("'input':[1,2]", "'input':'a','truncate':'END'")) {
      ChatRequest request = ChatRequest.embeddings(parsed("{'model':'e'," + asked + "}"), "e");
      Refusal refusal = refusal(provider, request);
      assertThat(refusal.status()).isEqualTo(400);
      assertThat(refusal.code()).isEqualTo("unsupported_by_provider");
    }
  }
}
