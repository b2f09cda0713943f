package meridian.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.TokenUsage;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;

class StreamRenderingTest {
  private static final String WHOLE =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"gpt-4o-mini",
       "choices":[{"index":0,"message":{"role":"assistant","content":"Hello, wörld 𝄞!",
       "refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],
       "usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13,
       "prompt_tokens_details":{"cached_tokens":3}},
       "service_tier":"default","system_fingerprint":"fp_1","vendor_extra":{"a":[1,2.50]}}
      """;

  @Test
  void a_stream_begins_with_the_role_and_ends_with_the_reason_and_the_usage() {
    List<Json.Obj> chunks = StreamRendering.chunks(completion(WHOLE), true, 2048);

    assertThat(chunks).hasSize(4);
    assertThat(text(chunks.get(0)))
        .isEqualTo(
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                + "\"model\":\"gpt-4o-mini\",\"service_tier\":\"default\","
                + "\"system_fingerprint\":\"fp_1\",\"choices\":[{\"index\":0,\"delta\":{"
                + "\"role\":\"assistant\",\"content\":\"\",\"refusal\":null,\"annotations\":[]},"
                + "\"logprobs\":null,\"finish_reason\":null}],\"usage\":null,"
                + "\"vendor_extra\":{\"a\":[1,2.50]}}");
    assertThat(text(chunks.get(1))).contains("\"delta\":{\"content\":\"Hello, wörld 𝄞!\"}");
    assertThat(text(chunks.get(2))).contains("\"delta\":{}", "\"finish_reason\":\"stop\"");
    assertThat(text(chunks.get(3))).contains("\"choices\":[]", "\"prompt_tokens\":9");
  }

  @Test
  void without_the_option_nothing_says_usage() {
    assertThat(StreamRendering.chunks(completion(WHOLE), false, 2048))
        .hasSize(3)
        .noneMatch(chunk -> chunk.has("usage"));
  }

  @Test
  void surrogate_pairs_are_never_cut() {
    List<Json.Obj> chunks = StreamRendering.chunks(completion(WHOLE), true, 2);

    for (Json.Obj chunk : chunks) {
      String content =
          chunk.items("choices").isEmpty()
              ? ""
              : ((Json.Obj) chunk.items("choices").getFirst())
                  .object("delta")
                  .flatMap(delta -> delta.text("content"))
                  .orElse("");
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(content)).isTrue();
    }
    assertThat(assemble(chunks)).isEqualTo(completion(WHOLE));
  }

  @Test
  void a_client_gets_no_usage_it_did_not_ask_for() {
    List<Json.Obj> chunks = StreamRendering.chunks(completion(WHOLE), true, 2048);
    ChatRequest plain = new ChatRequest(Json.Obj.empty(), "m", true, false);
    ChatRequest curious = new ChatRequest(Json.Obj.empty(), "m", true, true);

    assertThat(chunks.stream().flatMap(c -> StreamRendering.forClient(c, plain).stream()))
        .hasSize(3)
        .noneMatch(chunk -> chunk.has("usage"));
    assertThat(chunks.stream().flatMap(c -> StreamRendering.forClient(c, curious).stream()))
        .isEqualTo(chunks);
  }

  @Test
  void tool_calls_come_one_by_one_and_are_put_together_by_index() {
    Completion whole =
        completion(
            """
            {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
            "message":{"role":"assistant","content":null,"tool_calls":[
            {"id":"call_1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},
            {"id":"call_2","type":"function","function":{"name":"g","arguments":""}}],
            "refusal":null},"finish_reason":"tool_calls"}],
            "usage":{"prompt_tokens":1,"completion_tokens":1}}
            """);

    List<Json.Obj> chunks = StreamRendering.chunks(whole, true, 3);

    assertThat(text(chunks.get(1)))
        .contains(
            "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}");
    assertThat(assemble(chunks)).isEqualTo(whole);
  }

  @Test
  void providers_that_repeat_names_and_interleave_calls_are_understood() {
    ChunkAssembler assembler = new ChunkAssembler(10_000);
    for (String call :
        new String[] {
          "{\"index\":1,\"id\":\"b\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"[\"}}",
          "{\"index\":0,\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}",
          "{\"index\":1,\"id\":\"\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"]\"}}",
          "{\"index\":0,\"type\":\"function\",\"function\":{\"arguments\":\"}\"}}"
        }) {
      assembler.add(
          json(
              "{\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":["
                  + call
                  + "]},\"finish_reason\":null}]}"),
          10);
    }
    assertThat(assembler.isComplete()).isFalse();
    assembler.add(
        json("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}"), 10);

    assertThat(assembler.isComplete()).isTrue();
    assertThat(text(assembler.completion().body()))
        .contains(
            "[{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                + "{\"id\":\"b\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"[]\"}}]");
    assertThat(assembler.usage()).isEmpty();
    assertThat(Storability.obstacle(assembler.completion())).contains("tool_arguments_malformed");
  }

  @Test
  void an_oversized_stream_is_no_completion() {
    ChunkAssembler assembler = new ChunkAssembler(10);
    assembler.add(json("{\"choices\":[]}"), 10);
    assertThat(assembler.isOversized()).isFalse();

    assembler.add(json("{\"choices\":[]}"), 1);

    assertThat(assembler.isOversized()).isTrue();
  }

  @Test
  void only_answers_that_ended_by_themselves_are_stored() {
    assertThat(Storability.obstacle(completion(WHOLE))).isEmpty();
    for (String reason : new String[] {"length", "content_filter", "error"}) {
      assertThat(Storability.obstacle(completion(WHOLE.replace("\"stop\"", '"' + reason + '"'))))
          .as(reason)
          .isPresent();
    }
    assertThat(Storability.obstacle(completion(WHOLE.replace("\"stop\"", "null"))))
        .contains("finish_reason_missing");
    assertThat(Storability.obstacle(completion("{\"choices\":[]}"))).contains("no_choices");
  }

  @Test
  void usage_that_a_provider_got_wrong_never_fails() {
    assertThat(
            TokenUsages.of(
                json(
                    "{\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":-1,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":9}}}")))
        .contains(new TokenUsage(5, 5, 0));
    assertThat(TokenUsages.of(json("{\"usage\":null}"))).isEmpty();
  }

  @Test
  void what_is_rendered_is_assembled_to_what_it_was() {
    for (int seed = 1; seed <= 300; seed++) {
      Dice dice = new Dice(seed);
      Completion whole = randomCompletion(dice);
      List<Json.Obj> chunks = StreamRendering.chunks(whole, true, 2 + dice.nextInt(20));

      assertThat(assemble(chunks)).as("seed %d", seed).isEqualTo(whole);
    }
  }

  private static Completion randomCompletion(Dice dice) {
    List<Json> choices = new ArrayList<>();
    int n = 1 + dice.nextInt(3);
    boolean hasLogprobs = dice.chance(0.5);
    for (int i = 0; i < n; i++) {
      Json.Obj message = Json.Obj.of("role", new Json.Text("assistant"));
      boolean hasCalls = dice.chance(0.4);
      message =
          message.with(
              "content", hasCalls && dice.chance(0.7) ? Json.Null.NULL : randomText(dice, 60));
      if (hasCalls) {
        List<Json> calls = new ArrayList<>();
        for (int c = 0; c <= dice.nextInt(4); c++) {
          Json.Obj function =
              Json.Obj.of("name", new Json.Text("f" + c)).with("arguments", randomText(dice, 40));
          calls.add(
              Json.Obj.of("id", new Json.Text("call_" + c))
                  .with("type", "function")
                  .with("function", function));
        }
        message = message.with("tool_calls", new Json.Arr(calls));
      }
      if (dice.chance(0.7)) {
        message = message.with("refusal", dice.chance(0.5) ? Json.Null.NULL : randomText(dice, 20));
      }
      if (dice.chance(0.5)) {
        message = message.with("reasoning_content", randomText(dice, 30));
      }
      Json.Obj choice = Json.Obj.of("index", Json.Num.of(i)).with("message", message);
      if (hasLogprobs) {
        choice = choice.with("logprobs", randomLogprobs(dice));
      }
      choice = choice.with("finish_reason", hasCalls ? "tool_calls" : "stop");
      if (dice.chance(0.3)) {
        choice = choice.with("vendor", Json.Obj.of("score", new Json.Num("0.50")));
      }
      choices.add(choice);
    }
    Json.Obj usage = Json.Obj.of("prompt_tokens", Json.Num.of(7)).with("completion_tokens", 3);
    Json.Obj body =
        Json.Obj.of("id", new Json.Text("chatcmpl-9"))
            .with("object", "chat.completion")
            .with("created", 1)
            .with("model", "m")
            .with("choices", new Json.Arr(choices))
            .with("usage", usage);
    if (dice.chance(0.5)) {
      body =
          body.with("system_fingerprint", dice.chance(0.3) ? Json.Null.NULL : randomText(dice, 5));
    }
    if (dice.chance(0.3)) {
      body = body.with("extension", new Json.Arr(List.of(Json.Bool.TRUE, Json.Null.NULL)));
    }
    return new Completion(body, new TokenUsage(7, 0, 3));
  }

  private static Json randomLogprobs(Dice dice) {
    if (dice.chance(0.3)) {
      return Json.Null.NULL;
    }
    List<Json> tokens = new ArrayList<>();
    for (int i = 0; i <= dice.nextInt(4); i++) {
      tokens.add(
          Json.Obj.of("token", randomText(dice, 4)).with("logprob", new Json.Num("-0.1" + i)));
    }
    return Json.Obj.of("content", new Json.Arr(tokens)).with("refusal", Json.Null.NULL);
  }

  private static Json.Text randomText(Dice dice, int maxLength) {
    StringBuilder text = new StringBuilder();
    int length = dice.nextInt(maxLength);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint("aé\"\n\\𝄞 {".codePointAt(dice.chance(0.2) ? 5 : dice.nextInt(5)));
    }
    return new Json.Text(text.toString());
  }

  private static Completion assemble(List<Json.Obj> chunks) {
    ChunkAssembler assembler = new ChunkAssembler(1 << 20);
    for (Json.Obj chunk : chunks) {
      assembler.add(chunk, JsonWriter.sizeBytes(chunk));
    }
    assertThat(assembler.isComplete()).isTrue();
    return assembler.completion();
  }

  private static Completion completion(String text) {
    Json.Obj body = json(text);
    return new Completion(body, TokenUsages.of(body).orElse(TokenUsage.NONE));
  }

  private static Json.Obj json(String text) {
    try {
      return JsonReader.readObject(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJson e) {
      throw new AssertionError(text, e);
    }
  }

  private static String text(Json json) {
    return JsonWriter.text(json);
  }
}
