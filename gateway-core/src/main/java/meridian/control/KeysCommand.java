package meridian.control;

import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import meridian.Json;
import meridian.KeyId;
import meridian.ProjectId;
import meridian.atlas.Atlas;
import meridian.control.config.ConfigReader;
import meridian.control.config.GatewayConfig;
import meridian.live.Secrets;
import meridian.live.keys.KeyFile;
import meridian.live.keys.KeyFileBroken;
import meridian.live.keys.StoredKey;
import meridian.live.time.SystemWorld;
import meridian.wire.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `meridian keys`: makes, lists and revokes API keys in the keys file of a configuration. A
/// gateway that runs from that configuration sees the change within two seconds.
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    subcommands = {KeysCommand.Create.class, KeysCommand.ListKeys.class, KeysCommand.Revoke.class},
    description = "Makes, lists and revokes API keys.")
final class KeysCommand implements Runnable {
  private static final int DONE = 0;
  private static final int REFUSED = 2;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandSpec command;

  @Override
  public void run() {
    command.commandLine().usage(command.commandLine().getOut());
  }

  /// What the three have in common: a configuration that names a keys file, and how to fail.
  abstract static class OnKeys implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before it calls
    private CommandSpec command;

    @Mixin private ConfigOptions options = new ConfigOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public final Integer call() {
      try {
        GatewayConfig config = config();
        run(config, new KeyFile(config.keys().file().orElseThrow(OnKeys::noFile)), out());
        out().flush();
        return DONE;
      } catch (KeyFileBroken | Refused e) {
        command.commandLine().getErr().println(String.valueOf(e.getMessage()));
        command.commandLine().getErr().flush();
        return REFUSED;
      }
    }

    abstract void run(GatewayConfig config, KeyFile file, PrintWriter out)
        throws KeyFileBroken, Refused;

    private GatewayConfig config() throws Refused {
      return switch (options.source().read(new ConfigReader(Atlas.load()))) {
        case ConfigReader.Result.Invalid invalid ->
            throw new Refused(String.join("\n", invalid.problems()));
        case ConfigReader.Result.Valid valid -> valid.config();
      };
    }

    private static Refused noFile() {
      return new Refused(
          "keys: expected keys.file in the configuration, found none; add it, such as 'keys: {file:"
              + " keys.json}'");
    }

    private PrintWriter out() {
      return command.commandLine().getOut();
    }

    boolean isJson() {
      return json;
    }

    static java.time.Instant now() {
      try (SystemWorld world = new SystemWorld(1)) {
        return world.instant().truncatedTo(ChronoUnit.SECONDS);
      }
    }
  }

  /// The command cannot be carried out; the message says why and what to do.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /// `keys create`.
  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Makes a key for a project and prints it, once: only its digest is kept.")
  static final class Create extends OnKeys {
    @Option(
        names = "--project",
        required = true,
        paramLabel = "NAME",
        description = "A project of the configuration.")
    private String project = "";

    @Override
    void run(GatewayConfig config, KeyFile file, PrintWriter out) throws KeyFileBroken, Refused {
      ProjectId owner =
          config.projects().keySet().stream()
              .filter(each -> each.name().equals(project))
              .findFirst()
              .orElseThrow(() ->
                  new Refused(
                      "keys create --project: expected one of %s, found '%s'; choose one or add it to the configuration"
                          .formatted(config.projects().keySet(), project)));
      Secrets.NewKey fresh = new Secrets().newKey();
      file.add(
          new StoredKey(fresh.kept().id(), fresh.kept().digest(), owner, now(), Optional.empty()));
      if (isJson()) {
        out.println(
            JsonWriter.text(
                Json.Obj.empty()
                    .with("key", fresh.text())
                    .with("id", fresh.kept().id().text())
                    .with("project", owner.name())));
      } else {
        out.println(fresh.text());
      }
    }
  }

  /// `keys list`.
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists keys by their public half.")
  static final class ListKeys extends OnKeys {
    @Override
    void run(GatewayConfig config, KeyFile file, PrintWriter out) throws KeyFileBroken {
      List<StoredKey> keys = file.read();
      if (isJson()) {
        List<Json> items = keys.stream().<Json>map(ListKeys::json).toList();
        out.println(JsonWriter.text(Json.Obj.of("keys", new Json.Arr(items))));
        return;
      }
      for (StoredKey key : keys) {
        out.printf(
            "mk_%s_…  %-20s created %s  %s%n",
            key.id(),
            key.project(),
            key.created(),
            key.revoked().map(at -> "revoked " + at).orElse("valid"));
      }
      if (keys.isEmpty()) {
        out.println("no keys yet; make one with 'meridian keys create'");
      }
    }

    private static Json.Obj json(StoredKey key) {
      return Json.Obj.empty()
          .with("id", key.id().text())
          .with("project", key.project().name())
          .with("created", key.created().toString())
          .with(
              "revoked",
              key.revoked().<Json>map(at -> new Json.Text(at.toString())).orElse(Json.Null.NULL));
    }
  }

  /// `keys revoke`.
  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Revokes a key, for good.")
  static final class Revoke extends OnKeys {
    @Parameters(
        paramLabel = "ID",
        description = "The 12 characters after mk_; a whole key is accepted, too.")
    private String id = "";

    @Override
    void run(GatewayConfig config, KeyFile file, PrintWriter out) throws KeyFileBroken, Refused {
      KeyId key = publicHalf(id);
      StoredKey revoked =
          file.revoke(key, now())
              .orElseThrow(() ->
                  new Refused(
                      "keys revoke: expected a key of %s, found no %s; list them with 'meridian keys list'"
                          .formatted(file.path(), key)));
      if (isJson()) {
        out.println(JsonWriter.text(ListKeys.json(revoked)));
      } else {
        out.println(
            "mk_" + revoked.id() + "_… is revoked; points of presence learn it through the KV");
      }
    }

    private static KeyId publicHalf(String text) throws Refused {
      String half = text.startsWith("mk_") ? text.substring(3) : text;
      half = half.length() > 12 ? half.substring(0, 12) : half;
      if (!half.matches("[a-z0-9]{12}")) {
        throw new Refused(
            "keys revoke: expected 12 of a-z and 0-9, found something else; list them with"
                + " 'meridian keys list'");
      }
      return new KeyId(half);
    }
  }
}
