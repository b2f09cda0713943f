package meridian.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import meridian.Json;
import meridian.Stage;
import meridian.StageTimes;
import org.junit.jupiter.api.Test;

final class StagesJsonTest {
  @Test
  void stages_are_written_in_microseconds_in_the_order_of_the_way_without_those_that_took_none() {
    long[] nanos = new long[Stage.COUNT];
    nanos[Stage.PROVIDER_STREAM.ordinal()] = 2_000_000_999L;
    nanos[Stage.EDGE_AUTH.ordinal()] = 12_000;
    nanos[Stage.EDGE_KV.ordinal()] = 999; // below a microsecond

    assertThat(JsonWriter.text(StagesJson.json(StageTimes.of(nanos))))
        .isEqualTo("{\"edge_auth\":12,\"provider_stream\":2000000}");
  }

  @Test
  void what_was_written_is_read_and_what_nobody_knows_is_passed_over() {
    long[] nanos = new long[Stage.COUNT];
    nanos[Stage.EDGE_AUTH.ordinal()] = 12_000;
    Json.Obj object =
        (Json.Obj)
            JsonReader.tryRead(
                    "{\"edge_auth\":12,\"edge_magic\":7,\"edge_kv\":-3,\"edge_limit\":9223372036854775807}"
                        .getBytes(StandardCharsets.UTF_8))
                .orElseThrow();

    assertThat(StagesJson.times(object)).isEqualTo(StageTimes.of(nanos));
    assertThat(StagesJson.times(Json.Obj.empty())).isEqualTo(StageTimes.NONE);
  }
}
