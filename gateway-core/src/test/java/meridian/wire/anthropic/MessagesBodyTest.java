package meridian.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import meridian.Json;
import meridian.Refusal;
import meridian.wire.Untranslatable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessagesBodyTest {
  private static final String HELLO = "'messages':[{'role':'user','content':'hello'}]";
  private static final String HELLO_THERE =
      "'messages':[{'role':'user','content':[{'type':'text','text':'hello'}]}]";

  private static Json.Obj body(String chat) throws Untranslatable {
    return MessagesBody.of(JsonText.chat(chat));
  }

  private static Refusal refused(String chat) {
    try {
      throw new AssertionError("expected a refusal, found " + body(chat));
    } catch (Untranslatable e) {
      return e.refusal();
    }
  }

  @Test
  void a_question_has_a_bound_on_its_answer_even_if_the_client_named_none() throws Exception {
    assertThat(body("{'model':'m'," + HELLO + "}"))
        .isEqualTo(JsonText.object("{'model':'m','max_tokens':4096," + HELLO_THERE + "}"));
    assertThat(body("{'model':'m','max_tokens':7," + HELLO + "}").number("max_tokens", 0))
        .isEqualTo(7);
    assertThat(
            body("{'model':'m','max_completion_tokens':8,'max_tokens':7," + HELLO + "}")
                .number("max_tokens", 0))
        .isEqualTo(8);
  }

  @Test
  void system_and_developer_messages_become_one_system_prompt() throws Exception {
    Json.Obj body =
        body(
            "{'model':'m','messages':[{'role':'system','content':'be brief'},"
                + "{'role':'user','content':'hello'},{'role':'developer','content':"
                + "[{'type':'text','text':'be kind','cache_control':{'type':'ephemeral'}}]}]}");
    assertThat(body)
        .isEqualTo(
            JsonText.object(
                "{'model':'m','max_tokens':4096,'system':[{'type':'text','text':'be brief'},"
                    + "{'type':'text','text':'be kind','cache_control':{'type':'ephemeral'}}],"
                    + HELLO_THERE
                    + "}"));
  }

  @Test
  void tool_calls_and_their_results_become_turns_with_all_results_in_one() throws Exception {
    Json.Obj body =
        body(
            "{'model':'m','messages':[{'role':'user','content':'weather?'},"
                + "{'role':'assistant','content':null,'refusal':null,'tool_calls':["
                + "{'id':'a','type':'function','function':{'name':'f','arguments':''}},"
                + "{'id':'b','type':'function','function':{'name':'g','arguments':'{}'}}]},"
                + "{'role':'tool','tool_call_id':'a','content':'sun'},"
                + "{'role':'tool','tool_call_id':'b','content':[{'type':'text','text':'rain'}],"
                + "'is_error':true},{'role':'user','content':'so?'}]}");
    assertThat(body.get("messages"))
        .isEqualTo(
            JsonText.object(
                    "{'messages':[{'role':'user','content':[{'type':'text','text':'weather?'}]},"
                        + "{'role':'assistant','content':["
                        + "{'type':'tool_use','id':'a','name':'f','input':{}},"
                        + "{'type':'tool_use','id':'b','name':'g','input':{}}]},"
                        + "{'role':'user','content':["
                        + "{'type':'tool_result','tool_use_id':'a','content':'sun'},"
                        + "{'type':'tool_result','tool_use_id':'b','content':"
                        + "[{'type':'text','text':'rain'}],'is_error':true},"
                        + "{'type':'text','text':'so?'}]}]}")
                .get("messages"));
  }

  @Test
  void tools_and_the_choice_among_them_are_translated() throws Exception {
    String tools =
        "'tools':[{'type':'function','function':{'name':'f','description':'d','strict':true,"
            + "'parameters':{'type':'object'}}},{'type':'function','function':{'name':'g'},"
            + "'cache_control':{'type':'ephemeral','ttl':'1h'}}],";
    Json.Obj body = body("{'model':'m'," + tools + "'parallel_tool_calls':false," + HELLO + "}");
    assertThat(body.get("tools"))
        .isEqualTo(
            JsonText.object(
                    "{'tools':[{'name':'f','description':'d','strict':true,"
                        + "'input_schema':{'type':'object'}},{'name':'g','input_schema':"
                        + "{'type':'object','properties':{}},"
                        + "'cache_control':{'type':'ephemeral','ttl':'1h'}}]}")
                .get("tools"));
    assertThat(body.object("tool_choice"))
        .contains(JsonText.object("{'type':'auto','disable_parallel_tool_use':true}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'auto' | {'type':'auto'}",
        "'none' | {'type':'none'}",
        "'required' | {'type':'any'}",
        "{'type':'function','function':{'name':'f'}} | {'type':'tool','name':'f'}"
      },
      quoteCharacter = '"')
  void a_choice_of_tools_has_its_own_words(String chat, String messages) throws Exception {
    Json.Obj body = body("{'model':'m','tool_choice':" + chat + "," + HELLO + "}");
    assertThat(body.object("tool_choice")).contains(JsonText.object(messages));
  }

  @Test
  void images_become_sources() throws Exception {
    Json.Obj body =
        body(
            "{'model':'m','messages':[{'role':'user','content':["
                + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}},"
                + "{'type':'image_url','image_url':{'url':'https://x/y.png','detail':'auto'}}]}]}");
    assertThat(((Json.Obj) body.items("messages").getFirst()).items("content"))
        .containsExactly(
            JsonText.object(
                "{'type':'image','source':{'type':'base64','media_type':'image/png',"
                    + "'data':'AAAA'}}"),
            JsonText.object("{'type':'image','source':{'type':'url','url':'https://x/y.png'}}"));
  }

  @Test
  void what_both_apis_have_is_passed_on() throws Exception {
    Json.Obj body =
        body(
            "{'model':'m','temperature':0.5,'top_p':0.9,'top_k':5,'stop':'END','user':'u1',"
                + "'reasoning_effort':'low','service_tier':'default','stream':true,"
                + "'thinking':{'type':'adaptive'},'cache_control':{'type':'ephemeral'},"
                + "'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':"
                + "{'type':'object'}}},"
                + HELLO
                + "}");
    assertThat(body)
        .isEqualTo(
            JsonText.object(
                "{'model':'m','max_tokens':4096,"
                    + HELLO_THERE
                    + ",'temperature':0.5,'top_p':0.9,'top_k':5,'stop_sequences':['END'],"
                    + "'metadata':{'user_id':'u1'},'service_tier':'standard_only',"
                    + "'thinking':{'type':'adaptive'},'cache_control':{'type':'ephemeral'},"
                    + "'output_config':{'effort':'low','format':{'type':'json_schema',"
                    + "'schema':{'type':'object'}}},'stream':true}"));
  }

  @Test
  void what_cannot_select_the_answer_and_what_says_nothing_is_left_out() throws Exception {
    assertThat(
            body(
                "{'model':'m','store':true,'metadata':{'a':'b'},'prompt_cache_key':'k','n':1,"
                    + "'seed':null,'logprobs':false,'logit_bias':{},'frequency_penalty':0,"
                    + "'presence_penalty':0.0,'modalities':['text'],'stop':null,"
                    + HELLO
                    + "}"))
        .isEqualTo(JsonText.object("{'model':'m','max_tokens':4096," + HELLO_THERE + "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'seed':7",
        "'n':2",
        "'logprobs':true",
        "'top_logprobs':3",
        "'logit_bias':{'1':5}",
        "'frequency_penalty':0.1",
        "'presence_penalty':-1",
        "'response_format':{'type':'json_object'}",
        "'reasoning_effort':'minimal'",
        "'service_tier':'flex'",
        "'modalities':['text','audio']",
        "'functions':[{'name':'f'}]",
        "'prediction':{'type':'content'}",
        "'web_search_options':{'a':1}",
        "'no_such_field':1",
        "'tool_choice':{'type':'allowed_tools'}"
      })
  void what_selects_the_answer_and_has_no_counterpart_is_refused_by_name(String field) {
    Refusal refusal = refused("{'model':'m'," + field + "," + HELLO + "}");
    String name = field.substring(1, field.indexOf('\'', 1));
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.param()).contains(name);
    assertThat(refusal.message()).contains("'" + name + "'");
    assertThat(refusal.mayRetry()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'role':'user','content':'x','name':'ann'} | messages[0].name",
        "{'role':'function','content':'x'} | messages[0].role",
        "{'role':'user','content':[{'type':'input_audio'}]} | messages[0].content[0].type",
        "{'role':'system','content':[{'type':'image_url'}]} | messages[0].content[0].type",
        "{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://x',"
            + "'detail':'low'}}]} | messages[0].content[0].image_url.detail",
        "{'role':'user','content':[{'type':'image_url','image_url':{'url':'file:///etc/passwd'}}]}"
            + " | messages[0].content[0].image_url.url",
        "{'role':'assistant','tool_calls':[{'id':'a','function':{'name':'f','arguments':'[1]'}}]}"
            + " | messages[0].tool_calls[0].function.arguments"
      },
      quoteCharacter = '"')
  void what_a_message_cannot_say_is_refused_by_its_place(String message, String place) {
    assertThat(refused("{'model':'m','messages':[" + message + "]}").param()).contains(place);
  }

  @Test
  void a_long_name_is_cut() {
    assertThatThrownBy(() -> body("{'model':'m','" + "x".repeat(900) + "':1," + HELLO + "}"))
        .isInstanceOfSatisfying(
            Untranslatable.class, e -> assertThat(e.refusal().message()).hasSizeLessThan(400));
  }
}
