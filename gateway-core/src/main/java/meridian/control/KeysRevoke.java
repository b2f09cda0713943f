package meridian.control;

import java.io.PrintWriter;
import meridian.KeyId;
import meridian.control.config.GatewayConfig;
import meridian.live.keys.KeyFile;
import meridian.live.keys.KeyFileBroken;
import meridian.live.keys.StoredKey;
import meridian.wire.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `keys revoke`.
@Command(name = "revoke", mixinStandardHelpOptions = true, description = "Revokes a key, for good.")
final class KeysRevoke extends OnKeys {
  @Mixin private KeyParameter which = new KeyParameter();

  @Override
  void run(GatewayConfig config, KeyFile file, PrintWriter out) throws KeyFileBroken, Refused {
    KeyId key = which.id("revoke");
    StoredKey revoked =
        file.revoke(key, now())
            .orElseThrow(() ->
                new Refused(
                    "keys revoke: expected a key of %s, found no %s; list them with 'meridian keys list'"
                        .formatted(file.path(), key)));
    if (isJson()) {
      out.println(JsonWriter.text(KeysList.json(revoked)));
    } else {
      out.println(
          "mk_" + revoked.id() + "_… is revoked; points of presence learn it through the KV");
    }
  }
}
