package meridian.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import meridian.ChatRequest;
import meridian.Json;
import meridian.ProjectId;
import meridian.fingerprint.WhyMiss.Difference;
import meridian.fingerprint.WhyMiss.Different;
import meridian.fingerprint.WhyMiss.NotCacheable;
import meridian.fingerprint.WhyMiss.Same;
import meridian.wire.JsonReader;
import org.junit.jupiter.api.Test;

final class WhyMissTest {
  private static final Fingerprinter FULL =
      Fingerprinter.of(FingerprintSpec.load(JsonReader::tryRead), FingerprintMode.FULL);
  private static final FingerprintScope SCOPE =
      FingerprintScope.of(new ProjectId("demo"), "openai", "m");

  @Test
  void equal_questions_are_the_same() {
    assertThat(compare("{'seed':1,'stream':true}", "{'seed':1.0}")).isInstanceOf(Same.class);
  }

  @Test
  void a_difference_has_a_path_and_both_values() {
    assertThat(
            differences(
                "{'messages':[{'role':'user','content':'a'}],'seed':1}",
                "{'messages':[{'content':'b','role':'user'},{'role':'user'}],'temperature':0.50}"))
        .containsExactly(
            new Difference("messages[0].content", Optional.of("\"a\""), Optional.of("\"b\"")),
            new Difference("messages[1]", Optional.empty(), Optional.of("{\"role\":\"user\"}")),
            new Difference("seed", Optional.of("1"), Optional.empty()),
            new Difference("temperature", Optional.empty(), Optional.of("0.5")));
  }

  @Test
  void null_and_absent_differ() {
    assertThat(differences("{'stop':null}", "{}"))
        .containsExactly(new Difference("stop", Optional.of("null"), Optional.empty()));
  }

  @Test
  void long_values_are_shown_where_they_part() {
    String common = "x".repeat(500);
    Difference difference =
        differences("{'stop':'" + common + "1'}", "{'stop':'" + common + "2'}").getFirst();
    assertThat(difference.first().orElseThrow()).contains("x1\"").hasSizeLessThan(120);
    assertThat(difference.second().orElseThrow()).contains("x2\"").hasSizeLessThan(120);
  }

  @Test
  void another_scope_is_a_difference() {
    FingerprintScope other = FingerprintScope.of(new ProjectId("other"), "openai", "m");
    WhyMiss why = WhyMiss.compare(FULL, request("{}"), SCOPE, request("{}"), other);
    assertThat(((Different) why).differences())
        .containsExactly(
            new Difference(
                "scope.tenant", Optional.of("\"project:demo\""), Optional.of("\"project:other\"")));
  }

  @Test
  void the_uncacheable_one_is_named() {
    NotCacheable second = (NotCacheable) compare("{}", "{'novel':1}");
    assertThat(second.isFirst()).isFalse();
    assertThat(second.why().reason()).startsWith("novel: field is on neither list");
    assertThat(((NotCacheable) compare("{'seed':9007199254740993}", "{}")).isFirst()).isTrue();
  }

  @Test
  void differences_are_bounded() {
    Json.Obj many = Json.Obj.empty();
    for (int i = 0; i < 100; i++) {
      many = many.with("token" + i, i);
    }
    ChatRequest request =
        new ChatRequest(Json.Obj.empty().with("logit_bias", many), "m", false, false);
    ChatRequest none =
        new ChatRequest(Json.Obj.empty().with("logit_bias", Json.Obj.empty()), "m", false, false);
    assertThat(((Different) WhyMiss.compare(FULL, request, SCOPE, none, SCOPE)).differences())
        .hasSize(WhyMiss.MAX_DIFFERENCES);
  }

  private static List<Difference> differences(String first, String second) {
    return ((Different) compare(first, second)).differences();
  }

  private static WhyMiss compare(String first, String second) {
    return WhyMiss.compare(FULL, request(first), SCOPE, request(second), SCOPE);
  }

  private static ChatRequest request(String body) {
    Json read =
        JsonReader.tryRead(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)).orElseThrow();
    return new ChatRequest((Json.Obj) read, "m", false, false);
  }
}
