package meridian.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import meridian.ChatRequest;
import meridian.Json;
import meridian.KeyId;
import meridian.ProjectId;
import meridian.fingerprint.FingerprintResult.Uncacheable;
import meridian.time.Dice;
import meridian.wire.JsonReader;
import meridian.wire.MalformedJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FingerprinterTest {
  private static final long SEED = Long.getLong("meridian.seed", 20261122L);
  private static final FingerprintSpec SPEC = FingerprintSpec.load(JsonReader::tryRead);
  private static final Fingerprinter FULL = Fingerprinter.of(SPEC, FingerprintMode.FULL);
  private static final Fingerprinter ARTICLE = Fingerprinter.of(SPEC, FingerprintMode.ARTICLE);
  private static final FingerprintScope SCOPE =
      FingerprintScope.of(new ProjectId("demo"), "openai", "gpt-4o-mini");
  private static final String HI = "'model':'m','messages':[{'role':'user','content':'hi'}]";

  @Test
  void the_order_of_members_does_not_matter() {
    assertThat(full("{'seed':1,'model':'m','messages':[{'content':'hi','role':'user'}]}"))
        .isEqualTo(full("{" + HI + ",'seed':1.0}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'seed':2",
        "'tools':[{'type':'function'}]",
        "'tool_choice':'none'",
        "'response_format':{'type':'json_object'}",
        "'stop':'END'",
        "'n':2",
        "'logprobs':true",
        "'reasoning_effort':'low'",
        "'frequency_penalty':0.1",
        "'max_completion_tokens':5",
        "'temperature':null",
      })
  void a_field_that_selects_the_answer_changes_the_fingerprint(String field) {
    assertThat(full("{" + HI + "," + field + "}")).isNotEqualTo(full("{" + HI + "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'stream':true",
        "'stream':true,'stream_options':{'include_usage':true}",
        "'user':'u'",
        "'metadata':{'a':'b'}",
        "'store':true",
        "'prompt_cache_key':'k'",
        "'safety_identifier':'s'",
      })
  void a_field_that_cannot_select_the_answer_does_not(String field) {
    assertThat(full("{" + HI + "," + field + "}")).isEqualTo(full("{" + HI + "}"));
  }

  @Test
  void a_field_on_neither_list_is_never_ignored() {
    assertThat(full("{" + HI + ",'top_k':1}"))
        .isEqualTo(new Uncacheable(Obstacle.UNKNOWN_FIELD, "top_k"));
  }

  @Test
  void every_part_of_the_scope_changes_the_fingerprint() {
    ChatRequest request = request("{" + HI + "}");
    ProjectId demo = new ProjectId("demo");
    List<FingerprintScope> scopes =
        List.of(
            SCOPE,
            FingerprintScope.of(new ProjectId("other"), "openai", "gpt-4o-mini"),
            FingerprintScope.of(new KeyId("abcdefghijkl"), "openai", "gpt-4o-mini"),
            new FingerprintScope("shared:all", "openai", "gpt-4o-mini", SCOPE.endpoint()),
            FingerprintScope.of(demo, "azure", "gpt-4o-mini"),
            FingerprintScope.of(demo, "openai", "gpt-4o"),
            FingerprintScope.of(demo, "openaig", "pt-4o-mini"),
            new FingerprintScope("project:demo", "openai", "gpt-4o-mini", "/v1/other"));
    assertThat(scopes.stream().map(scope -> FULL.fingerprint(request, scope)))
        .doesNotHaveDuplicates();
  }

  @Test
  void a_scope_without_a_tenant_is_refused() {
    assertThatThrownBy(() -> new FingerprintScope("demo", "openai", "m", "/"))
        .hasMessageContaining("expected 'project:NAME'");
    assertThatThrownBy(() -> new FingerprintScope("project:", "openai", "m", "/"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_modes_never_share_a_fingerprint() {
    ChatRequest request = request("{" + HI + "}");
    assertThat(FULL.canonical(request).orElseThrow())
        .isEqualTo(ARTICLE.canonical(request).orElseThrow());
    assertThat(FULL.fingerprint(request, SCOPE)).isNotEqualTo(ARTICLE.fingerprint(request, SCOPE));
  }

  @Test
  void the_article_would_answer_wrongly_when_only_a_field_it_ignores_differs() {
    ArticleWatch watch = new ArticleWatch(64);
    assertThat(watch.saw(pair("{" + HI + "}"))).isFalse();
    assertThat(watch.saw(pair("{" + HI + "}"))).isFalse();
    assertThat(watch.saw(pair("{" + HI + ",'stream':true}"))).isFalse();
    assertThat(watch.saw(pair("{" + HI + ",'temperature':1}"))).isFalse();
    assertThat(watch.saw(pair("{" + HI + ",'tools':[{'type':'function'}]}"))).isTrue();
    assertThat(watch.saw(pair("{" + HI + ",'tools':[{'type':'function'}]}"))).isFalse();
    assertThat(watch.saw(pair("{" + HI + ",'top_k':1}"))).isTrue();
    assertThat(watch.wouldHaveAnsweredWrongly()).isEqualTo(2);
  }

  @Test
  void trees_made_without_the_reader_cannot_slip_through() {
    Json.Obj surrogate = Json.Obj.of("messages", new Json.Text("\ud800"));
    Json.Obj twice =
        Json.Obj.of(
            new String[] {"seed", "model", "seed"},
            new Json[] {Json.Num.of(1), Json.Null.NULL, Json.Num.of(2)},
            3);
    assertThat(FULL.fingerprint(surrogate, SCOPE))
        .isEqualTo(new Uncacheable(Obstacle.LONE_SURROGATE, "messages"));
    assertThat(FULL.fingerprint(twice, SCOPE))
        .isEqualTo(new Uncacheable(Obstacle.DUPLICATE_NAME, "seed"));
  }

  /// Benches are shared, and one that grew is dropped: neither may show in a result.
  @Test
  void threads_share_benches_and_never_results() throws Exception {
    List<ChatRequest> requests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String text = "x".repeat(i % 10 == 0 ? 80_000 : i);
      requests.add(request("{" + HI + ",'stop':'" + text + i + "'}"));
    }
    List<FingerprintResult> alone =
        requests.stream().map(request -> FULL.fingerprint(request, SCOPE)).toList();
    assertThat(alone).doesNotHaveDuplicates();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<FingerprintResult>> together = new ArrayList<>();
      for (int round = 0; round < 100; round++) {
        for (ChatRequest request : requests) {
          together.add(threads.submit(() -> FULL.fingerprint(request, SCOPE)));
        }
      }
      for (int i = 0; i < together.size(); i++) {
        assertThat(together.get(i).get()).isEqualTo(alone.get(i % alone.size()));
      }
    }
  }

  @Test
  void many_members_sort_like_few() throws MalformedJson {
    Dice dice = new Dice(SEED).fork("members");
    for (int size : new int[] {2, 15, 16, 17, 40}) {
      List<Integer> order = new ArrayList<>();
      StringBuilder expected = new StringBuilder();
      for (int i = 0; i < size; i++) {
        order.add(dice.nextInt(i + 1), 100 + i);
        expected.append(i > 0 ? "," : "").append("\"").append(100 + i).append("\":0");
      }
      Json.Obj shuffled = Json.Obj.empty();
      for (int name : order) {
        shuffled = shuffled.with(Integer.toString(name), 0);
      }
      Json.Obj body = Json.Obj.of("logit_bias", shuffled);
      assertThat(new String(FULL.canonical(chat(body)).orElseThrow(), StandardCharsets.UTF_8))
          .as("seed %d, %d members", SEED, size)
          .isEqualTo("{\"logit_bias\":{" + expected + "}}");
    }
  }

  /// The canonical form takes short cuts for plain integers and short decimals; they must print
  /// what the long way prints.
  @Test
  void short_cuts_for_numbers_print_what_ecmascript_prints() {
    Dice dice = new Dice(SEED).fork("numbers");
    for (int i = 0; i < 100_000; i++) {
      String text =
          new BigDecimal(BigInteger.valueOf(dice.nextLong() >> dice.nextInt(63)), dice.nextInt(9))
              .toPlainString();
      Json.Obj body = Json.Obj.of("temperature", new Json.Num(text));
      boolean isInteger = text.indexOf('.') < 0;
      if (isInteger && new BigDecimal(text).abs().compareTo(BigDecimal.valueOf(1L << 53)) > 0) {
        assertThat(FULL.fingerprint(body, SCOPE)).isInstanceOf(Uncacheable.class);
        continue;
      }
      assertThat(new String(FULL.canonical(chat(body)).orElseThrow(), StandardCharsets.UTF_8))
          .as("seed %d, number %s", SEED, text)
          .isEqualTo("{\"temperature\":" + EcmaScriptNumbers.text(Double.parseDouble(text)) + "}");
    }
  }

  private static FingerprintResult full(String body) {
    return FULL.fingerprint(request(body), SCOPE);
  }

  private static FingerprintPair pair(String body) {
    return FingerprintPair.of(SPEC, request(body), SCOPE);
  }

  private static ChatRequest request(String body) {
    try {
      return chat(JsonReader.readObject(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedJson e) {
      throw new AssertionError(body, e);
    }
  }

  private static ChatRequest chat(Json.Obj body) {
    return new ChatRequest(body, body.text("model").orElse(""), false, false);
  }
}
