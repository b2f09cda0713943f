package meridian.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import meridian.CacheDirectives;
import meridian.ChatRequest;
import meridian.EffectiveModel;
import meridian.Json;
import meridian.KeyId;
import meridian.ProjectId;
import meridian.cache.CachePolicy;
import meridian.cache.CacheRules;
import meridian.fingerprint.FingerprintMode;
import meridian.fingerprint.FingerprintSpec;
import meridian.fingerprint.Fingerprinter;
import meridian.wire.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PartitioningTest {
  private static final String PLAIN =
      """
      {"model":"m","temperature":0,"messages":[{"role":"system","content":"Be brief."},\
      {"role":"user","content":"LAST"}]}\
      """;
  private static final EffectiveModel MODEL = new EffectiveModel("p", "m");
  private final Fingerprinter full =
      Fingerprinter.of(FingerprintSpec.load(JsonReader::tryRead), FingerprintMode.FULL);
  private final Partitioning partitioning = Partitioning.by(full);

  private Optional<SemanticQuestion> part(String body, String project, EffectiveModel model) {
    Json.Obj read =
        (Json.Obj) JsonReader.tryRead(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    ChatRequest request = new ChatRequest(read, "m", read.isTrue("stream"), false);
    CacheRules rules = new CacheRules(_ -> CachePolicy.DEFAULT, _ -> model, full);
    return partitioning.part(
        rules.question(
            request, new ProjectId(project), new KeyId("abcdefghijkl"), CacheDirectives.NONE),
        model,
        "embedder-1");
  }

  private SemanticQuestion part(String body) {
    return part(body, "demo", MODEL).orElseThrow();
  }

  @Test
  void the_last_user_text_alone_may_differ() {
    SemanticQuestion one = part(PLAIN.replace("LAST", "How are you?"));
    SemanticQuestion other = part(PLAIN.replace("LAST", "How do you do?"));
    assertThat(one.text()).isEqualTo("How are you?");
    assertThat(other.partition()).isEqualTo(one.partition());
    assertThat(other.text()).isNotEqualTo(one.text());
  }

  @Test
  void how_the_answer_is_sent_is_no_filter() {
    String streamed = PLAIN.replace("\"temperature\":0", "\"temperature\":0,\"stream\":true");
    assertThat(part(streamed).partition()).isEqualTo(part(PLAIN).partition());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'model':'m','temperature':1,'messages':[{'role':'system','content':'Be"
            + " brief.'},{'role':'user','content':'LAST'}]}",
        "{'model':'m','temperature':0,'seed':1,'messages':[{'role':'system','content':'Be"
            + " brief.'},{'role':'user','content':'LAST'}]}",
        "{'model':'m','temperature':0,'messages':[{'role':'system','content':'Be"
            + " long.'},{'role':'user','content':'LAST'}]}",
        "{'model':'m','temperature':0,'messages':[{'role':'system','content':'Be"
            + " brief.'},{'role':'user','content':'LAST','name':'eve'}]}",
        "{'model':'m','temperature':0,'messages':[{'role':'system','content':'Be"
            + " brief.'},{'role':'user','content':'Hi'},{'role':'assistant','content':'Yes'},{'role':'user','content':'LAST'}]}",
        "{'model':'m','temperature':0,'tools':[{'type':'function','function':{'name':'f'}}],'messages':[{'role':'system','content':'Be"
            + " brief.'},{'role':'user','content':'LAST'}]}"
      })
  void everything_else_is_a_hard_filter(String body) {
    SemanticQuestion other = part(body.replace('\'', '"'));
    assertThat(other.text()).isEqualTo("LAST");
    assertThat(other.partition()).isNotEqualTo(part(PLAIN).partition());
  }

  @Test
  void tenant_model_and_embedding_model_are_hard_filters() {
    Partition own = part(PLAIN).partition();
    assertThat(part(PLAIN, "other", MODEL).orElseThrow().partition()).isNotEqualTo(own);
    assertThat(part(PLAIN, "demo", new EffectiveModel("p", "n")).orElseThrow().partition())
        .isNotEqualTo(own);
    assertThat(part(PLAIN, "demo", new EffectiveModel("q", "m")).orElseThrow().partition())
        .isNotEqualTo(own);
  }

  @Test
  void of_text_and_image_the_text_is_embedded_and_the_image_is_a_filter() {
    String body =
        """
        {"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},\
        {"type":"image_url","image_url":{"url":"data:A"}}]}]}\
        """;
    assertThat(part(body).text()).isEqualTo("What is it?");
    assertThat(part(body.replace("data:A", "data:B")).partition())
        .isNotEqualTo(part(body).partition());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'model':'m','messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':'The'}]}",
        "{'model':'m','messages':[{'role':'user','content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}]}",
        "{'model':'m','messages':[{'role':'user','content':null}]}",
        "{'model':'m','unheard_of':1,'messages':[{'role':'user','content':'Hi'}]}"
      })
  void a_request_without_one_last_user_text_is_not_parted(String body) {
    assertThat(part(body.replace('\'', '"'), "demo", MODEL)).isEmpty();
  }

  @Test
  void a_question_does_not_show_its_text() {
    assertThat(part(PLAIN.replace("LAST", "canary")).toString()).doesNotContain("canary");
  }
}
