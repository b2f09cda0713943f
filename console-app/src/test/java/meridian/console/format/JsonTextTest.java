package meridian.console.format;

import static org.assertj.core.api.Assertions.assertThat;

import meridian.Json;
import org.junit.jupiter.api.Test;

final class JsonTextTest {
  @Test
  void what_was_quoted_reads_back_as_it_was() {
    String awkward = "\"\\/\b\f\n\r\t\u0000\u001f é 😀 </script>";
    assertThat(JsonText.read(JsonText.quote(awkward))).contains(new Json.Text(awkward));
  }

  @Test
  void nested_values_are_read_in_order() {
    assertThat(JsonText.read(" {\"a\": [1, -2.5e3, true, null], \"b\": {}} ").map(Object::toString))
        .hasValueSatisfying(text -> assertThat(text).contains("a: ", "-2.5e3", "b: []"));
  }

  @Test
  void what_is_not_one_value_is_refused() {
    for (String wrong :
        new String[] {
          "", " ", "{", "[1,]", "{\"a\" 1}", "01", "1.", "+1", "tru", "\"\\x\"", "\"a", "1 2", "'a'"
        }) {
      assertThat(JsonText.read(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void nesting_beyond_the_bound_is_refused_without_running_out_of_stack() {
    assertThat(JsonText.read("[".repeat(100_000))).isEmpty();
  }
}
