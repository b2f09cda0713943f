package meridian.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import meridian.Allowance;
import meridian.Allowances;
import meridian.AnswerHead;
import meridian.AnswerHead.LookUp;
import meridian.CacheResult;
import meridian.Fingerprint;
import meridian.Layer;
import meridian.Money;
import meridian.PopId;
import meridian.Refusal;
import meridian.RequestId;
import meridian.Stage;
import meridian.StageTimes;
import org.junit.jupiter.api.Test;

class ResponseHeadersTest {
  private static final RequestId ID = new RequestId("req_0123456789abcdefghij");
  private static final long SECOND = 1_000_000_000L;

  @Test
  void an_edge_hit_names_one_cache_its_age_and_what_it_saved() {
    Headers headers =
        ResponseHeaders.of(
            head(CacheResult.HIT, Layer.EDGE, LookUp.HIT, Optional.empty(), 3540 * SECOND),
            12_000_000,
            73_234_567);

    assertThat(value(headers, "Cache-Status")).isEqualTo("meridian-edge-SIN; hit; ttl=3540");
    assertThat(value(headers, "Age")).isEqualTo("60");
    assertThat(value(headers, "X-Meridian-Cache")).isEqualTo("HIT");
    assertThat(value(headers, "X-Meridian-Pop")).isEqualTo("SIN");
    assertThat(value(headers, "X-Meridian-Request-Id")).isEqualTo(ID.text());
    assertThat(value(headers, "x-request-id")).isEqualTo(ID.text());
    assertThat(value(headers, "X-Meridian-Fingerprint")).isEqualTo("000000000000");
    assertThat(value(headers, "X-Meridian-Cost-Usd")).isEqualTo("0.000000");
    assertThat(value(headers, "X-Meridian-Saved-Usd")).isEqualTo("0.001234");
    assertThat(value(headers, "Server-Timing"))
        .isEqualTo(
            "client_edge;dur=30.000, edge_kv;dur=1.235, edge_client;dur=12.000, total;dur=73.235");
  }

  @Test
  void the_cache_nearest_the_origin_comes_first() {
    AnswerHead head =
        head(CacheResult.HIT, Layer.ORIGIN, LookUp.MISS, Optional.of(LookUp.HIT), 3540 * SECOND);

    assertThat(value(ResponseHeaders.of(head), "Cache-Status"))
        .isEqualTo("meridian-origin; hit; ttl=3540, meridian-edge-SIN; fwd=uri-miss");
  }

  @Test
  void cache_status_tells_misses_collapses_refreshes_bypasses_and_stale_answers_apart() {
    assertThat(status(CacheResult.MISS, Layer.PROVIDER, LookUp.MISS, Optional.of(LookUp.MISS)))
        .isEqualTo("meridian-origin; fwd=uri-miss, meridian-edge-SIN; fwd=uri-miss");
    assertThat(status(CacheResult.COLLAPSED, Layer.ORIGIN, LookUp.MISS, Optional.of(LookUp.MISS)))
        .isEqualTo("meridian-origin; fwd=uri-miss; collapsed, meridian-edge-SIN; fwd=uri-miss");
    assertThat(
            status(
                CacheResult.REFRESH, Layer.PROVIDER, LookUp.REQUEST, Optional.of(LookUp.REQUEST)))
        .isEqualTo("meridian-origin; fwd=request, meridian-edge-SIN; fwd=request");
    assertThat(status(CacheResult.BYPASS, Layer.PROVIDER, LookUp.BYPASS, Optional.empty()))
        .isEqualTo("meridian-edge-SIN; fwd=bypass; detail=\"field 'x'\"");
    assertThat(status(CacheResult.STALE, Layer.EDGE, LookUp.STALE, Optional.of(LookUp.ERROR)))
        .isEqualTo(
            "meridian-origin; fwd=miss; detail=error, "
                + "meridian-edge-SIN; fwd=stale; ttl=-1; detail=served-stale");
    assertThat(status(CacheResult.STALE, Layer.EDGE, LookUp.STALE, Optional.empty()))
        .isEqualTo("meridian-edge-SIN; hit; ttl=-1");
  }

  @Test
  void fresh_answers_have_no_age_and_unknown_prices_no_header() {
    AnswerHead head =
        new AnswerHead(
            ID,
            new PopId("SIN"),
            CacheResult.MISS,
            Layer.PROVIDER,
            LookUp.MISS,
            Optional.of(LookUp.MISS),
            0,
            0,
            Optional.empty(),
            StageTimes.NONE,
            Optional.empty(),
            Optional.empty(),
            Allowances.ofRequests(new Allowance(400, 399, 5_000_000)),
            "");

    Headers headers = ResponseHeaders.of(head);
    assertThat(Stream.of("Age", "X-Meridian-Cost-Usd", "X-Meridian-Fingerprint", "Server-Timing"))
        .allMatch(name -> headers.first(name).isEmpty());
  }

  @Test
  void what_the_key_may_still_send_is_said_in_openais_names() {
    assertThat(ResponseHeaders.of(headWith(5_000_000)).lines())
        .contains(
            "x-ratelimit-limit-requests: 400",
            "x-ratelimit-remaining-requests: 399",
            "x-ratelimit-reset-requests: 5ms");
    assertThat(ResponseHeaders.of(headWith(61_250_000_000L)).lines())
        .contains("x-ratelimit-reset-requests: 61.2s");
  }

  private static AnswerHead headWith(long resetNanos) {
    return new AnswerHead(
        ID,
        new PopId("SIN"),
        CacheResult.MISS,
        Layer.PROVIDER,
        LookUp.MISS,
        Optional.of(LookUp.MISS),
        0,
        0,
        Optional.empty(),
        StageTimes.NONE,
        Optional.empty(),
        Optional.empty(),
        Allowances.ofRequests(new Allowance(400, 399, resetNanos)),
        "");
  }

  @Test
  void a_refusal_says_whether_and_when_to_try_again() {
    Refusal limited =
        Refusal.passing(429, "rate_limit_error", "rate_limit_exceeded", "slow down")
            .after(Duration.ofMillis(1200));
    Refusal unknown =
        Refusal.permanent(401, "invalid_request_error", "invalid_api_key", "no such key");

    assertThat(ResponseHeaders.of(ID, limited).lines())
        .endsWith("Retry-After: 2", "retry-after-ms: 1200");
    assertThat(ResponseHeaders.of(ID, unknown).lines()).endsWith("x-should-retry: false");
  }

  @Test
  void errors_have_all_four_members() {
    assertThat(text(Errors.utf8(Refusal.badRequest("missing", "say \"model\"", "model"))))
        .isEqualTo(
            "{\"error\":{\"message\":\"say \\\"model\\\"\",\"type\":\"invalid_request_error\","
                + "\"param\":\"model\",\"code\":\"missing\"}}");
    assertThat(text(Errors.utf8(Refusal.passing(503, "server_error", "origin_down", "later"))))
        .contains("\"param\":null");
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static String status(
      CacheResult cache, Layer layer, LookUp edge, Optional<LookUp> origin) {
    return value(ResponseHeaders.of(head(cache, layer, edge, origin, -1)), "Cache-Status");
  }

  private static AnswerHead head(
      CacheResult cache, Layer layer, LookUp edge, Optional<LookUp> origin, long ttlNanos) {
    long[] nanos = new long[Stage.COUNT];
    nanos[Stage.CLIENT_EDGE.ordinal()] = 30_000_000;
    nanos[Stage.EDGE_KV.ordinal()] = 1_234_567;
    nanos[Stage.EDGE_AUTH.ordinal()] = 499;
    return new AnswerHead(
        ID,
        new PopId("SIN"),
        cache,
        layer,
        edge,
        origin,
        60 * SECOND,
        ttlNanos,
        Optional.of(new Fingerprint(new byte[Fingerprint.BYTES])),
        StageTimes.of(nanos),
        Optional.of(Money.ZERO),
        Optional.of(new Money(1234)),
        Allowances.NONE,
        cache == CacheResult.BYPASS ? "field 'x'" : "");
  }

  private static String value(Headers headers, String name) {
    return headers.first(name).orElseThrow();
  }
}
