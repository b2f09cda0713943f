package meridian.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meridian.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonWriterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "quote \" backslash \\ slash /",
        "\b\t\n\f\r",
        "\u0000\u001f\u007f",
        "é\u0080\u07ff",
        "\u0800\u20ac\uffff",
        "pair \ud83d\ude00 end",
        "lone \ud83d",
        "\ude00 lone first",
        "two \ud83d\ud83d\ude00"
      })
  void the_size_that_is_counted_is_the_size_that_is_written(String text) {
    Json value =
        Json.Obj.of(text, new Json.Text(text))
            .with("list", new Json.Arr(List.of(Json.Null.NULL, Json.Bool.TRUE, Json.Num.of(-12))))
            .with("none", new Json.Arr(List.of()))
            .with("empty", Json.Obj.empty())
            .with("no", Json.Bool.FALSE);
    assertThat(JsonWriter.sizeBytes(value)).isEqualTo(JsonWriter.utf8(value).length);
  }
}
