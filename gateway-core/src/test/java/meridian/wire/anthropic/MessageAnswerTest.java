package meridian.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import meridian.Completion;
import meridian.Json;
import meridian.TokenUsage;
import meridian.wire.ChunkAssembler;
import meridian.wire.Storability;
import meridian.wire.UnreadableAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessageAnswerTest {
  private static final String START =
      "{'type':'message_start','message':{'id':'msg_1','type':'message','role':'assistant',"
          + "'model':'claude','content':[],'stop_reason':null,'usage':{'input_tokens':10,"
          + "'cache_read_input_tokens':100,'cache_creation_input_tokens':30,"
          + "'cache_creation':{'ephemeral_5m_input_tokens':20,'ephemeral_1h_input_tokens':10},"
          + "'output_tokens':1}}}";

  private static Completion streamed(String... events) throws UnreadableAnswer {
    MessageEvents reader = new MessageEvents(5);
    ChunkAssembler assembler = new ChunkAssembler(1 << 20);
    for (String event : events) {
      for (Json.Obj chunk : reader.read(JsonText.object(event))) {
        assembler.add(chunk, 1);
      }
    }
    assertThat(reader.isOver()).isTrue();
    assertThat(assembler.isComplete()).isTrue();
    return assembler.completion();
  }

  private static String delta(int index, String delta) {
    return "{'type':'content_block_delta','index':" + index + ",'delta':" + delta + "}";
  }

  private static String block(int index, String block) {
    return "{'type':'content_block_start','index':" + index + ",'content_block':" + block + "}";
  }

  private static String stop(int index) {
    return "{'type':'content_block_stop','index':" + index + "}";
  }

  @Test
  void a_stream_and_a_whole_answer_are_the_same_completion() throws Exception {
    Completion whole =
        MessageAnswer.completion(
            JsonText.object(
                "{'id':'msg_1','type':'message','role':'assistant','model':'claude','content':["
                    + "{'type':'thinking','thinking':'hmm, well','signature':'sig'},"
                    + "{'type':'text','text':'I look.'},"
                    + "{'type':'tool_use','id':'t1','name':'f','input':{'city':'Zürich'}},"
                    + "{'type':'tool_use','id':'t2','name':'g','input':{}}],"
                    + "'stop_reason':'tool_use','stop_sequence':null,'usage':{'input_tokens':10,"
                    + "'cache_read_input_tokens':100,'cache_creation_input_tokens':30,"
                    + "'cache_creation':{'ephemeral_5m_input_tokens':20,"
                    + "'ephemeral_1h_input_tokens':10},'output_tokens':42}}"),
            5);
    Completion streamed =
        streamed(
            START,
            block(0, "{'type':'thinking','thinking':'','signature':''}"),
            delta(0, "{'type':'thinking_delta','thinking':'hmm, '}"),
            delta(0, "{'type':'thinking_delta','thinking':'well'}"),
            delta(0, "{'type':'signature_delta','signature':'sig'}"),
            stop(0),
            "{'type':'ping'}",
            block(1, "{'type':'text','text':''}"),
            delta(1, "{'type':'text_delta','text':'I '}"),
            delta(1, "{'type':'text_delta','text':'look.'}"),
            stop(1),
            block(2, "{'type':'tool_use','id':'t1','name':'f','input':{}}"),
            delta(2, "{'type':'input_json_delta','partial_json':''}"),
            delta(2, "{'type':'input_json_delta','partial_json':'{@city@:'}"),
            delta(2, "{'type':'input_json_delta','partial_json':'@Zürich@}'}"),
            stop(2),
            block(3, "{'type':'tool_use','id':'t2','name':'g','input':{}}"),
            stop(3),
            "{'type':'message_delta','delta':{'stop_reason':'tool_use','stop_sequence':null},"
                + "'usage':{'output_tokens':42,'input_tokens':null}}",
            "{'type':'message_stop'}");
    assertThat(whole.usage()).isEqualTo(new TokenUsage(140, 100, 20, 10, 42));
    assertThat(streamed.usage()).isEqualTo(whole.usage());
    Json.Obj choice = (Json.Obj) whole.body().items("choices").getFirst();
    Json.Obj message = choice.object("message").orElseThrow();
    Json.Obj other =
        ((Json.Obj) streamed.body().items("choices").getFirst()).object("message").orElseThrow();
    assertThat(choice.text("finish_reason")).contains("tool_calls");
    assertThat(message.text("content")).contains("I look.");
    for (String name : new String[] {"content", "tool_calls", "thinking_blocks"}) {
      assertThat(other.get(name)).as(name).isEqualTo(message.get(name)).isPresent();
    }
    assertThat(Storability.obstacle(whole)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn,stop",
    "stop_sequence,stop",
    "max_tokens,length",
    "model_context_window_exceeded,length",
    "tool_use,tool_calls",
    "refusal,content_filter",
    "pause_turn,pause_turn"
  })
  void why_it_stopped_is_said_in_the_other_words(String reason, String finish) throws Exception {
    Completion whole =
        MessageAnswer.completion(
            JsonText.object(
                "{'type':'message','content':[{'type':'text','text':'x'}],'stop_reason':'"
                    + reason
                    + "'}"),
            5);
    Json.Obj choice = (Json.Obj) whole.body().items("choices").getFirst();
    assertThat(choice.text("finish_reason")).contains(finish);
    boolean isGood = finish.equals("stop") || finish.equals("tool_calls");
    assertThat(Storability.obstacle(whole).isEmpty()).isEqualTo(isGood);
  }

  @Test
  void the_stop_sequence_that_was_met_is_kept() throws Exception {
    Completion streamed =
        streamed(
            START,
            "{'type':'message_delta','delta':{'stop_reason':'stop_sequence',"
                + "'stop_sequence':'END'},'usage':{'output_tokens':2}}",
            "{'type':'message_stop'}");
    Json.Obj choice = (Json.Obj) streamed.body().items("choices").getFirst();
    assertThat(choice.text("finish_reason")).contains("stop");
    assertThat(choice.text("stop_reason")).contains("END");
  }

  @Test
  void nothing_is_said_before_the_first_content() throws Exception {
    MessageEvents reader = new MessageEvents(5);
    assertThat(reader.read(JsonText.object(START))).isEmpty();
    assertThat(reader.read(JsonText.object("{'type':'ping'}"))).isEmpty();
    assertThat(reader.read(JsonText.object(block(0, "{'type':'text','text':''}")))).isEmpty();
    Json.Obj first =
        reader.read(JsonText.object(delta(0, "{'type':'text_delta','text':'Hi'}"))).getFirst();
    assertThat(((Json.Obj) first.items("choices").getFirst()).object("delta"))
        .contains(JsonText.object("{'role':'assistant','content':'Hi'}"));
  }

  @Test
  void what_nobody_asked_for_is_not_dropped_but_unreadable() {
    MessageEvents reader = new MessageEvents(5);
    assertThatThrownBy(() -> reader.read(JsonText.object("{'type':'message_stop'}")))
        .isInstanceOf(UnreadableAnswer.class);
    assertThatThrownBy(() ->
            streamed(START, block(0, "{'type':'server_tool_use','id':'x','name':'web_search'}")))
        .hasMessageContaining("server_tool_use");
    assertThatThrownBy(() -> streamed(START, delta(3, "{'type':'input_json_delta'}")))
        .isInstanceOf(UnreadableAnswer.class);
    assertThatThrownBy(() -> MessageAnswer.completion(JsonText.object("{'choices':[]}"), 5))
        .isInstanceOf(UnreadableAnswer.class);
  }

  @Test
  void odd_counts_fail_nothing() throws Exception {
    Completion whole =
        MessageAnswer.completion(
            JsonText.object(
                "{'type':'message','content':[],'stop_reason':'end_turn','usage':{"
                    + "'input_tokens':-4,'cache_creation_input_tokens':5,'cache_creation':"
                    + "{'ephemeral_1h_input_tokens':9},'output_tokens':99999999999999999}}"),
            5);
    assertThat(whole.usage()).isEqualTo(new TokenUsage(5, 0, 0, 5, 1_000_000_000));
  }
}
