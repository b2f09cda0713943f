package meridian.console.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Json;
import meridian.PopId;
import meridian.console.format.JsonText;
import meridian.console.sample.SampleGateway;
import meridian.console.sample.SamplePlaces;
import meridian.console.sample.SampleSnapshots;
import meridian.control.Description;
import org.junit.jupiter.api.Test;

final class TrafficModelTest {
  private final Description about = SamplePlaces.description();
  private final SampleGateway gateway = new SampleGateway(SampleSnapshots.busy());
  private final List<Runnable> handed = new ArrayList<>();
  private final TrafficModel model = new TrafficModel(about, handed::add);

  private void handOver() {
    List<Runnable> tasks = List.copyOf(handed);
    handed.clear();
    tasks.forEach(Runnable::run);
  }

  @Test
  void a_trial_goes_to_the_nearest_pop_unless_one_is_chosen() {
    model.clientProperty().set("BLR");
    assertThat(model.draft().trial(about).pop()).isEqualTo(new PopId("MAA"));

    model.popProperty().set(Optional.of(new PopId("FRA")));
    assertThat(model.draft().trial(about).pop()).isEqualTo(new PopId("FRA"));
  }

  @Test
  void what_the_gateway_calls_back_is_seen_only_after_it_was_handed_over() {
    Attempt attempt = model.send(gateway::send).orElseThrow();
    gateway.answer();

    assertThat(attempt.phaseProperty().get()).isInstanceOf(Attempt.Phase.Sending.class);

    handOver();
    assertThat(attempt.phaseProperty().get()).isEqualTo(new Attempt.Phase.Done(14_200_000));
    assertThat(attempt.answerProperty().get()).isEqualTo("The edge answers.");
    assertThat(attempt.headers().get("x-meridian-cache")).isEqualTo("HIT");
  }

  @Test
  void its_stages_are_found_in_a_later_snapshot() {
    Attempt attempt = model.send(gateway::send).orElseThrow();
    gateway.answer();
    handOver();
    assertThat(attempt.timelineProperty().get()).isEmpty();

    model.show(gateway.snapshot());
    assertThat(attempt.timelineProperty().get()).contains(gateway.snapshot().recent().getFirst());
  }

  @Test
  void an_empty_prompt_is_not_sent() {
    model.promptProperty().set("  ");

    assertThat(model.send(gateway::send)).isEmpty();
    assertThat(gateway.sent).isEmpty();
    assertThat(model.draft().problem(about)).contains("Write a prompt to send.");
  }

  @Test
  void the_body_is_json_whatever_the_prompt_holds() {
    model.promptProperty().set("say \"hi\" \\ \n\t\u0001 it's 😀");
    model.temperatureProperty().set(Optional.of(0.7));

    Optional<Json.Obj> body = JsonText.read(model.draft().body()).map(Json.Obj.class::cast);
    assertThat(body.flatMap(b -> ((Json.Obj) b.items("messages").getFirst()).text("content")))
        .contains("say \"hi\" \\ \n\t\u0001 it's 😀");
    assertThat(body.map(b -> b.isTrue("stream"))).contains(true);
  }

  @Test
  void a_quote_in_the_prompt_cannot_leave_the_shells_quotes() {
    model.promptProperty().set("it's; rm -rf /");

    assertThat(model.draft().curl(about, "K")).contains("it'\\''s; rm -rf /").endsWith("}'");
  }

  @Test
  void the_screen_shows_only_the_public_half_of_the_key() {
    assertThat(model.maskedKey()).startsWith("mk_demo0demo0de_").doesNotContain("x7k2");
    assertThat(model.key()).contains("x7k2");
    for (Snippet snippet : Snippet.values()) {
      assertThat(snippet.filled(about, model.maskedKey()))
          .contains("http://127.0.0.1:8080/v1")
          .doesNotContain("x7k2");
    }
  }

  @Test
  void the_articles_mix_weighs_india_with_40_of_100() {
    assertThat(model.plan().orElseThrow().sharesByPlace())
        .satisfies(weights -> {
          assertThat(weights.values().stream().mapToDouble(Double::doubleValue).sum())
              .isCloseTo(100, org.assertj.core.data.Offset.offset(1e-9));
          assertThat(
                  List.of("BOM", "DEL", "MAA").stream()
                      .mapToDouble(code -> weights.getOrDefault(code, 0.0))
                      .sum())
              .isCloseTo(40, org.assertj.core.data.Offset.offset(1e-9));
        });
  }

  @Test
  void without_any_share_there_is_no_plan() {
    for (PlaceGroup group : PlaceGroup.values()) {
      model.percent(group).set(0);
    }
    assertThat(model.plan()).isEmpty();
  }

  @Test
  void the_oldest_attempt_is_forgotten_at_the_bound() {
    for (int i = 0; i <= TrafficModel.HISTORY; i++) {
      model.send(gateway::send);
    }
    assertThat(model.attempts()).hasSize(TrafficModel.HISTORY);
  }

  @Test
  void a_stream_cut_anywhere_gives_the_same_words() {
    String body =
        String.join(
            "\n\n",
            "data: {\"choices\":[{\"delta\":{\"content\":\"Grüße, \"}}]}",
            "data: {\"choices\":[{\"delta\":{\"content\":\"Welt\"}}]}\r",
            "data: [DONE]",
            "");
    for (int cut = 0; cut <= body.length(); cut++) {
      AnswerText text = new AnswerText("text/event-stream; charset=utf-8");
      text.add(body.substring(0, cut));
      text.add(body.substring(cut));
      assertThat(text.text()).isEqualTo("Grüße, Welt");
    }
  }

  @Test
  void an_error_is_shown_with_its_message_and_junk_as_it_came() {
    AnswerText error = new AnswerText("application/json");
    error.add("{\"error\": {\"message\": \"expected a key\"}}");
    assertThat(error.text()).isEqualTo("Error: expected a key");

    AnswerText junk = new AnswerText("text/html");
    junk.add("<html>");
    assertThat(junk.text()).isEqualTo("<html>");
  }

  @Test
  void an_endless_answer_is_cut_at_the_bound() {
    AnswerText text = new AnswerText("text/plain");
    text.add("x".repeat(AnswerText.MOST + 5));
    text.add("more");

    assertThat(text.text()).endsWith("the rest is not shown").hasSizeLessThan(AnswerText.MOST + 40);
  }

  @Test
  void headers_are_kept_in_the_attempt() {
    Attempt attempt = new Attempt(model.draft(), model.draft().trial(about));
    attempt.head(429, Map.of("retry-after", "3"));
    assertThat(attempt.status()).isEqualTo(429);
    assertThat(attempt.headers().get("Retry-After")).isEqualTo("3");
  }
}
