package meridian.control;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import meridian.Json;
import meridian.KeyId;
import meridian.ProjectId;
import meridian.atlas.Atlas;
import meridian.atlas.Zone;
import meridian.control.config.ConfigReader;
import meridian.control.config.GatewayConfig;
import meridian.control.config.OwnKeysConfig;
import meridian.limits.RateLimits;
import meridian.live.Secrets;
import meridian.live.keys.KeyFile;
import meridian.live.keys.KeyFileBroken;
import meridian.live.keys.KeyUses;
import meridian.live.keys.Moments;
import meridian.live.keys.StoredKey;
import meridian.live.keys.Terms;
import meridian.live.time.SystemWorld;
import meridian.wire.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `meridian keys`: makes, lists, rotates and revokes API keys in the keys file of a configuration.
/// A gateway that runs from that configuration sees the change within two seconds.
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    subcommands = {
      KeysCommand.Create.class,
      KeysCommand.ListKeys.class,
      KeysCommand.Rotate.class,
      KeysCommand.Expire.class,
      KeysCommand.Revoke.class
    },
    description = "Makes, lists, rotates, puts off and revokes API keys.")
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

  /// What the five have in common: a configuration that names a keys file, and how to fail.
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

    /// Prints a whole key, the only time it is seen.
    void printOnce(Secrets.NewKey fresh, ProjectId owner, PrintWriter out) {
      if (json) {
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

    boolean isJson() {
      return json;
    }

    static Instant now() {
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

    @Mixin private KeyTermsOptions own = new KeyTermsOptions();

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
      Optional<String> zone = own.zone().filter(name -> Atlas.load().findZone(name).isEmpty());
      if (zone.isPresent()) {
        throw new Refused(
            "keys create --zone: expected one of %s, found '%s'"
                .formatted(Atlas.load().zones().stream().map(Zone::name).toList(), zone.get()));
      }
      if (own.wrongLimit().isPresent()) {
        throw new Refused(
            "keys create: expected limits from 1 to %d a minute, found %d"
                .formatted(RateLimits.MOST, own.wrongLimit().get()));
      }
      Secrets.NewKey fresh = new Secrets().newKey();
      Instant now = now();
      file.add(
          new StoredKey(
              fresh.kept().id(),
              fresh.kept().digest(),
              owner,
              now,
              Optional.empty(),
              own.terms(now)));
      printOnce(fresh, owner, out);
    }
  }

  /// `keys list`.
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "Lists keys by their public half, with their state and the hour of their last use as far"
            + " as",
        "a gateway that runs from this configuration has noted it."
      })
  static final class ListKeys extends OnKeys {
    @Override
    void run(GatewayConfig config, KeyFile file, PrintWriter out) throws KeyFileBroken {
      List<StoredKey> keys = file.read();
      Map<KeyId, Instant> uses = uses(file);
      Instant now = now();
      if (isJson()) {
        List<Json> items =
            keys.stream()
                .<Json>map(key ->
                    json(key)
                        .with("state", KeyState.of(key, now).label())
                        .with("lastUsedHour", hour(uses, key)))
                .toList();
        out.println(
            JsonWriter.text(
                Json.Obj.of("keys", new Json.Arr(items)).with("ownProviderKeys", owning(config))));
        return;
      }
      for (StoredKey key : keys) {
        out.printf(
            "mk_%s_…  %-20s created %s  %-28s last used %s%s%n",
            key.id(),
            key.project(),
            key.created(),
            KeyState.text(key, now),
            uses.containsKey(key.id()) ? uses.get(key.id()) : "never",
            own(key));
      }
      if (keys.isEmpty()) {
        out.println("no keys yet; make one with 'meridian keys create'");
      }
      config
          .ownKeys()
          .forEach((project, own) ->
              out.println(
                  "project "
                      + project
                      + " brings its own provider keys for "
                      + String.join(", ", own.providers())));
    }

    /// By project the providers that it brings keys for; the keys are nobody's to see.
    private static Json.Obj owning(GatewayConfig config) {
      Json.Obj all = Json.Obj.empty();
      for (Map.Entry<ProjectId, OwnKeysConfig> one : config.ownKeys().entrySet()) {
        List<Json> providers =
            one.getValue().providers().stream().<Json>map(Json.Text::new).toList();
        all = all.with(one.getKey().name(), new Json.Arr(providers));
      }
      return all;
    }

    private static Map<KeyId, Instant> uses(KeyFile file) {
      try {
        return KeyUses.beside(file.path()).read();
      } catch (IOException cannot) {
        return Map.of();
      }
    }

    private static Json hour(Map<KeyId, Instant> uses, StoredKey key) {
      Optional<Instant> hour = Optional.ofNullable(uses.get(key.id()));
      return hour.<Json>map(at -> new Json.Text(at.toString())).orElse(Json.Null.NULL);
    }

    private static String own(StoredKey key) {
      Json.Obj terms = Terms.with(Json.Obj.empty(), key.terms().expiring(Optional.empty()));
      return terms.size() == 0 ? "" : "  " + JsonWriter.text(terms);
    }

    private static Json.Obj json(StoredKey key) {
      Json.Obj all = state(key);
      if (key.terms().old().isPresent()) {
        all =
            all.with(
                "oldSecretUntil", Moments.instant(key.terms().old().get().untilNanos()).toString());
      }
      return Terms.with(all, key.terms());
    }

    private static Json.Obj state(StoredKey key) {
      return Json.Obj.empty()
          .with("id", key.id().text())
          .with("project", key.project().name())
          .with("created", key.created().toString())
          .with(
              "revoked",
              key.revoked().<Json>map(at -> new Json.Text(at.toString())).orElse(Json.Null.NULL));
    }
  }

  /// `keys rotate`.
  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = {
        "Gives a key a new secret and prints the whole key, once. The old secret is accepted for",
        "--overlap more; an older one that was still accepted is not any more."
      })
  static final class Rotate extends OnKeys {
    @Parameters(
        paramLabel = "ID",
        description = "The 12 characters after mk_; a whole key is accepted, too.")
    private String id = "";

    @Option(
        names = "--overlap",
        paramLabel = "TIME",
        defaultValue = "24h",
        converter = DurationArgument.class,
        description = "How long the old secret is accepted beside the new one; 24h when left out.")
    private Duration overlap = Duration.ofHours(24);

    @Override
    void run(GatewayConfig config, KeyFile file, PrintWriter out) throws KeyFileBroken, Refused {
      KeyId key = publicHalf("rotate", id);
      Optional<StoredKey> before =
          file.read().stream().filter(each -> each.id().equals(key)).findFirst();
      if (before.isEmpty() || before.get().revoked().isPresent()) {
        throw new Refused(
            "keys rotate: expected a key of %s that is not revoked, found %s; list them with 'meridian keys list'"
                .formatted(file.path(), before.isEmpty() ? "no " + key : key + ", which is"));
      }
      Secrets.NewKey fresh = new Secrets().newSecret(key);
      Instant until = now().plus(overlap);
      file.change(key, stored -> stored.rotatedTo(fresh.kept().digest(), until));
      printOnce(fresh, before.get().project(), out);
    }
  }

  /// `keys expire`.
  @Command(
      name = "expire",
      mixinStandardHelpOptions = true,
      description = "Changes from when on a key is refused.")
  static final class Expire extends OnKeys {
    @Parameters(
        paramLabel = "ID",
        description = "The 12 characters after mk_; a whole key is accepted, too.")
    private String id = "";

    @Option(
        names = "--in",
        paramLabel = "TIME",
        converter = DurationArgument.class,
        description = "From now until it is refused, such as 30d.")
    private Optional<Duration> in = Optional.empty();

    @Option(names = "--never", description = "It does not expire.")
    private boolean isNever;

    @Override
    void run(GatewayConfig config, KeyFile file, PrintWriter out) throws KeyFileBroken, Refused {
      if (in.isPresent() == isNever) {
        throw new Refused(
            "keys expire: expected one of --in TIME and --never, found "
                + (isNever ? "both; leave one out" : "none; add one"));
      }
      KeyId key = publicHalf("expire", id);
      Optional<StoredKey> before =
          file.read().stream().filter(each -> each.id().equals(key)).findFirst();
      if (before.isEmpty() || before.get().revoked().isPresent()) {
        throw new Refused(
            "keys expire: expected a key of %s that is not revoked, found %s; list them with 'meridian keys list'"
                .formatted(file.path(), before.isEmpty() ? "no " + key : key + ", which is"));
      }
      Optional<Instant> end = in.map(now()::plus);
      Optional<Long> nanos = end.map(Moments::nanos);
      file.change(key, stored -> stored.on(stored.terms().expiring(nanos)));
      if (isJson()) {
        out.println(
            JsonWriter.text(
                Json.Obj.of("id", new Json.Text(key.text()))
                    .with(
                        "expires",
                        end.<Json>map(at -> new Json.Text(at.toString())).orElse(Json.Null.NULL))));
      } else {
        out.println("mk_" + key + "_… " + end.map(at -> "expires " + at).orElse("never expires"));
      }
    }
  }

  /// The public half that `text` is or begins with.
  private static KeyId publicHalf(String verb, String text) throws Refused {
    String half = text.startsWith("mk_") ? text.substring(3) : text;
    half = half.length() > 12 ? half.substring(0, 12) : half;
    if (!half.matches("[a-z0-9]{12}")) {
      throw new Refused(
          "keys "
              + verb
              + ": expected 12 of a-z and 0-9, found something else; list them with"
              + " 'meridian keys list'");
    }
    return new KeyId(half);
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
      KeyId key = publicHalf("revoke", id);
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
  }
}
