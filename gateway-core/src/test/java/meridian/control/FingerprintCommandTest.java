package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meridian.Json;
import meridian.wire.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class FingerprintCommandTest {
  private static final String HI =
      "{'model':'m','messages':[{'role':'user','content':'hi'}],'temperature':0.50}";
  private static final String HI_CANONICAL =
      "{\"messages\":[{\"content\":\"hi\",\"role\":\"user\"}],\"model\":\"m\",\"temperature\":0.5}";

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void one_request_is_described() throws Exception {
    assertThat(run("", "--json", file("a.json", HI))).isZero();
    Json.Obj report = JsonReader.readObject(out.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(report.text("fingerprint").orElseThrow()).matches("[0-9a-f]{64}");
    assertThat(report.text("canonical")).contains(HI_CANONICAL);
    assertThat(report.text("mode")).contains("full");
    assertThat(report.text("specification")).contains("1");
    assertThat(report.text("tenant")).contains("project:demo");
    assertThat(report.text("model")).contains("m");
    assertThat(report.has("refused")).isFalse();
  }

  @Test
  void the_plain_form_has_a_line_for_each_part() throws Exception {
    assertThat(run("", "--mode", "article", file("a.json", HI))).isZero();
    assertThat(out.toString()).contains("mode          article\n", "canonical     " + HI_CANONICAL);
  }

  @Test
  void what_bypasses_or_would_be_refused_is_said() throws Exception {
    assertThat(run("", file("a.json", "{'model':'m','top_k':1}"))).isZero();
    assertThat(out.toString())
        .contains("uncacheable   unknown_field", "field         top_k", "Missing required");
  }

  @Test
  void two_requests_differ_in_named_fields() throws Exception {
    String other = HI.replace("0.50", "1").replace("'hi'", "'ho'");
    assertThat(run("", file("a.json", HI), file("b.json", other))).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            messages[0].content
              first:  "hi"
              second: "ho"
            temperature
              first:  0.5
              second: 1
            """);
  }

  @Test
  void two_requests_may_be_the_same_or_one_uncacheable() throws Exception {
    String same = HI.replace("0.50", "5e-1").replace("{'model'", "{'stream':true,'model'");
    assertThat(run("", file("a.json", HI), file("b.json", same))).isZero();
    assertThat(out.toString()).startsWith("same fingerprint: ");
    assertThat(run("", "--json", file("a.json", HI), file("c.json", "{'novel':1}"))).isZero();
    assertThat(out.toString()).contains("\"same\":false,\"uncacheable\":\"second\"");
  }

  @Test
  void filters_answer_every_line_with_one_line() {
    String twice = "{'model':'m','model':'m'}";
    String lines =
        Stream.of(HI, twice, "{'novel':1}")
            .map(body -> base64(body.replace('\'', '"')) + "\n")
            .collect(Collectors.joining("", "", "***\n\n"));
    assertThat(run(lines, "--canonical")).isZero();
    List<String> canonical = out.toString().lines().toList();
    assertThat(canonical).hasSize(5);
    assertThat(canonical.get(0)).isEqualTo(base64(HI_CANONICAL));
    assertThat(canonical.get(1)).startsWith("ERR: refused: Expected each name once");
    assertThat(canonical.get(2)).startsWith("ERR: uncacheable: novel: ");
    assertThat(canonical.get(3)).startsWith("ERR: refused: expected a line of base64");
    assertThat(canonical.get(4)).startsWith("ERR: refused: ");

    assertThat(run(lines, "--hash", "--scope", "project:other")).isZero();
    List<String> other = out.toString().lines().toList();
    assertThat(run(lines, "--hash")).isZero();
    List<String> hashes = out.toString().lines().toList();
    assertThat(hashes.get(0)).matches("[0-9a-f]{64}").isNotEqualTo(other.get(0));
    assertThat(hashes.subList(1, 5)).isEqualTo(canonical.subList(1, 5));
  }

  @Test
  void golden_vectors_can_be_checked() {
    assertThat(run("", "--check")).isZero();
    assertThat(out.toString()).contains("golden vectors of specification 1: all as expected");
  }

  @Test
  void a_wrong_command_line_is_explained() throws Exception {
    assertThat(run("")).isEqualTo(2);
    assertThat(err.toString()).contains("Expected one or two request files");
    assertThat(run("", "--hash", "--canonical")).isEqualTo(2);
    assertThat(run("", "--hash", "--mode", "half")).isEqualTo(2);
    assertThat(err.toString()).contains("expected full or article, found 'half'");
    assertThat(run("", "--hash", "--scope", "demo")).isEqualTo(2);
    assertThat(err.toString()).contains("expected 'project:NAME'");
    assertThat(run("", folder.resolve("none.json").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("none.json");
    assertThat(run("", file("bad.json", "{'a':1,'a':2}"))).isEqualTo(2);
    assertThat(err.toString()).contains("the gateway refuses it. Expected each name once");
  }

  private int run(String input, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    return new CommandLine(new FingerprintCommand(new ByteArrayInputStream(bytes)))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private String file(String name, String body) throws IOException {
    return Files.writeString(folder.resolve(name), body.replace('\'', '"')).toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
