package meridian.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import meridian.Completion;
import meridian.Json;
import meridian.Refusal;
import meridian.RequestId;
import meridian.TokenUsage;
import meridian.wire.ChunkAssembler;
import meridian.wire.JsonReader;
import meridian.wire.SseParser;
import meridian.wire.TokenUsages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageRenderingTest {
  private static final String MESSAGE =
      "{'id':'msg_1','type':'message','role':'assistant','model':'claude','content':["
          + "{'type':'thinking','thinking':'hmm','signature':'sig'},"
          + "{'type':'redacted_thinking','data':'dat'},{'type':'text','text':'Grüße 🙂 you'},"
          + "{'type':'tool_use','id':'t1','name':'f','input':{'city':'Zürich'}},"
          + "{'type':'tool_use','id':'t2','name':'g','input':{}}],'stop_reason':'tool_use',"
          + "'stop_sequence':null,'usage':{'input_tokens':10,'cache_creation_input_tokens':30,"
          + "'cache_read_input_tokens':100,'cache_creation':{'ephemeral_5m_input_tokens':20,"
          + "'ephemeral_1h_input_tokens':10},'output_tokens':42}}";

  private static Completion completion(String message) throws Exception {
    return MessageAnswer.completion(JsonText.object(message), 5);
  }

  private static Completion chat(String choice) {
    Json.Obj body =
        JsonText.object(
            "{'id':'c','model':'m','choices':["
                + choice
                + "],'usage':{'prompt_tokens':3,'completion_tokens':2}}");
    return new Completion(body, TokenUsages.of(body).orElse(TokenUsage.NONE));
  }

  private static List<SseParser.Event> events(byte[] stream) throws Exception {
    return new SseParser(1 << 20).feed(stream, 0, stream.length);
  }

  @Test
  void an_answer_of_anthropics_comes_out_as_it_went_in() throws Exception {
    assertThat(MessageRendering.message(completion(MESSAGE))).isEqualTo(JsonText.object(MESSAGE));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 2_048})
  void a_stream_of_it_adds_up_to_the_same_answer(int pieceChars) throws Exception {
    MessageEvents reader = new MessageEvents(5);
    ChunkAssembler assembler = new ChunkAssembler(1 << 20);
    for (SseParser.Event event : events(MessageRendering.stream(completion(MESSAGE), pieceChars))) {
      Json.Obj data = JsonReader.readObject(event.data().getBytes(StandardCharsets.UTF_8));
      assertThat(data.text("type")).contains(event.type());
      reader.read(data).forEach(chunk -> assembler.add(chunk, 1));
    }
    assertThat(reader.isOver()).isTrue();
    Json.Obj again = MessageRendering.message(assembler.completion());
    assertThat(again.get("content")).isEqualTo(JsonText.object(MESSAGE).get("content"));
    assertThat(again.get("usage")).isEqualTo(JsonText.object(MESSAGE).get("usage"));
  }

  @Test
  void blocks_are_opened_and_closed_one_after_the_other() throws Exception {
    List<SseParser.Event> events =
        events(
            MessageRendering.stream(
                chat(
                    "{'index':0,'message':{'role':'assistant','content':'Hi','tool_calls':["
                        + "{'id':'t','type':'function','function':{'name':'f',"
                        + "'arguments':'{}'}}]},'finish_reason':'tool_calls'}"),
                2_048));
    assertThat(events)
        .extracting(SseParser.Event::type)
        .containsExactly(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");
    assertThat(events.get(4).data())
        .isEqualTo(
            "{'type':'content_block_start','index':1,'content_block':{'type':'tool_use',"
                    .replace('\'', '"')
                + "'id':'t','name':'f','input':{}}}".replace('\'', '"'));
    assertThat(events.get(7).data())
        .contains("\"stop_reason\":\"tool_use\"")
        .contains("\"input_tokens\":3")
        .contains("\"output_tokens\":2");
  }

  @ParameterizedTest
  @CsvSource({
    "stop,end_turn",
    "length,max_tokens",
    "tool_calls,tool_use",
    "content_filter,refusal",
    "odd,odd"
  })
  void why_it_stopped_is_said_in_anthropics_words(String finish, String reason) {
    Json.Obj message =
        MessageRendering.message(
            chat("{'index':0,'message':{'content':'x'},'finish_reason':'" + finish + "'}"));
    assertThat(message.text("stop_reason")).contains(reason);
  }

  @Test
  void a_stop_sequence_that_was_met_is_named() {
    Json.Obj message =
        MessageRendering.message(
            chat(
                "{'index':0,'message':{'content':'x'},'finish_reason':'stop',"
                    + "'stop_reason':'END'}"));
    assertThat(message.text("stop_reason")).contains("stop_sequence");
    assertThat(message.text("stop_sequence")).contains("END");
  }

  @Test
  void a_call_that_was_forced_by_name_is_a_call() {
    Json.Obj message =
        MessageRendering.message(
            chat(
                "{'index':0,'message':{'content':null,'tool_calls':[{'id':'t','function':"
                    + "{'name':'f','arguments':'{'}}]},'finish_reason':'stop'}"));
    assertThat(message.text("stop_reason")).contains("tool_use");
    assertThat(message.items("content"))
        .containsExactly(
            JsonText.object(
                "{'type':'tool_use','id':'t','name':'f','input':{'malformed_arguments':'{'}}"));
  }

  @Test
  void a_call_that_goes_on_after_its_end_breaks_the_stream() {
    MessageStream stream = new MessageStream();
    String piece =
        "{'choices':[{'index':0,'delta':{'tool_calls':[{'index':@,'function':{'arguments':"
            + "'{}'}}]}}]}";
    stream.events(object(piece, 0));
    stream.events(object(piece, 1));
    assertThatThrownBy(() -> stream.events(object(piece, 0)))
        .isInstanceOf(IllegalStateException.class);
  }

  /// `0a` is the piece `a` of call 0; what a provider may write at once leaves one after the other.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0{ 0} 1{ 1}      | 0{ 0} . 1{ 1} .",
        "0{ 1{ 0} 1}      | 0{ 0} . 1{ 1} .",
        "0{ 1{ 1} 0}      | 0{ 0} . 1{} .",
        "0{ 1{ 2{} 0} 1}  | 0{ 0} . 1{ 1} . 2{} .",
        "0{ 2{ 1{ 0} 1} 2}| 0{ 0} . 2{ 2} . 1{} .",
        "0{ 1{ 0x         | 0{ 0x . 1{ .",
        "0{ 1{} text      | 0{ . 1{} . text .",
        "0 1{}            | 0 . 1{} ."
      })
  void calls_that_are_written_at_once_leave_one_after_the_other(String pieces, String blocks)
      throws Exception {
    MessageStream stream = new MessageStream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String piece : pieces.strip().split(" +", -1)) {
      String delta =
          piece.equals("text")
              ? "{'content':'text'}"
              : "{'tool_calls':[{'index':%s,'id':'%s','function':{'name':'f','arguments':'%s'}}]}"
                  .formatted(piece.charAt(0), piece.charAt(0), piece.substring(1));
      out.writeBytes(
          stream.events(JsonText.object("{'choices':[{'index':0,'delta':" + delta + "}]}")));
    }
    out.writeBytes(stream.end());

    assertThat(String.join(" ", told(out.toByteArray()))).isEqualTo(blocks.strip());
  }

  /// Each block's pieces behind its call's id, and a dot at its end.
  private static List<String> told(byte[] stream) throws Exception {
    List<String> told = new ArrayList<>();
    String call = "";
    for (SseParser.Event event : events(stream)) {
      Json.Obj data = JsonReader.readObject(event.data().getBytes(StandardCharsets.UTF_8));
      switch (event.type()) {
        case "content_block_start" -> {
          call = data.object("content_block").orElseThrow().text("id").orElse("");
          told.add(call);
        }
        case "content_block_delta" -> {
          Json.Obj delta = data.object("delta").orElseThrow();
          String piece = delta.text("partial_json").or(() -> delta.text("text")).orElseThrow();
          if (told.getLast().equals(call)) {
            told.removeLast();
          }
          told.add(call + piece);
        }
        case "content_block_stop" -> told.add(".");
        default -> {
          // of the message
        }
      }
    }
    return told;
  }

  private static Json.Obj object(String text, int index) {
    return JsonText.object(text.replace("@", Integer.toString(index)));
  }

  @ParameterizedTest
  @CsvSource({
    "400,invalid_request_error",
    "401,authentication_error",
    "402,billing_error",
    "403,permission_error",
    "404,not_found_error",
    "405,invalid_request_error",
    "413,request_too_large",
    "429,rate_limit_error",
    "502,api_error",
    "503,overloaded_error",
    "504,timeout_error"
  })
  void a_refusal_has_anthropics_shape(int status, String type) {
    Refusal refusal = Refusal.permanent(status, "t", "c", "why");
    RequestId id = new RequestId("req_0");
    assertThat(new String(MessagesErrors.utf8(refusal, id), StandardCharsets.UTF_8))
        .isEqualTo(
            "{'type':'error','error':{'type':'%s','message':'why'},'request_id':'req_0'}"
                .formatted(type)
                .replace('\'', '"'));
  }
}
