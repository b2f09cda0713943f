package meridian.control;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `meridian keys`: makes, lists, rotates and revokes API keys in the keys file of a configuration.
/// A gateway that runs from that configuration sees the change within two seconds.
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    subcommands = {
      KeysCreate.class,
      KeysList.class,
      KeysRotate.class,
      KeysExpire.class,
      KeysRevoke.class
    },
    description = "Makes, lists, rotates, puts off and revokes API keys.")
final class KeysCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandSpec command;

  @Override
  public void run() {
    command.commandLine().usage(command.commandLine().getOut());
  }
}
