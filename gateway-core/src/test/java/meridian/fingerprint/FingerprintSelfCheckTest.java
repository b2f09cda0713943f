package meridian.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import meridian.Json;
import meridian.wire.JsonReader;
import org.junit.jupiter.api.Test;

final class FingerprintSelfCheckTest {
  private static final Path RESOURCES = Path.of("src/main/resources/meridian/fingerprint");
  private static final FingerprintSpec SPEC = FingerprintSpec.load(JsonReader::tryRead);

  @Test
  void every_golden_vector_agrees() {
    FingerprintSelfCheck.Report report = FingerprintSelfCheck.run(SPEC, JsonReader::tryRead);
    assertThat(report.mismatch()).isEmpty();
    assertThat(report.isSound()).isTrue();
    assertThat(report.vectors()).isGreaterThanOrEqualTo(100);
  }

  @Test
  void a_skewed_execution_is_named_by_its_first_mismatch() throws Exception {
    String file = Files.readString(RESOURCES.resolve("golden-vectors-v1.json"));
    String skewed = file.replaceFirst("\"hash\":\"....", "\"hash\":\"dead");
    FingerprintSelfCheck.Report report =
        FingerprintSelfCheck.run(SPEC, JsonReader::tryRead, object(skewed));
    assertThat(report.isSound()).isFalse();
    assertThat(report.mismatch().orElseThrow())
        .contains("'the smallest request'", "expected dead", "found ");
  }

  /// A reader that lets something through what the real one refuses is found out too.
  @Test
  void a_lenient_reader_is_found_out() {
    FingerprintSelfCheck.Report report =
        FingerprintSelfCheck.run(
            SPEC, body -> JsonReader.tryRead(body).or(() -> Optional.of(Json.Obj.empty())));
    assertThat(report.mismatch().orElseThrow()).contains("expected a refusal");
  }

  @Test
  void no_vectors_are_no_proof() {
    assertThat(FingerprintSelfCheck.run(SPEC, JsonReader::tryRead, Json.Obj.empty()).isSound())
        .isFalse();
  }

  @Test
  void the_bounds_of_the_specification_are_those_of_the_reader() throws Exception {
    Json.Obj bounds =
        object(Files.readString(RESOURCES.resolve("spec-v1.json"))).object("bounds").orElseThrow();
    assertThat(bounds.number("depth", 0)).isEqualTo(JsonReader.MAX_DEPTH);
    assertThat(bounds.number("number_length", 0)).isEqualTo(JsonReader.MAX_NUMBER_LENGTH);
    assertThat(bounds.number("name_length", 0)).isEqualTo(JsonReader.MAX_NAME_LENGTH);
    assertThat(bounds.number("members", 0)).isEqualTo(JsonReader.MAX_MEMBERS);
    assertThat(bounds.number("bytes", 0)).isEqualTo(JsonReader.MAX_BYTES);
  }

  @Test
  void the_javascript_of_the_edge_worker_agrees_on_every_vector() throws Exception {
    Path script = Path.of("../sample-configs/edge-worker/fingerprint.test.mjs");
    assertThat(Node.run(List.of(script.toString()), "")).contains("all as expected");
  }

  private static Json.Obj object(String text) throws Exception {
    return JsonReader.readObject(text.getBytes(StandardCharsets.UTF_8));
  }
}
