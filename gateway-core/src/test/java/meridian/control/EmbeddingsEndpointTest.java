package meridian.control;

import static meridian.control.ServedGateway.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import meridian.Await;
import meridian.Money;
import meridian.control.ServedGateway.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// `POST /v1/embeddings` of the whole gateway, over real sockets.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EmbeddingsEndpointTest {
  private static final String YAML =
      """
      client: {place: BOM}
      pops: [BOM, SIN]
      network: {model: real}
      kv: {model: push, lagMedian: 1ms, lagBound: 2ms, flushEvery: 0s}
      providers:
        - {name: openai, kind: modelled, region: ap-south-1,
           models: [gpt-4o-mini, text-embedding-3-small]}
      projects: {demo: {balance: $10, semantic: {mode: on}}}
      """;

  private ServedGateway served;
  private EmbeddedGateway gateway;

  @BeforeAll
  void start() throws IOException {
    served = ServedGateway.start(YAML);
    gateway = served.gateway();
  }

  @AfterAll
  void stop() {
    served.close();
  }

  private Answer ask(String client, String key, String body) throws IOException {
    return served.send(
        ServedGateway.post(served.frontDoor() + "/v1/embeddings", body.replace('\'', '"'))
            .header("Authorization", "Bearer " + key)
            .header("X-Meridian-Client", client));
  }

  private Answer ask(String body) throws IOException {
    return ask("BOM", KEY, body);
  }

  private static String question(String input, String more) {
    return "{'model':'text-embedding-3-small','input':" + input + more + "}";
  }

  @Test
  void a_text_is_embedded_once_and_its_repeat_hits_at_another_pop() throws Exception {
    String question = question("'hello there'", ",'dimensions':4");
    Answer first = ask(question);
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(first.body())
        .startsWith("{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,")
        .contains("\"model\":\"text-embedding-3-small\"", "\"system_fingerprint\":\"modelled\"")
        .contains("\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}");
    assertThat(first.header("X-Meridian-Cache")).isEqualTo("MISS");
    Answer hit =
        until(question, answer -> answer.header("Cache-Status").contains("meridian-edge-SIN; hit"));
    assertThat(hit.body()).isEqualTo(first.body());
    assertThat(hit.header("X-Meridian-Pop")).isEqualTo("SIN");
    assertThat(hit.header("X-Meridian-Cost-Usd")).isEqualTo("0.000000");
    assertThat(hit.header("X-Meridian-Saved-Usd")).isEqualTo("0.000001");
  }

  private Answer until(String question, Predicate<Answer> isSo) throws IOException {
    Answer[] last = {ask("SIN", KEY, question)};
    Await.until(
        "an edge hit in Singapore",
        Duration.ofSeconds(20),
        () -> {
          try {
            last[0] = ask("SIN", KEY, question);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          return isSo.test(last[0]);
        });
    return last[0];
  }

  @Test
  void form_length_and_tokens_are_questions_of_their_own() throws Exception {
    Answer floats = ask(question("'one'", ",'dimensions':2"));
    Answer base64 = ask(question("'one'", ",'dimensions':2,'encoding_format':'base64'"));
    Answer longer = ask(question("'one'", ",'dimensions':3"));
    Answer tokens = ask(question("[1,2]", ",'dimensions':2"));
    for (Answer answer : List.of(floats, base64, longer, tokens)) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.header("X-Meridian-Cache")).isEqualTo("MISS");
    }
    assertThat(floats.body()).contains("\"embedding\":[");
    assertThat(base64.body()).containsPattern("\"embedding\":\"[A-Za-z0-9+/]{11}=\"");
    assertThat(tokens.body()).contains("\"prompt_tokens\":2");
  }

  @Test
  void prompt_tokens_alone_are_paid_and_nothing_stays_reserved() throws Exception {
    Money before = available();
    Answer answer = ask(question("'" + "word ".repeat(4_000) + "'", ""));
    assertThat(answer.body()).contains("\"prompt_tokens\":5000,");
    assertThat(answer.header("X-Meridian-Cost-Usd")).isEqualTo("0.000100");
    assertThat(before.minus(available())).isEqualTo(new Money(100));
  }

  private Money available() {
    return gateway.tenants().projects().getFirst().balance().orElseThrow();
  }

  @Test
  void refusals_have_openais_shape() throws Exception {
    assertRefused(
        ask("BOM", "mk_nobody000001_" + "b".repeat(32), question("'x'", "")),
        401,
        "invalid_api_key");
    assertRefused(ask("{'model':'no-such','input':'x'}"), 404, "model_not_found");
    assertRefused(ask(question("[]", "")), 400, "empty_array");
    assertRefused(ask(question("'x'", ",'stream':true")), 400, "invalid_value");
    assertRefused(ask(question("'x'", ",'dimensions':1537")), 400, "invalid_value");
    assertRefused(ask(question("'" + "x".repeat(40_000) + "'", "")), 400, "invalid_value");
    assertRefused(ask(question("'" + "x".repeat(40 << 20) + "'", "")), 413, "request_too_large");
  }

  @Test
  void a_field_nobody_knows_bypasses_the_caches() throws Exception {
    Answer answer = ask(question("'x'", ",'truncate':'END'"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Meridian-Cache")).isEqualTo("BYPASS");
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).startsWith("{\"error\":{\"message\":\"");
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
  }
}
