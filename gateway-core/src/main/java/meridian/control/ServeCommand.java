package meridian.control;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import meridian.Json;
import meridian.control.config.ConfigSource;
import meridian.live.process.StopSignal;
import meridian.wire.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `meridian serve`: runs a gateway until it is told to stop.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the gateway of a configuration until it is told to stop (Ctrl-C, SIGTERM), and prints"
          + " its addresses.",
      "Exit codes: 0 stopped, 2 the configuration is wrong or a port is taken."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int STOPPED = 0;
  private static final int CANNOT_START = 2;

  private final Opening opening;
  private final Consumer<Runnable> untilStopped;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandSpec command;

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(names = "--json", description = "Print the addresses as one line of JSON.")
  private boolean json;

  /// The live world.
  ServeCommand() {
    this(Opened::embedded, StopSignal::awaitThen);
  }

  /// @param opening starts gateways
  /// @param untilStopped waits until the process is told to stop, and then runs what it is given
  ServeCommand(Opening opening, Consumer<Runnable> untilStopped) {
    this.opening = opening;
    this.untilStopped = untilStopped;
  }

  /// Starts gateways.
  @FunctionalInterface
  interface Opening {
    /// Starts the gateway that `source` describes.
    Opened open(ConfigSource source) throws Gateways.CannotStart;
  }

  /// A gateway that runs.
  ///
  /// @param management base URL of `/metrics`
  /// @param books where ledger and usage are kept, for people
  record Opened(Gateway gateway, Optional<String> management, String books) {
    static Opened embedded(ConfigSource source) throws Gateways.CannotStart {
      EmbeddedGateway gateway = Gateways.start(source);
      return new Opened(gateway, gateway.management(), gateway.books());
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    Opened opened;
    try {
      opened = opening.open(options.source());
    } catch (Gateways.CannotStart e) {
      PrintWriter err = command.commandLine().getErr();
      e.problems().forEach(err::println);
      err.flush();
      return CANNOT_START;
    }
    if (json) {
      out.println(JsonWriter.text(json(opened)));
    } else {
      Addresses.print(opened.gateway().description(), opened.management(), opened.books(), out);
    }
    out.flush();
    untilStopped.accept(opened.gateway()::close);
    return STOPPED;
  }

  private static Json.Obj json(Opened opened) {
    Description about = opened.gateway().description();
    Json.Obj pops = Json.Obj.empty();
    for (Description.Site site : about.pops()) {
      pops = pops.with(site.pop().code(), site.baseUrl());
    }
    List<Json> models = about.models().stream().<Json>map(Json.Text::new).toList();
    Json.Obj line =
        Json.Obj.empty()
            .with("name", about.name())
            .with("pattern", about.pattern())
            .with("frontDoor", about.frontDoor())
            .with("management", textOrNull(opened.management()))
            .with("pops", pops)
            .with("origin", about.origin().name())
            .with("books", opened.books())
            .with("models", new Json.Arr(models))
            .with("isNetworkModelled", new Json.Bool(about.isNetworkModelled()));
    return line.with("demoKey", textOrNull(about.demoKey()));
  }

  private static Json textOrNull(Optional<String> text) {
    return text.<Json>map(Json.Text::new).orElse(Json.Null.NULL);
  }
}
