package meridian.control;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import meridian.atlas.Atlas;
import meridian.control.config.ConfigReader;
import meridian.control.config.ConfigSource;
import meridian.control.config.Explanation;
import meridian.control.config.GatewayConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `meridian config`: checks a configuration without starting anything, and explains its fields.
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    subcommands = {ConfigCommand.Check.class, ConfigCommand.Explain.class},
    description = "Checks a configuration, or explains its fields.")
final class ConfigCommand implements Runnable {
  private static final int DONE = 0;
  private static final int WRONG = 2;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandSpec command;

  @Override
  public void run() {
    command.commandLine().usage(command.commandLine().getOut());
  }

  /// `config check`.
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Checks a configuration and prints every problem; starts nothing.",
        "Exit codes: 0 it is sound, 2 it is not."
      })
  static final class Check implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before it calls
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "The configuration.")
    private Path file = Path.of("");

    @Option(
        names = "--set",
        paramLabel = "PATH=VALUE",
        description = "Override a field first, as serve does.")
    private List<String> sets = List.of();

    @Option(names = "--print", description = "Print every setting in force, without secrets.")
    private boolean print;

    @Override
    public Integer call() {
      ConfigReader.Result result =
          new ConfigSource(file, sets).read(new ConfigReader(Atlas.load()));
      return switch (result) {
        case ConfigReader.Result.Invalid invalid -> {
          PrintWriter err = command.commandLine().getErr();
          invalid.problems().forEach(err::println);
          err.flush();
          yield WRONG;
        }
        case ConfigReader.Result.Valid valid -> {
          print(valid.config(), command.commandLine().getOut());
          yield DONE;
        }
      };
    }

    private void print(GatewayConfig config, PrintWriter out) {
      if (print) {
        config.settings().forEach((path, text) -> out.println(path + ": " + text));
      }
      out.printf(
          "%s: sound; %s, pattern %s, PoPs %d, providers %d, projects %d%n",
          file,
          config.name(),
          config.pattern().label(),
          config.pops().size(),
          config.providers().size(),
          config.projects().size());
      out.flush();
    }
  }

  /// `config explain`.
  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description = "Prints what fields mean, what they take and what they are when left out.")
  static final class Explain implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before it calls
    private CommandSpec command;

    @Parameters(
        paramLabel = "PATH",
        arity = "0..1",
        description = "A field or group such as edge.coldAfter; all when left out.")
    private String path = "";

    @Override
    public Integer call() {
      return switch (Explanation.of(path)) {
        case Explanation.Known known -> {
          PrintWriter out = command.commandLine().getOut();
          known.lines().forEach(out::println);
          out.flush();
          yield DONE;
        }
        case Explanation.Unknown unknown -> {
          PrintWriter err = command.commandLine().getErr();
          err.println(unknown.problem());
          err.flush();
          yield WRONG;
        }
      };
    }
  }
}
