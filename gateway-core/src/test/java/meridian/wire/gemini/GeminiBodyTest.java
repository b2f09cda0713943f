package meridian.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import meridian.Json;
import meridian.Refusal;
import meridian.wire.Untranslatable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GeminiBodyTest {
  private static final String HELLO = "'messages':[{'role':'user','content':'hello'}]";
  private static final String HELLO_THERE =
      "'contents':[{'role':'user','parts':[{'text':'hello'}]}]";

  private static Json.Obj body(String chat) throws Untranslatable {
    return GeminiBody.of(JsonText.chat(chat));
  }

  private static Refusal refused(String chat) {
    try {
      throw new AssertionError("expected a refusal, found " + body(chat));
    } catch (Untranslatable e) {
      return e.refusal();
    }
  }

  @Test
  void a_question_is_a_content_and_its_settings_stand_apart() throws Exception {
    assertThat(
            body(
                "{'model':'m','max_tokens':9,'temperature':0.5,'top_p':0.9,'top_k':4,'n':2,"
                    + "'seed':7,'stop':'END','presence_penalty':0.1,'frequency_penalty':0.2,"
                    + "'user':'u','store':true,'reasoning_effort':'low','stream':false,"
                    + "'response_format':{'type':'json_schema','json_schema':{'name':'n',"
                    + "'schema':{'type':'object'}}},"
                    + HELLO
                    + "}"))
        .isEqualTo(
            JsonText.object(
                "{"
                    + HELLO_THERE
                    + ",'generationConfig':{'maxOutputTokens':9,'temperature':0.5,'topP':0.9,"
                    + "'topK':4,'candidateCount':2,'seed':7,'stopSequences':['END'],"
                    + "'presencePenalty':0.1,'frequencyPenalty':0.2,'thinkingConfig':"
                    + "{'thinkingLevel':'LOW'},'responseMimeType':'application/json',"
                    + "'responseJsonSchema':{'type':'object'}}}"));
    assertThat(body("{'model':'m'," + HELLO + "}"))
        .isEqualTo(JsonText.object("{" + HELLO_THERE + "}"));
  }

  @Test
  void calls_and_results_name_their_function_and_keep_their_signature() throws Exception {
    Json.Obj body =
        body(
            "{'model':'m','messages':[{'role':'system','content':'be brief'},"
                + "{'role':'user','content':[{'type':'text','text':'w?','cache_control':"
                + "{'type':'ephemeral'}},{'type':'image_url','image_url':{'url':"
                + "'data:image/png;base64,AAAA'}}]},"
                + "{'role':'assistant','content':null,'tool_calls':[{'id':'a','type':'function',"
                + "'extra_content':{'google':{'thought_signature':'sig'}},"
                + "'function':{'name':'f','arguments':'{@x@:1}'}}]},"
                + "{'role':'tool','tool_call_id':'a','content':'sun'}],"
                + "'tools':[{'type':'function','function':{'name':'f','description':'d',"
                + "'parameters':{'type':'object'}}}],'tool_choice':"
                + "{'type':'function','function':{'name':'f'}}}");
    assertThat(body)
        .isEqualTo(
            JsonText.object(
                "{'systemInstruction':{'parts':[{'text':'be brief'}]},'contents':["
                    + "{'role':'user','parts':[{'text':'w?'},{'inlineData':{'mimeType':'image/png',"
                    + "'data':'AAAA'}}]},{'role':'model','parts':[{'functionCall':{'name':'f',"
                    + "'args':{'x':1}},'thoughtSignature':'sig'}]},{'role':'user','parts':["
                    + "{'functionResponse':{'name':'f','response':{'result':'sun'}}}]}],"
                    + "'tools':[{'functionDeclarations':[{'name':'f','description':'d',"
                    + "'parametersJsonSchema':{'type':'object'}}]}],'toolConfig':"
                    + "{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['f']}}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'logprobs':true",
        "'logit_bias':{'1':5}",
        "'parallel_tool_calls':false",
        "'reasoning_effort':'xhigh'",
        "'service_tier':'flex'",
        "'modalities':['audio']",
        "'thinking':{'type':'adaptive'}",
        "'tool_choice':'odd'",
        "'response_format':{'type':'odd'}",
        "'no_such_field':1"
      })
  void what_selects_the_answer_and_has_no_counterpart_is_refused_by_name(String field) {
    Refusal refusal = refused("{'model':'m'," + field + "," + HELLO + "}");
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.param()).contains(field.substring(1, field.indexOf('\'', 1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'role':'tool','tool_call_id':'x','content':'y'} | messages[0].tool_call_id",
        "{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://x/y.png'}}]}"
            + " | messages[0].content[0].image_url.url",
        "{'role':'assistant','content':'x','thinking_blocks':[{'type':'thinking'}]}"
            + " | messages[0].thinking_blocks",
        "{'role':'function','content':'x'} | messages[0].role"
      })
  void what_a_message_cannot_say_is_refused_by_its_place(String message, String place) {
    assertThat(refused("{'model':'m','messages':[" + message + "]}").param()).contains(place);
  }
}
