package meridian.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import meridian.ChatRequest;
import meridian.Endpoint;
import meridian.Json;
import meridian.Refusal;
import meridian.wire.ChatRequests.Reading;
import meridian.wire.JsonWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessagesReaderTest {
  private static final String HELLO = "'messages':[{'role':'user','content':'hello'}]";

  private static ChatRequest read(String body) {
    return ((Reading.Accepted) MessagesReader.read(bytes(body))).request();
  }

  private static Refusal refused(String body) {
    return ((Reading.Refused) MessagesReader.read(bytes(body))).refusal();
  }

  private static byte[] bytes(String body) {
    return JsonWriter.utf8(JsonText.object(body));
  }

  @Test
  void a_plain_question_is_a_plain_chat_request() {
    ChatRequest request =
        read("{'model':'m','max_tokens':9,'system':'be brief','stream':true," + HELLO + "}");
    assertThat(request.endpoint()).isEqualTo(Endpoint.MESSAGES);
    assertThat(request.isStreamed()).isTrue();
    assertThat(request.wantsUsageChunk()).isTrue();
    assertThat(request.body())
        .isEqualTo(
            JsonText.object(
                "{'model':'m','messages':[{'role':'system','content':'be brief'},"
                    + "{'role':'user','content':'hello'}],'max_tokens':9,'stream':true}"));
  }

  /// What is read and written again is what Anthropic would have got.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'messages':[{'role':'user','content':[{'type':'text','text':'a'},"
            + "{'type':'text','text':'b','cache_control':{'type':'ephemeral','ttl':'1h'}}]}]",
        "'system':[{'type':'text','text':'s','cache_control':{'type':'ephemeral'}}],"
            + "'messages':[{'role':'user','content':[{'type':'text','text':'a'}]}]",
        "'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64',"
            + "'media_type':'image/png','data':'AAAA'}},{'type':'image','source':{'type':'url',"
            + "'url':'https://x/y.png'}}]}]",
        "'messages':[{'role':'user','content':[{'type':'text','text':'w?'}]},"
            + "{'role':'assistant','content':["
            + "{'type':'thinking','thinking':'hm','signature':'s'},"
            + "{'type':'redacted_thinking','data':'d'},{'type':'text','text':'I look'},"
            + "{'type':'tool_use','id':'t','name':'f','input':{'a':1},"
            + "'cache_control':{'type':'ephemeral'}}]},"
            + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':'sun',"
            + "'is_error':true,'cache_control':{'type':'ephemeral'}},"
            + "{'type':'text','text':'so?'}]}],'tools':[{'name':'f','description':'d',"
            + "'input_schema':{'type':'object'},'cache_control':{'type':'ephemeral'}}],"
            + "'tool_choice':{'type':'any','disable_parallel_tool_use':true}",
        "'messages':[{'role':'user','content':[{'type':'text','text':'a'}]}],'temperature':0.5,"
            + "'top_p':0.9,'top_k':5,'stop_sequences':['END'],'metadata':{'user_id':'u'},"
            + "'service_tier':'standard_only','thinking':{'type':'enabled','budget_tokens':9},"
            + "'cache_control':{'type':'ephemeral'},'output_config':{'effort':'low','format':"
            + "{'type':'json_schema','schema':{'type':'object'}}},'stream':true"
      })
  void what_is_read_and_written_again_is_the_same_request(String rest) throws Exception {
    Json.Obj sent = JsonText.object("{'model':'m','max_tokens':9," + rest + "}");
    Json.Obj written = MessagesBody.of(read("{'model':'m','max_tokens':9," + rest + "}"));
    assertThat(sorted(written)).isEqualTo(sorted(sent));
  }

  /// The members of the outermost object by name.
  private static SortedMap<String, Json> sorted(Json.Obj object) {
    SortedMap<String, Json> members = new TreeMap<>();
    for (int i = 0; i < object.size(); i++) {
      members.put(object.name(i), object.value(i));
    }
    return members;
  }

  @Test
  void results_stand_where_they_stood() {
    Json.Obj body =
        read("{'model':'m','max_tokens':9,'messages':[{'role':'user','content':["
                + "{'type':'tool_result','tool_use_id':'a','content':[{'type':'text',"
                + "'text':'x'}]},{'type':'tool_result','tool_use_id':'b'},"
                + "{'type':'text','text':'and?'}]}]}")
            .body();
    assertThat(body.get("messages"))
        .isEqualTo(
            JsonText.object(
                    "{'messages':[{'role':'tool','tool_call_id':'a','content':'x'},"
                        + "{'role':'tool','tool_call_id':'b','content':''},"
                        + "{'role':'user','content':'and?'}]}")
                .get("messages"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'max_tokens':9," + HELLO + " | model",
        "'model':'m'," + HELLO + " | max_tokens",
        "'model':'m','max_tokens':0," + HELLO + " | max_tokens",
        "'model':'m','max_tokens':9,'messages':[] | messages",
        "'model':'m','max_tokens':9,'stream':'yes'," + HELLO + " | stream",
        "'model':'m','max_tokens':9,'container':'c'," + HELLO + " | container",
        "'model':'m','max_tokens':9,'tools':[{'type':'web_search_20250305','name':'w'}],"
            + HELLO
            + " | tools[0].type",
        "'model':'m','max_tokens':9,'tool_choice':{'type':'odd'}," + HELLO + " | tool_choice.type",
        "'model':'m','max_tokens':9,'service_tier':'x'," + HELLO + " | service_tier",
        "'model':'m','max_tokens':9,'output_config':{'odd':1}," + HELLO + " | output_config.odd",
        "'model':'m','max_tokens':9,'messages':['x'] | messages[0]",
        "'model':'m','max_tokens':9,'messages':[{'role':'system','content':'x'}]"
            + " | messages[0].role",
        "'model':'m','max_tokens':9,'messages':[{'role':'user','content':["
            + "{'type':'document','source':{}}]}] | messages[0].content[0].type",
        "'model':'m','max_tokens':9,'messages':[{'role':'assistant','content':["
            + "{'type':'server_tool_use'}]}] | messages[0].content[0].type",
        "'model':'m','max_tokens':9,'messages':[{'role':'user','content':[{'type':'text',"
            + "'text':'x','citations':[{'a':1}]}]}] | messages[0].content[0].citations",
        "'model':'m','max_tokens':9,'messages':[{'role':'user','content':[{'type':'image',"
            + "'source':{'type':'file'}}]}] | messages[0].content[0].source.type"
      })
  void what_has_no_place_is_refused_by_name(String fields, String place) {
    Refusal refusal = refused("{" + fields + "}");
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.param()).contains(place);
    assertThat(refusal.message()).startsWith(place + ": expected ");
  }

  @Test
  void what_is_no_json_is_refused() {
    for (String text : new String[] {"", "{", "[]", "{\"model\":\"a\",\"model\":\"b\"}"}) {
      Reading reading = MessagesReader.read(text.getBytes(StandardCharsets.UTF_8));
      assertThat(reading).as(text).isInstanceOf(Reading.Refused.class);
    }
  }
}
