package meridian.control;

import static meridian.control.ServedGateway.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import meridian.control.ServedGateway.Answer;
import meridian.scenario.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// `POST /v1/messages` of the whole gateway, over real sockets.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MessagesEndpointTest {
  private static final String YAML =
      """
      client: {place: BOM}
      pops: [BOM]
      network: {model: real}
      kv: {model: push, lagMedian: 1ms, lagBound: 2ms, flushEvery: 0s}
      providers:
        - {name: openai, kind: modelled, region: ap-south-1, models: [gpt-4o-mini]}
      projects: {demo: {}}
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

  private Answer post(String path, String key, String body) throws IOException {
    return served.send(
        ServedGateway.post(served.frontDoor() + path, body)
            .header("x-api-key", key)
            .header("anthropic-version", "2023-06-01"));
  }

  private static String question(String text, boolean isStreamed, String rest) {
    return "{'model':'gpt-4o-mini','max_tokens':9000,'stream':%s,%s'messages':[{'role':'user','content':'%s'}]}"
        .formatted(isStreamed, rest, text)
        .replace('\'', '"');
  }

  private Answer ask(String text, boolean isStreamed) throws IOException {
    return post("/v1/messages", KEY, question(text, isStreamed, ""));
  }

  /// Asks until the PoP itself answers, some times at most: the KV takes its moment.
  private Answer askUntilEdgeHit(String text, boolean isStreamed) throws IOException {
    Answer answer = ask(text, isStreamed);
    for (int i = 0; i < 40 && !answer.header("Cache-Status").contains("edge-BOM; hit"); i++) {
      answer = ask(text, isStreamed);
    }
    assertThat(answer.header("Cache-Status")).contains("meridian-edge-BOM; hit");
    return answer;
  }

  @Test
  void a_message_is_answered_and_its_repeat_hits_at_the_edge_in_both_forms() throws Exception {
    Answer first = ask("whole", false);
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(first.body())
        .contains("\"type\":\"message\"", "\"content\":[{\"type\":\"text\"", "\"input_tokens\":");
    assertThat(first.header("X-Meridian-Cache")).isEqualTo("MISS");
    assertThat(first.header("request-id")).isEqualTo(first.header("x-request-id")).isNotEmpty();
    assertThat(askUntilEdgeHit("whole", false).body()).isEqualTo(first.body());
    Answer streamed = askUntilEdgeHit("whole", true);
    assertThat(streamed.body())
        .startsWith("event: message_start\ndata: {")
        .contains("event: content_block_delta\n", "event: message_delta\n")
        .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n")
        .doesNotContain("[DONE]");
  }

  @Test
  void a_stream_is_passed_on_as_events_and_its_hit_is_the_same_text() throws Exception {
    Answer stream = ask("flow", true);
    assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
    assertThat(stream.header("X-Meridian-Cache")).isEqualTo("MISS");
    assertThat(stream.body())
        .startsWith("event: message_start\n")
        .contains("\"output_tokens\":")
        .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    assertThat(text(askUntilEdgeHit("flow", true).body())).isEqualTo(text(stream.body()));
  }

  private static String text(String events) {
    StringBuilder text = new StringBuilder();
    for (String part : events.split("\"type\":\"text_delta\",\"text\":\"", -1)) {
      text.append(part, 0, Math.max(0, part.indexOf("\"}}")));
    }
    return text.substring(text.indexOf("}") + 1);
  }

  @Test
  void a_tool_call_comes_as_a_block() throws Exception {
    String tools =
        "'tools':[{'name':'weather','input_schema':{'type':'object','properties':{'city':"
            + "{'type':'string'}}}}],'tool_choice':{'type':'any'},";
    String body = question("tool", false, tools);
    Answer answer = post("/v1/messages", KEY, body);
    assertThat(answer.body())
        .contains("\"type\":\"tool_use\"", "\"name\":\"weather\"", "\"stop_reason\":\"tool_use\"");
  }

  @Test
  void the_same_question_in_another_api_is_another_question() throws Exception {
    Answer message = ask("who", false);
    String chat = question("who", false, "");
    Answer other = post("/v1/chat/completions", KEY, chat);
    assertThat(other.header("X-Meridian-Cache")).isEqualTo("MISS");
    assertThat(other.header("X-Meridian-Fingerprint"))
        .isNotEqualTo(message.header("X-Meridian-Fingerprint"));
    assertThat(other.body()).contains("\"object\":\"chat.completion\"");
  }

  @Test
  void refusals_have_anthropics_shape_and_the_requests_name() throws Exception {
    Answer stranger =
        post("/v1/messages", "mk_nobody000001_" + "b".repeat(32), question("x", false, ""));
    assertRefused(stranger, 401, "authentication_error");
    assertRefused(post("/v1/messages", KEY, "{}"), 400, "invalid_request_error");
    Answer unknown =
        post("/v1/messages", KEY, question("x", false, "").replace("gpt-4o-mini", "no"));
    assertRefused(unknown, 404, "not_found_error");
    assertRefused(post("/v1/messages/batches", KEY, "{}"), 404, "not_found_error");
    Answer large = post("/v1/messages", KEY, question("x".repeat(40 << 20), false, ""));
    assertRefused(large, 413, "request_too_large");
    Answer field = post("/v1/messages", KEY, question("x", false, "'container':'c',"));
    assertThat(field.body()).contains("container: expected");
  }

  @Test
  void a_provider_that_is_out_is_said_in_anthropics_shape() throws Exception {
    Fault busy = new Fault.ProviderRateLimited("openai/ap-south-1", 1, Duration.ofSeconds(3));
    gateway.perform(new Command.Inject(busy));
    try {
      Answer limited = ask("limited", false);
      assertRefused(limited, 429, "rate_limit_error");
      assertThat(limited.header("Retry-After")).isNotEmpty();
    } finally {
      gateway.perform(new Command.Heal(busy));
    }
  }

  private static void assertRefused(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body())
        .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"")
        .endsWith("\"request_id\":\"" + answer.header("request-id") + "\"}");
  }
}
