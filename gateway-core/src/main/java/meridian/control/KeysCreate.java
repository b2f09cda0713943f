package meridian.control;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import meridian.ProjectId;
import meridian.atlas.Atlas;
import meridian.atlas.Zone;
import meridian.control.config.GatewayConfig;
import meridian.limits.RateLimits;
import meridian.live.Secrets;
import meridian.live.keys.KeyFile;
import meridian.live.keys.KeyFileBroken;
import meridian.live.keys.StoredKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `keys create`.
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = "Makes a key for a project and prints it, once: only its digest is kept.")
final class KeysCreate extends OnKeys {
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
