package meridian.wire;

import java.time.Duration;
import java.util.Optional;
import meridian.Allowance;
import meridian.AnswerHead;
import meridian.Money;
import meridian.Refusal;
import meridian.RequestId;

/// The headers of an answer, in the order they are written. Framing and content type are the HTTP
/// server's.
///
/// A price that is not known has no header rather than a zero.
public final class ResponseHeaders {
  /// What a response head weighs on a modelled way, in bytes.
  public static final int MODELLED_BYTES = 600;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private ResponseHeaders() {}

  /// Headers of an answer whose end is not known as its head is written: a stream.
  public static Headers of(AnswerHead head) {
    return of(head, ServerTiming.of(head.stages()));
  }

  /// Headers of an answer that leaves in one piece.
  ///
  /// @param downNanos its way from the PoP to the client, 0 or more
  /// @param totalNanos from the request's first byte to the answer's last
  public static Headers of(AnswerHead head, long downNanos, long totalNanos) {
    return of(head, ServerTiming.of(head.stages(), downNanos, totalNanos));
  }

  private static Headers of(AnswerHead head, String timing) {
    Headers headers = ids(head.id());
    headers.add("X-Meridian-Pop", head.pop().code());
    headers.add("X-Meridian-Cache", head.cache().label());
    headers.add("Cache-Status", CacheStatus.of(head));
    switch (head.cache()) {
      case HIT, STALE, SEMANTIC_HIT ->
          headers.add("Age", Long.toString(head.ageNanos() / NANOS_PER_SECOND));
      case MISS, BYPASS, REFRESH, COLLAPSED -> {
        // a fresh answer has no age
      }
    }
    if (head.fingerprint().isPresent()) {
      String shortHex = head.fingerprint().get().shortHex();
      headers.add("X-Meridian-Fingerprint", shortHex);
    }
    usd(headers, "X-Meridian-Cost-Usd", head.cost());
    usd(headers, "X-Meridian-Saved-Usd", head.saved());
    head.allowances().requests().ifPresent(left -> limits(headers, "requests", left));
    head.allowances().tokens().ifPresent(left -> limits(headers, "tokens", left));
    if (!timing.isEmpty()) {
      headers.add("Server-Timing", timing);
    }
    if (head.session().isPresent()) {
      headers.add("X-Meridian-Session", head.session().get().text());
      headers.add(
          "X-Meridian-Session-Max-Age",
          Long.toString(head.session().get().lifeNanos() / NANOS_PER_SECOND));
    }
    return headers;
  }

  /// Headers of a refusal that came before any PoP looked at the request.
  public static Headers of(RequestId id, Refusal refusal) {
    Headers headers = ids(id);
    retrying(headers, refusal);
    return headers;
  }

  /// Adds what a refusal says on whether and when to try again.
  ///
  /// `retry-after-ms` is the OpenAI SDK's finer form of `Retry-After`; the SDK obeys
  /// `x-should-retry` before it looks at the status.
  public static void retrying(Headers headers, Refusal refusal) {
    if (!refusal.mayRetry()) {
      headers.add("x-should-retry", "false");
    }
    if (refusal.retryAfter().isPresent()) {
      Duration wait = refusal.retryAfter().get();
      long millis = Math.max(0, wait.toMillis());
      headers.add("Retry-After", Long.toString(Math.ceilDiv(millis, 1000L)));
      headers.add("retry-after-ms", Long.toString(millis));
    }
  }

  /// What every answer says of itself: the request's name, twice.
  public static Headers ids(RequestId id) {
    return new Headers().add("X-Meridian-Request-Id", id.text()).add("x-request-id", id.text());
  }

  /// The names of OpenAI's own limits; `reset` is in its notation, such as `1.5s`.
  private static void limits(Headers headers, String kind, Allowance allowance) {
    headers.add("x-ratelimit-limit-" + kind, Long.toString(allowance.limit()));
    headers.add("x-ratelimit-remaining-" + kind, Long.toString(allowance.remaining()));
    long millis = Math.ceilDiv(allowance.resetNanos(), 1_000_000L);
    String reset = millis < 1000 ? millis + "ms" : millis / 1000 + "." + millis % 1000 / 100 + "s";
    headers.add("x-ratelimit-reset-" + kind, reset);
  }

  private static void usd(Headers headers, String name, Optional<Money> amount) {
    if (amount.isPresent()) {
      headers.add(name, amount.get().toUsdText());
    }
  }
}
