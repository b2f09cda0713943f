package meridian.simulated.checks;

import java.time.Duration;
import meridian.AnswerHead;
import meridian.KeyId;
import meridian.Layer;
import meridian.telemetry.Event;

/// No answer for a revoked key: from nobody for what was sent a lease and more after the
/// revocation, and from the origin or a provider for what was sent after it at all, because the
/// origin checks every request anew.
///
/// The newest [#KEPT] revocations are remembered.
final class RevokedKeys implements Checker {
  private static final int KEPT = 10_000;

  private final Facts facts;
  private final Violations violations;
  private final Recent<KeyId, Long> revokedNanos = new Recent<>(KEPT);

  RevokedKeys(Facts facts, Violations violations) {
    this.facts = facts;
    this.violations = violations;
  }

  @Override
  public String name() {
    return "revoked keys";
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.KeyRevoked revoked) {
      revokedNanos.putIfAbsent(revoked.key(), facts.now());
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
    Duration allowed =
        head.layer() == Layer.EDGE
            ? facts.bounds().keyLease().plus(facts.bounds().clockError())
            : facts.bounds().replication();
    long late = request.sentNanos() - since;
    if (late > allowed.toNanos()) {
      violations.add(
          name(),
          facts.now(),
          "%s was sent %s after the revocation of its key and answered by %s at %s; allowed %s"
              .formatted(request.id(), Duration.ofNanos(late), head.layer(), head.pop(), allowed));
    }
  }
}
