package meridian.control;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import meridian.Json;
import meridian.control.Gateways.CannotStart;
import meridian.wire.JsonWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How a command that plays scenarios answers: text or one line of JSON on its output, problems on
/// its error output with exit code 2.
final class CommandOutput {
  /// Exit code when scenario, configuration or command line is wrong.
  static final int WRONG = 2;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandSpec command;

  @Option(names = "--json", description = "Print the result as one line of JSON.")
  private boolean json;

  /// What a command does, as far as it can.
  interface Work {
    /// Does it and returns the exit code.
    ///
    /// @throws IllegalArgumentException when an option's value makes no sense; the message says why
    int run() throws CannotStart, IOException;
  }

  /// Whether the result is to be JSON.
  boolean isJson() {
    return json;
  }

  /// Where the result goes.
  PrintWriter out() {
    return command.commandLine().getOut();
  }

  /// Where progress and problems go.
  PrintWriter err() {
    return command.commandLine().getErr();
  }

  /// Prints `result` as one line.
  void print(Json result) {
    out().println(JsonWriter.text(result));
    out().flush();
  }

  /// Does `work` with all virtual threads on one carrier, as virtual time wants it; what stands in
  /// its way is printed.
  int play(Work work) {
    SingleCarrier.use();
    try {
      return work.run();
    } catch (CannotStart cannot) {
      return wrong(cannot.problems());
    } catch (IllegalArgumentException | IOException cannot) {
      return wrong(List.of(String.valueOf(cannot.getMessage())));
    }
  }

  private int wrong(List<String> problems) {
    problems.forEach(err()::println);
    err().flush();
    return WRONG;
  }
}
