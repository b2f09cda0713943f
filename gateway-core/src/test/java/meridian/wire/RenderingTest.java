package meridian.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.TokenUsage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RenderingTest {
  private static final TokenUsage USAGE = new TokenUsage(3, 1, 2);

  /// Answers with what a second reading could lose: a number's own text, a lone surrogate, members
  /// that nobody knows, no id, tool calls.
  static Stream<String> answers() {
    String content =
        """
        {"id": "c1", "object": "chat.completion", "created": 1, "model": "m", "x": [1.50, 1e400, {}],
         "choices": [{"index": 0, "finish_reason": "stop",
                      "message": {"role": "assistant", "content": %s}}]}
        """;
    return Stream.of(
        content.formatted("\"four\""),
        content.formatted("\"half a pair: \\ud83d\""),
        content.formatted("\"é → 🌍 \\u0000 \\\" \\\\\""),
        content.formatted(
            "null, \"tool_calls\": [{\"id\": \"t\", \"type\": \"function\","
                + " \"function\": {\"name\": \"f\", \"arguments\": \"{}\"}}]"),
        content.formatted("\"\"").replace("\"id\": \"c1\", ", ""));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void a_packed_answer_leaves_in_every_form_as_the_answer_itself(String text) throws Exception {
    Json.Obj body = (Json.Obj) JsonReader.readAnswer(text.getBytes(StandardCharsets.UTF_8));
    Completion plain = new Completion(body, USAGE);
    Completion packed = Rendering.packed(new Completion(body, USAGE));

    assertThat(packed.body()).isEqualTo(body);
    assertThat(packed.id()).isEqualTo(plain.id());
    assertThat(packed.usage()).isEqualTo(USAGE);
    assertThat(packed).isEqualTo(plain).hasSameHashCodeAs(plain);
    for (String request :
        new String[] {
          "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]}",
          "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]}"
        }) {
      ChatRequest asked = request(request);
      assertThat(Rendering.of(asked, packed)).isEqualTo(Rendering.of(asked, plain));
    }
  }

  private static ChatRequest request(String json) {
    return ((ChatRequests.Reading.Accepted)
            ChatRequests.read(json.getBytes(StandardCharsets.UTF_8)))
        .request();
  }
}
