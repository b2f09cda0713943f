package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluatingTest {
  private static final Path PAIRS = Path.of("../docs/data/semantic-pairs.jsonl");

  @TempDir private Path folder;

  @Test
  void questions_are_measured_and_the_result_reads_as_itself() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    Evaluation measured =
        ((Evaluating.Result.Done)
                Evaluating.of(PAIRS, (what, done, all) -> heard.add(what + all), () -> false))
            .evaluation();
    assertThat(measured.isPairs()).isTrue();
    assertThat(measured.questions()).isEqualTo(80);
    assertThat(heard).contains("embedded160");
    Path saved = Files.writeString(folder.resolve("curve.json"), measured.json());
    assertThat(Evaluating.of(saved, (_, _, _) -> {}, () -> false))
        .isEqualTo(new Evaluating.Result.Done(measured));
  }

  @Test
  void it_ends_soon_after_it_was_given_up() {
    AtomicBoolean isCancelled = new AtomicBoolean();
    List<Integer> done = new CopyOnWriteArrayList<>();
    Evaluating.Result result =
        Evaluating.of(
            PAIRS,
            (_, so, _) -> {
              done.add(so);
              isCancelled.set(true);
            },
            isCancelled::get);
    assertThat(result).isEqualTo(new Evaluating.Result.Cancelled());
    assertThat(done).hasSizeLessThan(20);
  }

  @Test
  void a_file_of_something_else_is_refused_with_what_was_expected() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "nothing of the kind");
    assertThat(Evaluating.of(file, (_, _, _) -> {}, () -> false).toString())
        .contains("text and category");
    assertThat(Evaluating.of(folder.resolve("none"), (_, _, _) -> {}, () -> false).toString())
        .contains("expected a readable file");
  }
}
