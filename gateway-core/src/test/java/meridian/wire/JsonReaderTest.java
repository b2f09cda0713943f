package meridian.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import meridian.Json;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\":1,\"a\":{\"z\":[],\"y\":{}}}",
        "[1,1.0,1e0,-0,1E400,0.10,123456789012345678901234567890]",
        "\"line\\nquote\\\"back\\\\slash\\u0001 é 漢 😀\"",
        "[true,false,null]",
        "\"\"",
      })
  void what_is_read_is_written_again_to_the_byte(String text) throws MalformedJson {
    assertThat(JsonWriter.text(JsonReader.read(utf8(text)))).isEqualTo(text);
    assertThat(JsonWriter.utf8(JsonReader.read(utf8(text)))).isEqualTo(utf8(text));
    assertThat(JsonWriter.sizeBytes(JsonReader.read(utf8(text)))).isEqualTo(utf8(text).length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''          | found nothing (line 1, column 1, byte 0)",
        "'   '       | only blanks",
        "{\"a\":      | found its end too early (line 1, column",
        "{\"a\":\"b   | found its end too early (line 1, column",
      })
  void the_message_says_what_is_wrong_and_nothing_of_the_reader(String text, String words) {
    assertThatThrownBy(() -> JsonReader.read(utf8(text)))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining(words)
        .message()
        .doesNotContain("Source", "Stream", "byte -");
  }

  @Test
  void too_deep_a_nesting_is_refused_with_the_bound() {
    assertThatThrownBy(() -> JsonReader.read(utf8("[".repeat(65))))
        .hasMessageStartingWith("Expected arrays and objects at most 64 deep, found more")
        .message()
        .doesNotContain("Stream");
  }

  @Test
  void an_escaped_pair_and_the_raw_character_are_the_same_text() throws MalformedJson {
    assertThat(JsonReader.read(utf8("\"\\ud83d\\ude00\""))).isEqualTo(new Json.Text("😀"));
    assertThat(JsonReader.read(utf8("\"😀\""))).isEqualTo(new Json.Text("😀"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":[{\"c\":1,\"d\":2,\"c\":1}]}}",
        "{\"a\":1,\"\\u0061\":2}",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ude00\\ud83d\"",
        "\"x\\ud83dx\"",
        "{\"\\ud800\":1}",
        "{} {}",
        "{}x",
        "",
        "   ",
        "NaN",
        "[Infinity]",
        "[01]",
        "[+1]",
        "[.5]",
        "[1.]",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "[\"tab\there\"]",
        "// comment\n1",
        "{\"a\":",
        "[1",
        "\"\\x41\"",
        "\u0000{}",
        "\uFEFF{}",
      })
  void what_others_may_read_differently_is_refused(String text) {
    assertThatThrownBy(() -> JsonReader.read(utf8(text)))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining("byte ");
  }

  @ParameterizedTest
  @CsvSource({
    "22eda08022, a surrogate in three bytes (CESU-8)",
    "22eda0bdedb88022, a pair of them",
    "22c08022, NUL in two bytes",
    "22c1bf22, an overlong letter",
    "22e0808022, an overlong in three bytes",
    "22f080808022, an overlong in four bytes",
    "22f490808022, above U+10FFFF",
    "22ff22, a byte that never occurs",
    "228022, a continuation alone",
    "22e282, cut short",
    "7b007d00, UTF-16 little endian",
    "007b007d, UTF-16 big endian",
    "fffe7b007d00, UTF-16 with a mark",
  })
  void bytes_that_are_not_utf8_are_refused(String hex, String what) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> JsonReader.read(bytes)).as(what).isInstanceOf(MalformedJson.class);
  }

  @Test
  void a_problem_is_located() {
    assertThatThrownBy(() -> JsonReader.read(utf8("{\n  \"a\": 1,\n  \"a\": 2\n}")))
        .hasMessageContaining("line 3")
        .isInstanceOfSatisfying(
            MalformedJson.class, malformed -> assertThat(malformed.offset()).isEqualTo(14));
    assertThatThrownBy(() -> JsonReader.read(HexFormat.of().parseHex("7b0a22ff223a317d")))
        .hasMessageContaining("line 2, column 2, byte 3");
  }

  @Test
  void bounds_hold_at_their_last_value_and_not_past_it() throws MalformedJson {
    int depth = JsonReader.MAX_DEPTH;
    assertThat(JsonReader.read(utf8("[".repeat(depth) + "]".repeat(depth)))).isNotNull();
    assertRefused("[".repeat(depth + 1) + "]".repeat(depth + 1));
    assertThat(JsonReader.read(utf8("1".repeat(JsonReader.MAX_NUMBER_LENGTH)))).isNotNull();
    assertRefused("1".repeat(JsonReader.MAX_NUMBER_LENGTH + 1));
    assertRefused("0." + "1".repeat(JsonReader.MAX_NUMBER_LENGTH));
    assertThat(JsonReader.read(utf8(members(JsonReader.MAX_MEMBERS)))).isNotNull();
    assertRefused(members(JsonReader.MAX_MEMBERS + 1));
    assertRefused("{\"" + "n".repeat(JsonReader.MAX_NAME_LENGTH + 1) + "\":1}");
  }

  @Test
  void a_duplicate_is_found_among_few_and_among_many() throws MalformedJson {
    for (int size : new int[] {1, 2, 15, 16, 17, 18, 40}) {
      String object = members(size);
      assertThat(((Json.Obj) JsonReader.read(utf8(object))).size()).isEqualTo(size);
      for (int twice : new int[] {0, size / 2, size - 1}) {
        assertRefused(object.replace("}", ",\"m" + twice + "\":0}"));
      }
    }
  }

  @Test
  void an_answer_may_be_cut_between_the_halves_of_a_pair() throws MalformedJson {
    Json half = JsonReader.readAnswer(utf8("\"\\ud83d\""));
    assertThat(half).isEqualTo(new Json.Text("\ud83d"));
    assertThat(JsonWriter.text(half)).isEqualTo("\"\\ud83d\"");
  }

  @Test
  void any_tree_survives_writing_and_reading() throws MalformedJson {
    long seed = Long.getLong("meridian.seed", 20261122L);
    Dice dice = new Dice(seed).fork("json");
    for (int i = 0; i < 2_000; i++) {
      Json tree = tree(dice, 4);
      assertThat(JsonReader.read(JsonWriter.utf8(tree)))
          .as("seed %d, tree %d", seed, i)
          .isEqualTo(tree);
    }
  }

  private static Json tree(Dice dice, int depth) {
    return switch (dice.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> new Json.Text(text(dice));
      case 1 -> new Json.Num(Double.toString(dice.nextGaussian() * 1e9));
      case 2 -> Json.Num.of(dice.nextLong());
      case 3 -> dice.chance(0.5) ? Json.Bool.TRUE : Json.Bool.FALSE;
      case 4 -> Json.Null.NULL;
      case 5 -> {
        List<Json> items = new ArrayList<>();
        for (int i = dice.nextInt(4); i > 0; i--) {
          items.add(tree(dice, depth - 1));
        }
        yield new Json.Arr(items);
      }
      default -> {
        Json.Obj object = Json.Obj.empty();
        for (int i = dice.nextInt(20); i > 0; i--) {
          object = object.with(text(dice), tree(dice, depth - 1));
        }
        yield object;
      }
    };
  }

  private static String text(Dice dice) {
    StringBuilder text = new StringBuilder();
    int[] bounds = {0x20, 0x80, 0x800, 0xD800, 0x110000};
    for (int i = dice.nextInt(12); i > 0; i--) {
      int codePoint = dice.nextInt(bounds[dice.nextInt(bounds.length)]);
      text.appendCodePoint(codePoint >= 0xD800 && codePoint < 0xE000 ? '-' : codePoint);
    }
    return text.toString();
  }

  private static String members(int size) {
    StringBuilder object = new StringBuilder("{");
    for (int i = 0; i < size; i++) {
      object.append(i > 0 ? "," : "").append("\"m").append(i).append("\":").append(i);
    }
    return object.append('}').toString();
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> JsonReader.read(utf8(text))).isInstanceOf(MalformedJson.class);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
