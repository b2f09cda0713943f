package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import meridian.semantic.Curve;
import meridian.semantic.CurveJson;
import meridian.semantic.CurvePoint;
import meridian.wire.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SemanticEvalCommandTest {
  private static final Path PAIRS = Path.of("../docs/data/semantic-pairs.jsonl");

  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("asked.csv"), content);
  }

  private static Curve curve(CommandRun run) {
    assertThat(run.code()).as(run.err()).isZero();
    return JsonReader.tryRead(run.out().strip().getBytes(StandardCharsets.UTF_8))
        .flatMap(CurveJson::read)
        .orElseThrow();
  }

  @Test
  void on_the_sample_pairs_the_guard_removes_most_wrong_hits_and_no_right_one() {
    Curve curve = curve(CommandRun.of("semantic-eval", PAIRS.toString(), "--json"));
    CurvePoint wide = curve.at(0.80).orElseThrow();
    assertThat(wide.plain().wrong()).isGreaterThanOrEqualTo(25);
    assertThat(wide.removedWrong().value()).isGreaterThan(0.9);
    assertThat(wide.removedRight().count()).isZero();
  }

  @Test
  void labelled_questions_are_asked_one_after_the_other() throws IOException {
    Path file =
        file(
            """
            text,category
            "How do I reset my password, please?",reset
            How can I reset my password?,reset
            "I said ""no"",
            and again no",other
            """);
    CommandRun run =
        CommandRun.of("semantic-eval", file.toString(), "--threshold", "0.8", "--json");
    Curve curve = curve(run);
    assertThat(curve.questions()).isEqualTo(3);
    assertThat(curve.points()).hasSize(1);
    assertThat(curve.points().getFirst().guarded()).isEqualTo(new CurvePoint.Hits(3, 1, 0));
    assertThat(run.err()).contains("embedded 3 of 3");
    CommandRun table = CommandRun.of("semantic-eval", file.toString(), "--threshold", "0.8");
    assertThat(table.out()).contains("3 questions").contains("33.33 %").doesNotContain("password");
  }

  @Test
  void what_cannot_be_used_is_said_with_what_was_expected() throws IOException {
    assertThat(CommandRun.of("semantic-eval", "nowhere.csv").code()).isEqualTo(2);
    CommandRun columns = CommandRun.of("semantic-eval", file("a,b\n1,2\n").toString());
    assertThat(columns.code()).isEqualTo(2);
    assertThat(columns.err()).contains("text and category");
    CommandRun cells = CommandRun.of("semantic-eval", file("text,category\none\n").toString());
    assertThat(cells.err()).contains("row 2").contains("2 cells");
    CommandRun none = CommandRun.of("semantic-eval", file("text,category\n").toString());
    assertThat(none.err()).contains("at least one");
    CommandRun pairs = CommandRun.of("semantic-eval", file("{\"one\":\"a\"}").toString());
    assertThat(pairs.err()).contains("pair 1").contains("other");
    CommandRun json = CommandRun.of("semantic-eval", file("{\"one\":").toString());
    assertThat(json.err()).contains("line 1").contains("JSON");
    CommandRun threshold =
        CommandRun.of("semantic-eval", file("text,category\na,b\n").toString(), "--threshold", "2");
    assertThat(threshold.err()).contains("0 to 1");
  }

  /// Against the published curve of the same model and data; skipped, and said so, where the data
  /// are not. The order of its stream is not known, so figures agree within what the order changes.
  @Test
  void on_banking77_it_gives_the_known_curve() throws IOException {
    String folderName = System.getenv("MERIDIAN_SEMANTIC_DATA");
    assumeTrue(
        folderName != null, "skipped: MERIDIAN_SEMANTIC_DATA names no folder with BANKING77");
    Path data = Path.of(java.util.Objects.requireNonNull(folderName));
    Path questions = data.resolve("banking77/test.csv");
    assumeTrue(Files.exists(questions), "skipped: there is no " + questions);
    Curve curve = curve(CommandRun.of("semantic-eval", questions.toString(), "--json"));
    assertThat(curve.questions()).isEqualTo(3_080);
    int compared = 0;
    for (String line : Files.readAllLines(data.resolve("semantic_thresholds_minilm_q.csv"))) {
      String[] cells = line.split(",", -1);
      if (cells[0].equals("bank")) {
        CurvePoint.Hits hits = curve.at(Double.parseDouble(cells[2])).orElseThrow().plain();
        assertThat(hits.rate().value())
            .as("hit rate at %s", cells[2])
            .isCloseTo(Double.parseDouble(cells[3]), within(0.01));
        double wrongOfTraffic = (double) hits.wrong() / hits.questions();
        double known = Double.parseDouble(cells[4]);
        assertThat(wrongOfTraffic)
            .as("wrong share of traffic at %s", cells[2])
            .isCloseTo(known, within(0.002 + 0.25 * known));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(15);
  }
}
