package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class MainTest {
  @Test
  void version_names_the_program() {
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out));
    assertThat(line.execute("--version")).isZero();
    assertThat(out.toString()).startsWith("meridian ");
  }

  /// Descriptions are format strings: a lone `%` is a warning on every help page that shows it.
  @Test
  void every_description_can_be_printed() {
    List<String> texts = new ArrayList<>();
    collect(Main.commandLine(), texts);
    assertThat(texts).hasSizeGreaterThan(100);
    assertThat(texts)
        .allSatisfy(text -> assertThatCode(text::formatted).doesNotThrowAnyException());
  }

  private static void collect(CommandLine line, List<String> texts) {
    CommandLine.Model.CommandSpec spec = line.getCommandSpec();
    texts.addAll(List.of(spec.usageMessage().description()));
    spec.args().forEach(argument -> texts.addAll(List.of(argument.description())));
    line.getSubcommands().values().forEach(each -> collect(each, texts));
  }

  @Test
  void an_unknown_option_is_a_usage_error() {
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err));
    assertThat(line.execute("--no-such-option")).isEqualTo(2);
    assertThat(err.toString()).contains("--no-such-option");
  }
}
