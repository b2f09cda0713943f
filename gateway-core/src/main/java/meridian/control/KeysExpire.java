package meridian.control;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import meridian.Json;
import meridian.KeyId;
import meridian.control.config.GatewayConfig;
import meridian.live.keys.KeyFile;
import meridian.live.keys.KeyFileBroken;
import meridian.live.keys.Moments;
import meridian.live.keys.StoredKey;
import meridian.wire.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `keys expire`.
@Command(
    name = "expire",
    mixinStandardHelpOptions = true,
    description = "Changes from when on a key is refused.")
final class KeysExpire extends OnKeys {
  @Mixin private KeyParameter which = new KeyParameter();

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
    StoredKey before = which.find("expire", file);
    KeyId key = before.id();
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
