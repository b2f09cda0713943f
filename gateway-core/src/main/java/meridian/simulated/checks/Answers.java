package meridian.simulated.checks;

import java.util.Optional;
import meridian.RequestId;
import meridian.cache.CachePolicy;
import org.jspecify.annotations.Nullable;

/// The newest [#KEPT] answers that providers made, by the member `id` of the completion. An older
/// one that is served again is no longer judged. Guarded by the baton.
final class Answers {
  /// How many answers are remembered: as many as the modelled KV keeps.
  static final int KEPT = 100_000;

  private final Recent<String, Born> byId = new Recent<>(KEPT);

  /// One answer.
  static final class Born {
    final RequestId maker;
    final long bornNanos;

    /// How its maker's project cached answers then.
    final @Nullable CachePolicy policy;

    /// The target that made it, where that has another model under the name that was asked for.
    final Optional<String> substitute;

    /// Whether its tokens had to be estimated: the provider did not bring it to its end.
    boolean isPart;

    /// Who received it first; set by [TenantsApart].
    int tenant = -1;

    String scope = "";
    long question;

    Born(
        RequestId maker,
        long bornNanos,
        @Nullable CachePolicy policy,
        Optional<String> substitute) {
      this.maker = maker;
      this.bornNanos = bornNanos;
      this.policy = policy;
      this.substitute = substitute;
    }
  }

  /// A provider made the answer `id`; says whether it is the first of that name.
  boolean born(String id, Born born) {
    return byId.putIfAbsent(id, born) == null;
  }

  Optional<Born> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  boolean hasForgotten() {
    return byId.hasForgotten();
  }
}
