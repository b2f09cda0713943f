package meridian.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.Json;
import meridian.KeyId;
import meridian.PopId;
import meridian.simulated.Witness;
import meridian.telemetry.Event;

/// How each revocation spread: when it was made, when each PoP refused the key first, and how much
/// was served under it in between, as clients saw it.
///
/// Keys beyond the first [#MOST] that are revoked are not followed. Guarded by the baton.
final class RevocationHistory {
  /// How many revoked keys are followed.
  static final int MOST = 10_000;

  private static final int UNAUTHORISED = 401;

  private final JsonLines lines;
  private final Map<KeyId, Revoked> revoked = new LinkedHashMap<>();
  private List<KeyId> keys = List.of();

  RevocationHistory(JsonLines lines) {
    this.lines = lines;
  }

  /// A revoked key.
  private record Revoked(long atNanos, Map<PopId, AtPop> pops) {
    AtPop at(PopId pop) {
      return pops.computeIfAbsent(pop, _ -> new AtPop());
    }
  }

  /// What one PoP made of it.
  private static final class AtPop {
    private long served;
    private Optional<Long> refusedNanos = Optional.empty();
  }

  /// The key of each tenant, by index.
  void keys(List<KeyId> all) {
    keys = List.copyOf(all);
  }

  void accept(Event event) {
    switch (event) {
      case Event.KeyRevoked now -> begin(now.key(), now.atNanos());
      case Event.RevocationSeen seen -> refused(seen.key(), seen.pop(), seen.atNanos());
      default -> {
        // about something else
      }
    }
  }

  private void begin(KeyId key, long atNanos) {
    if (revoked.containsKey(key) || revoked.size() == MOST) {
      return;
    }
    revoked.put(key, new Revoked(atNanos, new TreeMap<>()));
    lines.write(RunHistory.line("revocation", "revoked", atNanos).with("key", key.text()));
  }

  /// A client has its answer: one that was sent after the revocation counts as served; a 401 is a
  /// refusal, also where the origin said it and the PoP only passed it on.
  void answered(Witness.Sent request, Witness.Answer answer) {
    if (revoked.isEmpty()) {
      return;
    }
    KeyId key = keys.get(request.planned().tenant());
    Revoked since = revoked.get(key);
    if (since == null || request.sentNanos() < since.atNanos()) {
      return;
    }
    PopId pop = answer.head().pop();
    if (answer.refusal().isEmpty()) {
      since.at(pop).served++;
    } else if (answer.refusal().get().status() == UNAUTHORISED) {
      refused(key, pop, answer.firstByteNanos());
    }
  }

  private void refused(KeyId key, PopId pop, long atNanos) {
    Revoked since = revoked.get(key);
    if (since == null || since.at(pop).refusedNanos.isPresent()) {
      return;
    }
    AtPop here = since.at(pop);
    here.refusedNanos = Optional.of(atNanos);
    lines.write(
        RunHistory.line("revocation", "first_refusal", atNanos)
            .with("key", key.text())
            .with("pop", pop.code())
            .with("lagNanos", atNanos - since.atNanos())
            .with("servedMeanwhile", here.served));
  }

  /// Writes what each revocation came to at each PoP that was asked.
  void end() {
    revoked.forEach((key, since) ->
        since
            .pops()
            .forEach((pop, here) ->
                lines.write(
                    RunHistory.line("revocation", "outcome", since.atNanos())
                        .with("key", key.text())
                        .with("pop", pop.code())
                        .with("refusedNanos", refusedNanos(here))
                        .with("served", here.served))));
  }

  private static Json refusedNanos(AtPop here) {
    return here.refusedNanos.<Json>map(Json.Num::of).orElse(Json.Null.NULL);
  }
}
