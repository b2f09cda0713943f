package meridian.control;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Json;
import meridian.KeyId;
import meridian.ProjectId;
import meridian.control.config.GatewayConfig;
import meridian.control.config.OwnKeysConfig;
import meridian.live.keys.KeyFile;
import meridian.live.keys.KeyFileBroken;
import meridian.live.keys.KeyUses;
import meridian.live.keys.Moments;
import meridian.live.keys.StoredKey;
import meridian.live.keys.Terms;
import meridian.wire.JsonWriter;
import picocli.CommandLine.Command;

/// `keys list`.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists keys by their public half, with their state and the hour of their last use as far"
          + " as",
      "a gateway that runs from this configuration has noted it."
    })
final class KeysList extends OnKeys {
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
      List<Json> providers = one.getValue().providers().stream().<Json>map(Json.Text::new).toList();
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

  static Json.Obj json(StoredKey key) {
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
