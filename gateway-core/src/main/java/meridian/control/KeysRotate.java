package meridian.control;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import meridian.KeyId;
import meridian.control.config.GatewayConfig;
import meridian.live.Secrets;
import meridian.live.keys.KeyFile;
import meridian.live.keys.KeyFileBroken;
import meridian.live.keys.StoredKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `keys rotate`.
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    description = {
      "Gives a key a new secret and prints the whole key, once. The old secret is accepted for",
      "--overlap more; an older one that was still accepted is not any more."
    })
final class KeysRotate extends OnKeys {
  @Mixin private KeyParameter which = new KeyParameter();

  @Option(
      names = "--overlap",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = DurationArgument.class,
      description = "How long the old secret is accepted beside the new one; 24h when left out.")
  private Duration overlap = Duration.ofHours(24);

  @Override
  void run(GatewayConfig config, KeyFile file, PrintWriter out) throws KeyFileBroken, Refused {
    StoredKey before = which.find("rotate", file);
    KeyId key = before.id();
    Secrets.NewKey fresh = new Secrets().newSecret(key);
    Instant until = now().plus(overlap);
    file.change(key, stored -> stored.rotatedTo(fresh.kept().digest(), until));
    printOnce(fresh, before.project(), out);
  }
}
