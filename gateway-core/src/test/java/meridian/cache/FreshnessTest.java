package meridian.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import meridian.CacheDirectives;
import meridian.Completion;
import meridian.Fingerprint;
import meridian.Json;
import meridian.PopId;
import meridian.TokenUsage;
import org.junit.jupiter.api.Test;

final class FreshnessTest {
  private static final CacheEntry ENTRY = entry("project:demo", 1, 100);

  @Test
  void an_entry_is_fresh_until_its_soft_expiry_stale_until_its_hard_one_and_then_gone() {
    assertThat(Freshness.of(ENTRY, CacheDirectives.NONE, 1099)).isEqualTo(Freshness.FRESH);
    assertThat(Freshness.of(ENTRY, CacheDirectives.NONE, 1100)).isEqualTo(Freshness.STALE);
    assertThat(Freshness.of(ENTRY, CacheDirectives.NONE, 1999)).isEqualTo(Freshness.STALE);
    assertThat(Freshness.of(ENTRY, CacheDirectives.NONE, 2000)).isEqualTo(Freshness.GONE);
  }

  @Test
  void max_age_shortens_the_fresh_life_and_never_lengthens_it() {
    assertThat(Freshness.of(ENTRY, maxAge(10), 1009)).isEqualTo(Freshness.FRESH);
    assertThat(Freshness.of(ENTRY, maxAge(10), 1010)).isEqualTo(Freshness.STALE);
    assertThat(Freshness.of(ENTRY, maxAge(5000), 1100)).isEqualTo(Freshness.STALE);
    assertThat(Freshness.of(ENTRY, maxAge(0), 1000)).isEqualTo(Freshness.STALE);
  }

  @Test
  void on_an_error_the_policy_decides_whether_a_stale_entry_answers() {
    assertThat(mayServe(CachePolicy.Stale.SERVE, Optional.empty(), 1500)).isTrue();
    assertThat(mayServe(CachePolicy.Stale.REFUSE, Optional.empty(), 1500)).isFalse();
  }

  @Test
  void a_clients_stale_if_error_overrides_the_policy_within_its_own_bound() {
    assertThat(mayServe(CachePolicy.Stale.REFUSE, Optional.of(400L), 1500)).isTrue();
    assertThat(mayServe(CachePolicy.Stale.REFUSE, Optional.of(399L), 1500)).isFalse();
    assertThat(mayServe(CachePolicy.Stale.SERVE, Optional.of(0L), 1500)).isFalse();
  }

  @Test
  void nothing_allows_an_entry_past_its_hard_expiry() {
    assertThat(mayServe(CachePolicy.Stale.SERVE, Optional.of(1_000_000L), 2000)).isFalse();
  }

  @Test
  void an_entry_of_another_scope_is_nothing_at_all() {
    CacheQuestion question = question("project:other", CachePolicy.DEFAULT, CacheDirectives.NONE);
    assertThat(question.freshness(ENTRY, 1001)).isEqualTo(Freshness.GONE);
    assertThat(question.mayServeOnError(ENTRY, 1500)).isFalse();
  }

  private static boolean mayServe(CachePolicy.Stale stale, Optional<Long> staleIfError, long now) {
    CachePolicy policy =
        new CachePolicy(
            CachePolicy.Mode.ON,
            CachePolicy.Scope.PROJECT,
            Duration.ofNanos(100),
            Duration.ofNanos(1000),
            stale,
            "");
    CacheDirectives directives =
        new CacheDirectives(
            false, false, false, Optional.empty(), staleIfError.map(Duration::ofNanos));
    return question("project:demo", policy, directives).mayServeOnError(ENTRY, now);
  }

  private static CacheQuestion question(
      String scope, CachePolicy policy, CacheDirectives directives) {
    return new CacheQuestion(
        new meridian.ChatRequest(Json.Obj.empty(), "m", false, false),
        policy,
        scope,
        directives,
        Optional.of(ENTRY.fingerprint()),
        "");
  }

  private static CacheDirectives maxAge(long nanos) {
    return new CacheDirectives(
        false, false, false, Optional.of(Duration.ofNanos(nanos)), Optional.empty());
  }

  static CacheEntry entry(String scope, int seed, long sizeBytes) {
    byte[] hash = new byte[32];
    hash[0] = (byte) seed;
    hash[31] = (byte) (seed >> 8);
    return new CacheEntry(
        new Fingerprint(hash),
        scope,
        new Completion(Json.Obj.empty(), TokenUsage.NONE),
        Optional.empty(),
        1000,
        1100,
        2000,
        "modelled/test",
        true,
        new PopId("SIN"),
        sizeBytes);
  }
}
