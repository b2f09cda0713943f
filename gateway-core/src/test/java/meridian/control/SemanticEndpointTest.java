package meridian.control;

import static meridian.control.ServedGateway.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import meridian.Await;
import meridian.control.ServedGateway.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The semantic cache of a whole gateway, over real sockets and with the real embedding model.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SemanticEndpointTest {
  private static final String YAML =
      """
      client: {place: BOM}
      pops: [BOM]
      network: {model: real}
      providers:
        - {name: openai, kind: modelled, region: ap-south-1, models: [gpt-4o-mini]}
      projects:
        demo: {balance: $10, semantic: {mode: on, threshold: 0.85}}
      """;

  private ServedGateway served;

  @BeforeAll
  void start() throws Exception {
    served = ServedGateway.start(YAML);
    awaitModel();
  }

  @AfterAll
  void stop() {
    served.close();
  }

  /// The model is read in the background; until then every look-up is skipped.
  private void awaitModel() {
    int[] asked = {0};
    Await.until(
        "the embedding model is loaded",
        Duration.ofSeconds(60),
        () -> {
          try {
            String of = " of box " + asked[0]++ + "?";
            ask("What is the colour" + of);
            return isSimilar(ask("Which colour is that" + of))
                || isSimilar(ask("What is the color" + of));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static boolean isSimilar(Answer answer) {
    return answer.header("X-Meridian-Cache").equals("SEMANTIC-HIT");
  }

  private Answer ask(String text, String... more) throws IOException {
    String body =
        "{\"model\":\"gpt-4o-mini\",\"temperature\":0,\"messages\":["
            + String.join("", more)
            + "{\"role\":\"user\",\"content\":\""
            + text
            + "\"}]}";
    return served.send(
        ServedGateway.post(served.frontDoor() + "/v1/chat/completions", body)
            .header("Authorization", "Bearer " + KEY));
  }

  @Test
  void the_same_question_in_other_words_gets_the_answer_and_costs_nothing() throws Exception {
    Answer first = ask("How do I reset my password?");
    assertThat(first.header("X-Meridian-Cache")).isEqualTo("MISS");
    Answer second = ask("How can I reset my password?");
    assertThat(second.header("X-Meridian-Cache")).isEqualTo("SEMANTIC-HIT");
    assertThat(second.header("Cache-Status")).contains("detail=semantic");
    assertThat(second.header("X-Meridian-Cost-Usd")).isEqualTo("0.000000");
    assertThat(second.header("X-Meridian-Saved-Usd"))
        .isEqualTo(first.header("X-Meridian-Cost-Usd"));
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void what_only_looks_alike_does_not() throws Exception {
    ask("How do I turn on the lamp in room 12?");
    for (String other :
        List.of(
            "How do I turn off the lamp in room 12?",
            "How do I turn on the lamp in room 21?",
            "How do I not turn on the lamp in room 12?")) {
      assertThat(ask(other).header("X-Meridian-Cache")).as(other).isEqualTo("MISS");
    }
  }

  @Test
  void the_same_words_after_another_system_prompt_do_not() throws Exception {
    String system = "{\"role\":\"system\",\"content\":\"Answer as a pirate.\"},";
    ask("Where can I buy a new ship?");
    assertThat(ask("Where may I buy a new ship?", system).header("X-Meridian-Cache"))
        .isEqualTo("MISS");
    assertThat(isSimilar(ask("Where could I buy a new ship?"))).isTrue();
  }
}
