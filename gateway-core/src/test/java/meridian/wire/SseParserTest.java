package meridian.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import meridian.Json;
import org.junit.jupiter.api.Test;

class SseParserTest {
  private static final String STREAM =
      "\uFEFF: hello\r\ndata: {\"a\":\"é𝄞\"}\r\n\r\n"
          + "event: ping\rdata:one\rdata: two\r\r"
          + "id: 7\nretry: 10\ndata\n\n"
          + "data:  spaced\n\n"
          + "data: [DONE]\n\n";

  @Test
  void every_way_to_cut_a_stream_gives_the_same_events() throws Exception {
    byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      SseParser parser = new SseParser(1000);
      List<SseParser.Event> events = new ArrayList<>(parser.feed(bytes, 0, cut));
      events.addAll(parser.feed(bytes, cut, bytes.length - cut));

      assertThat(events)
          .as("cut at byte %d", cut)
          .containsExactly(
              new SseParser.Event("message", "{\"a\":\"é𝄞\"}"),
              new SseParser.Event("ping", "one\ntwo"),
              new SseParser.Event("message", " spaced"),
              new SseParser.Event("message", "[DONE]"));
      assertThat(parser.isMidEvent()).isFalse();
    }
  }

  @Test
  void single_bytes_give_the_same_events() throws Exception {
    SseParser parser = new SseParser(1000);
    List<SseParser.Event> events = new ArrayList<>();
    for (byte b : STREAM.getBytes(StandardCharsets.UTF_8)) {
      events.addAll(parser.feed(new byte[] {b}, 0, 1));
    }

    assertThat(events).hasSize(4);
    assertThat(events.getLast().isDone()).isTrue();
  }

  @Test
  void an_event_cut_off_by_the_end_of_the_stream_is_not_given_out() throws Exception {
    SseParser parser = new SseParser(1000);

    assertThat(feed(parser, "data: {\"half\":")).isEmpty();
    assertThat(parser.isMidEvent()).isTrue();
  }

  @Test
  void an_event_at_the_bound_passes_and_one_byte_more_is_refused() throws Exception {
    assertThat(feed(new SseParser(10), "data: 1234\n\n")).hasSize(1);

    assertThatThrownBy(() -> feed(new SseParser(10), "data: 12345\n\n"))
        .isInstanceOf(SseParser.Oversized.class)
        .hasMessageContaining("at most 10 bytes");
    assertThatThrownBy(() -> feed(new SseParser(10), "data: 1\ndata: 2\n\n"))
        .isInstanceOf(SseParser.Oversized.class);
  }

  @Test
  void keep_alive_comments_never_add_up_to_an_oversized_event() throws Exception {
    SseParser parser = new SseParser(20);
    for (int i = 0; i < 100; i++) {
      assertThat(feed(parser, ": waiting\n")).isEmpty();
    }

    assertThat(feed(parser, "data: 1\n\n")).hasSize(1);
  }

  @Test
  void what_is_written_is_read_back() throws Exception {
    byte[] payload = JsonWriter.utf8(Json.Obj.of("text", new Json.Text("a\nb\r\u2028c")));

    List<SseParser.Event> events = feed(new SseParser(1000), Sse.event(payload), Sse.done());

    assertThat(events.get(0).data()).isEqualTo(new String(payload, StandardCharsets.UTF_8));
    assertThat(events.get(1).isDone()).isTrue();
  }

  private static List<SseParser.Event> feed(SseParser parser, String text) throws Exception {
    return feed(parser, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<SseParser.Event> feed(SseParser parser, byte[]... pieces) throws Exception {
    List<SseParser.Event> events = new ArrayList<>();
    for (byte[] piece : pieces) {
      events.addAll(parser.feed(piece, 0, piece.length));
    }
    return events;
  }
}
