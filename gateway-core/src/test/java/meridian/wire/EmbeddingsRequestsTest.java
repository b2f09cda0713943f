package meridian.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import meridian.ChatRequest;
import meridian.Endpoint;
import meridian.wire.ChatRequests.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmbeddingsRequestsTest {
  @Test
  void a_request_keeps_its_whole_body_and_is_never_streamed() {
    Reading reading = read("{'model':'e','input':'hi','dimensions':8,'novel':1}");
    ChatRequest request = ((Reading.Accepted) reading).request();
    assertThat(request.endpoint()).isEqualTo(Endpoint.EMBEDDINGS);
    assertThat(request.isForEmbeddings()).isTrue();
    assertThat(request.isStreamed()).isFalse();
    assertThat(request.model()).isEqualTo("e");
    assertThat(request.body().has("novel")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'input':'hi'",
        "'input':' '",
        "'input':['hi','there']",
        "'input':[0,15339,2147483647]",
        "'input':[[15339],[1,2]]",
        "'input':'hi','encoding_format':'base64'",
        "'input':'hi','encoding_format':'float','dimensions':1,'stream':false",
        "'input':'hi','encoding_format':null,'dimensions':null,'user':'u'"
      })
  void what_openai_takes_is_taken(String members) {
    assertThat(read("{'model':'e'," + members + "}")).isInstanceOf(Reading.Accepted.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'encoding_format':'float'              | input           | missing_required_parameter
          'input':null                           | input           | missing_required_parameter
          'input':7                              | input           | invalid_type
          'input':{'text':'hi'}                  | input           | invalid_type
          'input':''                             | input           | invalid_value
          'input':[]                             | input           | empty_array
          'input':['hi','']                      | input[1]        | invalid_value
          'input':['hi',7]                       | input[1]        | invalid_type
          'input':[7,'hi']                       | input[1]        | invalid_type
          'input':[-1]                           | input[0]        | invalid_type
          'input':[1.5]                          | input[0]        | invalid_type
          'input':[2147483648]                   | input[0]        | invalid_type
          'input':[null]                         | input[0]        | invalid_type
          'input':[[1],[]]                       | input[1]        | empty_array
          'input':[[1],['a']]                    | input[1][0]     | invalid_type
          'input':[[1],'a']                      | input[1]        | invalid_type
          'input':'hi','encoding_format':'int8'  | encoding_format | invalid_value
          'input':'hi','encoding_format':1       | encoding_format | invalid_value
          'input':'hi','dimensions':0            | dimensions      | integer_below_min_value
          'input':'hi','dimensions':1.5          | dimensions      | invalid_type
          'input':'hi','dimensions':'8'          | dimensions      | invalid_type
          'input':'hi','stream':true             | stream          | invalid_value
          """)
  void what_nobody_could_embed_is_refused_by_name(String members, String param, String code) {
    Reading reading = read("{'model':'e'," + members + "}");
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Refused.class,
            refused -> {
              assertThat(refused.refusal().status()).isEqualTo(400);
              assertThat(refused.refusal().param()).contains(param);
              assertThat(refused.refusal().code()).isEqualTo(code);
            });
  }

  @Test
  void two_thousand_and_forty_eight_texts_are_enough() {
    assertThat(read(texts(2_048))).isInstanceOf(Reading.Accepted.class);
    assertThat(((Reading.Refused) read(texts(2_049))).refusal().message())
        .contains("maximum length 2048", "length 2049");
  }

  /// A long text may be sent as more tokens than one request may have texts.
  @Test
  void tokens_are_not_texts() {
    String tokens = "1,".repeat(2_048) + "1";
    assertThat(read("{'model':'e','input':[" + tokens + "]}")).isInstanceOf(Reading.Accepted.class);
  }

  @Test
  void bodies_that_are_no_object_and_models_that_are_no_name_are_refused() {
    assertThat(((Reading.Refused) read("{'input':")).refusal().code()).isEqualTo("invalid_json");
    assertThat(((Reading.Refused) read("[]")).refusal().code()).isEqualTo("invalid_type");
    assertThat(((Reading.Refused) read("{'input':'hi'}")).refusal().param()).contains("model");
  }

  private static String texts(int count) {
    return "{'model':'e','input':[" + "'a',".repeat(count - 1) + "'a']}";
  }

  private static Reading read(String body) {
    return EmbeddingsRequests.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
