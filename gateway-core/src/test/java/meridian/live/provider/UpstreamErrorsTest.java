package meridian.live.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import meridian.Refusal;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

final class UpstreamErrorsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private final UpstreamErrors errors = new UpstreamErrors("t", List.of(ProviderKey.none()));

  @Test
  void retry_after_may_be_seconds_milliseconds_or_a_date() {
    assertThat(wait("Retry-After", "2.5")).isEqualTo(Duration.ofMillis(2_500));
    assertThat(wait("retry-after-ms", "40")).isEqualTo(Duration.ofMillis(40));
    assertThat(wait("Retry-After", "Sun, 22 Nov 2026 12:00:30 GMT"))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(wait("Retry-After", "Sun, 22 Nov 2026 11:00:00 GMT")).isEqualTo(Duration.ZERO);
    assertThat(wait("Retry-After", "999999999")).isEqualTo(Duration.ofDays(1));
    for (String odd : new String[] {"", "soon", "-1", "1e9", "9".repeat(500)}) {
      assertThat(UpstreamErrors.retryAfter(Headers.of("Retry-After", odd), NOW)).as(odd).isEmpty();
    }
  }

  @Test
  void an_exhausted_quota_is_not_worth_a_retry() {
    Refusal refusal = of(429, "{'error':{'code':'insufficient_quota','message':'pay'}}");
    assertThat(refusal.mayRetry()).isFalse();
    assertThat(of(429, "{}").mayRetry()).isTrue();
  }

  @Test
  void errors_of_other_servers_are_understood() {
    assertThat(of(404, "{'detail':'no such model'}").message()).isEqualTo("no such model");
    assertThat(of(404, "{'error':'model not found'}").message()).isEqualTo("model not found");
    assertThat(of(400, "[1]").message()).contains("400");
    assertThat(of(400, "").code()).isEqualTo("provider_error");
  }

  @Test
  void a_message_without_end_is_cut() {
    assertThat(of(400, "{'error':{'message':'" + "m".repeat(50_000) + "'}}").message())
        .hasSizeLessThan(2_100);
  }

  @Test
  void a_failing_provider_keeps_its_retry_after() {
    Refusal refusal = errors.of(503, Headers.of("Retry-After", "3"), new byte[0], NOW);
    assertThat(refusal.status()).isEqualTo(502);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(3));
  }

  private Refusal of(int status, String body) {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return errors.of(status, Headers.of(), bytes, NOW);
  }

  private static Duration wait(String name, String value) {
    return UpstreamErrors.retryAfter(Headers.of(name, value), NOW).orElseThrow();
  }
}
