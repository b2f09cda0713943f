package meridian.simulated.checks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.RequestId;
import meridian.simulated.Witness;
import org.jspecify.annotations.Nullable;

/// The requests in flight, in the order they were sent. Bounded by the world's tasks: each request
/// is one. Guarded by the baton.
final class Asks {
  private final Facts facts;
  private final Map<RequestId, Ask> inFlight = new LinkedHashMap<>();

  Asks(Facts facts) {
    this.facts = facts;
  }

  /// False when there is one of this name already.
  boolean begin(Witness.Sent sent) {
    return inFlight.putIfAbsent(sent.id(), new Ask(sent, facts.policy(sent.planned().tenant())))
        == null;
  }

  @Nullable Ask find(RequestId id) {
    return inFlight.get(id);
  }

  void end(RequestId id) {
    inFlight.remove(id);
  }

  int size() {
    return inFlight.size();
  }

  Optional<Ask> oldest() {
    return inFlight.isEmpty() ? Optional.empty() : Optional.of(inFlight.values().iterator().next());
  }

  List<Ask> all() {
    return List.copyOf(inFlight.values());
  }
}
