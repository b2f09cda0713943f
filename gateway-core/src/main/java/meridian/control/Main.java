package meridian.control;

import java.io.PrintWriter;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The command line of the gateway.
///
/// Without a subcommand it prints its help. Exit codes: 0 done, 1 failed, 2 the command line was
/// wrong.
@Command(
    name = "meridian",
    mixinStandardHelpOptions = true,
    versionProvider = Main.ModuleVersion.class,
    subcommands = {
      ServeCommand.class,
      FingerprintCommand.class,
      KeysCommand.class,
      UsageCommand.class,
      ConfigCommand.class,
      SimulateCommand.class,
      CompareCommand.class,
      AdviseCommand.class,
      CampaignCommand.class,
      SemanticEvalCommand.class
    },
    description = "Runs and examines a multi-region LLM gateway.")
public final class Main implements Runnable {
  private Main() {}

  public static void main(String[] arguments) {
    // Output may hold any text of a request, and a machine may read it: UTF-8 whatever the locale.
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    System.exit(commandLine().setOut(out).execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    commandLine().usage(System.out);
  }

  /// The version that the build wrote into the module descriptor; `development` without one.
  static String version() {
    return Optional.ofNullable(Main.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse("development");
  }

  /// The program and its version.
  static final class ModuleVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"meridian " + version()};
    }
  }
}
