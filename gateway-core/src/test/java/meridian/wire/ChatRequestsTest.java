package meridian.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import meridian.ChatRequest;
import meridian.Refusal;
import meridian.wire.ChatRequests.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChatRequestsTest {
  private static final String MESSAGES = "'messages':[{'role':'user','content':'hi'}]";

  @Test
  void a_request_keeps_its_whole_body() {
    ChatRequest request = accepted("{'model':'m'," + MESSAGES + ",'novel':1}");
    assertThat(request.model()).isEqualTo("m");
    assertThat(request.isStreamed()).isFalse();
    assertThat(request.wantsUsageChunk()).isFalse();
    assertThat(request.body().has("novel")).isTrue();
  }

  @Test
  void a_stream_may_ask_for_its_usage() {
    String streamed = "{'model':'m'," + MESSAGES + ",'stream':true";
    assertThat(accepted(streamed + "}").isStreamed()).isTrue();
    assertThat(accepted(streamed + "}").wantsUsageChunk()).isFalse();
    assertThat(accepted(streamed + ",'stream_options':{'include_usage':true}}").wantsUsageChunk())
        .isTrue();
  }

  @Test
  void null_counts_as_absent_where_openai_lets_it() {
    String nulls = ",'stream':null,'stream_options':null,'n':null,'temperature':null}";
    assertThat(accepted("{'model':'m'," + MESSAGES + nulls).isStreamed()).isFalse();
  }

  @Test
  void ranges_of_sampling_parameters_are_the_providers_business() {
    accepted("{'model':'m'," + MESSAGES + ",'temperature':5e-324,'max_tokens':-1,'n':1.0}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'messages':[{'role':'user'}]}                              | model               | missing_required_parameter
          {'model':null,'messages':[{'role':'user'}]}                 | model               | missing_required_parameter
          {'model':7,'messages':[{'role':'user'}]}                    | model               | invalid_type
          {'model':'','messages':[{'role':'user'}]}                   | model               | invalid_value
          {'model':'m'}                                               | messages            | missing_required_parameter
          {'model':'m','messages':'hi'}                               | messages            | invalid_type
          {'model':'m','messages':[]}                                 | messages            | empty_array
          {'model':'m','messages':[{'role':'user'},'hi']}             | messages[1]         | invalid_type
          {'model':'m','messages':[{'content':'hi'}]}                 | messages[0].role    | missing_required_parameter
          {'model':'m','messages':[{'role':1}]}                       | messages[0].role    | invalid_type
          {'model':'m','messages':[{'role':'user'}],'stream':'yes'}   | stream              | invalid_type
          {'model':'m','messages':[{'role':'user'}],'stream_options':{}} | stream_options   | invalid_value
          {'model':'m','messages':[{'role':'user'}],'stream':true,'stream_options':1} | stream_options | invalid_type
          {'model':'m','messages':[{'role':'user'}],'stream':true,'stream_options':{'include_usage':1}} | stream_options.include_usage | invalid_type
          {'model':'m','messages':[{'role':'user'}],'n':0}            | n                   | integer_below_min_value
          {'model':'m','messages':[{'role':'user'}],'n':129}          | n                   | integer_above_max_value
          {'model':'m','messages':[{'role':'user'}],'n':1.5}          | n                   | invalid_type
          {'model':'m','messages':[{'role':'user'}],'n':'2'}          | n                   | invalid_type
          """)
  void a_refusal_names_the_field(String body, String param, String code) {
    Refusal refusal = refused(body);
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.type()).isEqualTo("invalid_request_error");
    assertThat(refusal.param()).contains(param);
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.mayRetry()).isFalse();
    assertThat(refusal.message()).contains("'" + param + "'");
  }

  @Test
  void a_body_that_is_no_object_is_refused() {
    assertThat(refused("[1]").message()).contains("expected a JSON object, but got an array");
    assertThat(refused("{'model'").code()).isEqualTo("invalid_json");
    assertThat(refused("").message()).contains("found nothing");
    assertThat(refused("{'model':'m','model':'m'}").code()).isEqualTo("invalid_json");
  }

  private static ChatRequest accepted(String body) {
    return ((Reading.Accepted) read(body)).request();
  }

  private static Refusal refused(String body) {
    return ((Reading.Refused) read(body)).refusal();
  }

  private static Reading read(String body) {
    return ChatRequests.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
