package meridian.simulated.checks;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import meridian.AnswerHead;
import meridian.Change;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.Layer;
import meridian.origin.KeyRegistry;
import meridian.telemetry.Event;

/// No answer for a revoked key: from nobody for what was sent a lease and more after every origin
/// knew the revocation, and from an origin or a provider for what was sent after that origin knew,
/// because it checks every request anew. At the end every origin that serves knows it.
///
/// With one origin it is known at once; with several within the bound of replication from the
/// moment nothing is in the way. A revocation that a promotion told as lost never happened. The
/// newest [#KEPT] revocations are remembered.
final class RevokedKeys implements Checker {
  private static final int KEPT = 10_000;

  private final Facts facts;
  private final Estate estate;
  private final Violations violations;
  private final Recent<KeyId, Long> revokedNanos = new Recent<>(KEPT);
  private final Set<String> superseded = new LinkedHashSet<>();

  RevokedKeys(Facts facts, Estate estate, Violations violations) {
    this.facts = facts;
    this.estate = estate;
    this.violations = violations;
  }

  @Override
  public String name() {
    return "revoked keys";
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.KeyRevoked revoked -> revokedNanos.putIfAbsent(revoked.key(), facts.now());
      case Event.Promoted promoted -> superseded.add(promoted.from());
      case Event.ChangesLost lost -> lost.changes().forEach(this::lost);
      default -> {
        // no key changed
      }
    }
  }

  private void lost(Change change) {
    if (change instanceof Change.Keyed keyed && keyed.key().isRevoked()) {
      revokedNanos.remove(keyed.key().id());
    }
  }

  @Override
  public void answered(Sent request, Answer answer) {
    if (revokedNanos.isEmpty() || (answer.refusal().isPresent() && answer.answerId().isEmpty())) {
      return;
    }
    Long since = revokedNanos.get(facts.keys().get(request.planned().tenant()));
    if (since == null) {
      return;
    }
    AnswerHead head = answer.head();
    Duration lease =
        head.layer() == Layer.EDGE
            ? facts.bounds().keyLease().plus(facts.bounds().clockError())
            : Duration.ZERO;
    long allowed = facts.knownBy(since) + lease.toNanos() - since;
    long late = request.sentNanos() - since;
    if (late > allowed) {
      say(
          "%s was sent %s after the revocation of its key and answered by %s at %s; allowed %s"
              .formatted(
                  request.id(),
                  Duration.ofNanos(late),
                  head.layer(),
                  head.pop(),
                  Duration.ofNanos(allowed)));
    }
  }

  @Override
  public void finish(long nowNanos) {
    estate
        .registries()
        .forEach((region, registry) -> {
          if (!superseded.contains(region)) {
            compare(region, registry);
          }
        });
  }

  private void compare(String region, KeyRegistry registry) {
    Set<KeyId> known = new LinkedHashSet<>();
    registry.all().stream().filter(KeyRecord::isRevoked).forEach(key -> known.add(key.id()));
    for (KeyId key : revokedNanos.keySet()) {
      if (!known.contains(key)) {
        say("the revocation of " + key + " is unknown at " + region + " in the end");
      }
    }
  }

  private void say(String text) {
    violations.add(name(), facts.now(), text);
  }
}
