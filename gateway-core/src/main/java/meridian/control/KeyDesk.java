package meridian.control;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyTerms;
import meridian.ProjectId;
import meridian.control.Gateway.Reaction;
import meridian.control.config.GatewayConfig;
import meridian.live.Secrets;
import meridian.live.keys.KeyFile;
import meridian.live.keys.KeyFileBroken;
import meridian.live.keys.Moments;
import meridian.live.keys.StoredKey;
import meridian.origin.KeyRegistry;
import meridian.time.WorldClock;

/// Makes, rotates, puts off and revokes keys while the gateway runs: in the keys file, where the
/// configuration names one, and at the origin at once. Without a file, what is made here lives as
/// long as this process.
///
/// The file comes first: what cannot be kept is not put in force, except a revocation, which is in
/// force whatever becomes of the file. Safe for several threads.
final class KeyDesk {
  private final Supplier<GatewayConfig> config;
  private final Nodes nodes;
  private final WorldClock clock;
  private final Secrets secrets = new Secrets();

  KeyDesk(Supplier<GatewayConfig> config, Nodes nodes, WorldClock clock) {
    this.config = config;
    this.nodes = nodes;
    this.clock = clock;
  }

  private Optional<KeyFile> file() {
    return config.get().keys().file().map(KeyFile::new);
  }

  private KeyRegistry registry() {
    return nodes.registry();
  }

  Reaction create(ProjectId project, Optional<Duration> ttl) {
    if (!config.get().projects().containsKey(project)) {
      return new Reaction.Rejected(
          "expected one of the projects %s, found '%s'"
              .formatted(config.get().projects().keySet(), project));
    }
    Secrets.NewKey fresh = secrets.newKey();
    long now = clock.nanos();
    KeyTerms terms = KeyTerms.PLAIN.expiring(ttl.map(time -> now + time.toNanos()));
    StoredKey key =
        new StoredKey(
            fresh.kept().id(),
            fresh.kept().digest(),
            project,
            Moments.instant(now),
            Optional.empty(),
            terms);
    try {
      if (file().isPresent()) {
        file().get().add(key);
      }
    } catch (KeyFileBroken broken) {
      return new Reaction.Rejected(String.valueOf(broken.getMessage()));
    }
    if (!registry().put(key.record(now), now)) {
      return new Reaction.Rejected(
          "expected room among origin.maxKeys, found none; raise it and restart");
    }
    return new Reaction.Issued(
        "key mk_" + key.id() + "_… of project " + project + " is made", fresh.text());
  }

  Reaction rotate(KeyId id, Duration overlap) {
    if (!isThere(id)) {
      return unknown(id);
    }
    Secrets.NewKey fresh = secrets.newSecret(id);
    long now = clock.nanos();
    long until = now + overlap.toNanos();
    Instant untilInstant = Moments.instant(until);
    Optional<Reaction> broken =
        inFile(id, key -> key.rotatedTo(fresh.kept().digest(), untilInstant));
    if (broken.isPresent()) {
      return broken.get();
    }
    return registry().rotate(id, fresh.kept().digest(), until, now)
        ? new Reaction.Issued(
            "key mk_"
                + id
                + "_… has a new secret; the old one is accepted until "
                + untilInstant.truncatedTo(ChronoUnit.SECONDS),
            fresh.text())
        : unknown(id);
  }

  Reaction expire(KeyId id, Optional<Instant> at) {
    if (!isThere(id)) {
      return unknown(id);
    }
    Optional<Long> nanos = at.map(Moments::nanos);
    Optional<Reaction> broken = inFile(id, key -> key.on(key.terms().expiring(nanos)));
    if (broken.isPresent()) {
      return broken.get();
    }
    return registry().change(id, terms -> terms.expiring(nanos), clock.nanos())
        ? new Reaction.Taken(
            "key mk_" + id + "_… " + at.map(end -> "expires " + end).orElse("never expires"))
        : unknown(id);
  }

  Reaction revoke(KeyId id) {
    if (!registry().revoke(id, clock.nanos())) {
      return unknown(id);
    }
    Instant now = Moments.instant(clock.nanos());
    return inFile(id, key -> key.revokedAt(now))
        .map(KeyDesk::afterRestart)
        .orElseGet(() ->
            new Reaction.Taken("key mk_" + id + "_… is revoked; PoPs learn it through the KV"));
  }

  private static Reaction afterRestart(Reaction broken) {
    String why = broken instanceof Reaction.Rejected rejected ? rejected.reason() : "";
    return new Reaction.TakenInPart(
        "the key is revoked, but not in the keys file, so that it would be let in after a restart;"
            + " mend the file and revoke it again: "
            + why);
  }

  private Optional<Reaction> inFile(KeyId id, java.util.function.UnaryOperator<StoredKey> change) {
    try {
      if (file().isPresent()) {
        file().get().change(id, change);
      }
      return Optional.empty();
    } catch (KeyFileBroken broken) {
      return Optional.of(new Reaction.Rejected(String.valueOf(broken.getMessage())));
    }
  }

  private boolean isThere(KeyId id) {
    return registry().all().stream()
        .anyMatch((KeyRecord key) -> key.id().equals(id) && !key.isRevoked());
  }

  private static Reaction unknown(KeyId id) {
    return new Reaction.Rejected(
        "expected a key of this gateway that is not revoked, found '"
            + id
            + "'; list them with 'meridian keys list'");
  }
}
