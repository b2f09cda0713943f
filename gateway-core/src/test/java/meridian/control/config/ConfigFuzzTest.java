package meridian.control.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Configurations with things broken in them at random. `-Dmeridian.seed=N` repeats a run.
final class ConfigFuzzTest {
  private static final int RUNS = 600;
  private static final String[] SPLINTERS = {
    ":",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "\n",
    "  ",
    "\t",
    "\"",
    "'",
    "&a ",
    "*a",
    "!!int ",
    "#",
    "~",
    "-1",
    "1e999",
    "99999999999999999999",
    "NaN",
    "null",
    "none",
    "[]",
    "{}",
    "? ",
    "|",
    ">",
    "%",
    "@",
    "\u0000",
    "\uD800",
    "é",
    "0",
    "5m",
    "10MB",
    "mk_",
    "<<: ",
    "---\n",
    "...\n"
  };

  @Test
  void a_broken_configuration_is_reported_and_never_breaks_the_reader() throws IOException {
    long seed = Long.getLong("meridian.seed", System.nanoTime());
    System.out.println("ConfigFuzzTest seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    String sample = Files.readString(Path.of("..", "sample-configs", "prism-mumbai.yaml"));
    int refused = 0;
    for (int run = 0; run < RUNS; run++) {
      String text = mutate(sample, random);
      List<String> sets = run % 3 == 0 ? List.of(set(random)) : List.of();
      try {
        ConfigReader.Result result = Configs.READER.read(Path.of("f.yaml"), text, sets);
        if (result instanceof ConfigReader.Result.Invalid invalid) {
          refused++;
          assertThat(invalid.problems()).isNotEmpty().allSatisfy(ConfigFuzzTest::reads_well);
        }
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + " run " + run + " sets " + sets + "\n" + text, e);
      }
    }
    assertThat(refused).as("refused of " + RUNS + " with seed " + seed).isGreaterThan(RUNS / 4);
  }

  private static void reads_well(String problem) {
    assertThat(problem)
        .contains("expected")
        .doesNotContain("\n")
        .doesNotContain("524qcqnigkydx26zgoatljsvvclepu5c");
    assertThat(problem.length()).isLessThan(2_000);
  }

  private static String mutate(String sample, SplittableRandom random) {
    StringBuilder text = new StringBuilder(sample);
    int strokes = 1 + random.nextInt(6);
    for (int i = 0; i < strokes; i++) {
      int at = random.nextInt(text.length());
      int until = Math.min(text.length(), at + 1 + random.nextInt(12));
      switch (random.nextInt(6)) {
        case 0 -> text.delete(at, until);
        case 1 -> text.insert(at, SPLINTERS[random.nextInt(SPLINTERS.length)]);
        case 2 -> text.replace(at, until, SPLINTERS[random.nextInt(SPLINTERS.length)]);
        case 3 -> text.insert(at, text.substring(at, until));
        case 4 -> swapLines(text, random);
        default -> replaceValue(text, random);
      }
    }
    return text.toString();
  }

  private static void swapLines(StringBuilder text, SplittableRandom random) {
    List<String> lines = new ArrayList<>(text.toString().lines().toList());
    int a = random.nextInt(lines.size());
    int b = random.nextInt(lines.size());
    String first = lines.get(a);
    lines.set(a, lines.get(b));
    lines.set(b, first);
    text.setLength(0);
    text.append(String.join("\n", lines)).append('\n');
  }

  /// Puts a splinter where a value was, so that the text stays YAML more often.
  private static void replaceValue(StringBuilder text, SplittableRandom random) {
    int colon = text.indexOf(": ", random.nextInt(text.length()));
    if (colon >= 0) {
      int end = text.indexOf("\n", colon);
      text.replace(
          colon + 2, end < 0 ? text.length() : end, SPLINTERS[random.nextInt(SPLINTERS.length)]);
    }
  }

  private static String set(SplittableRandom random) {
    List<Fields.Row> rows = Fields.all();
    String path = rows.get(random.nextInt(rows.size())).path();
    return path.replace("[…]", "[" + random.nextInt(4) + "]").replace("NAME", "demo")
        + "="
        + SPLINTERS[random.nextInt(SPLINTERS.length)];
  }
}
