package meridian.live.provider;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import meridian.Json;
import meridian.Refusal;
import meridian.provider.ProviderErrors;
import meridian.time.Interruption;
import meridian.wire.JsonReader;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/// Turns what goes wrong with one provider into what the client is told.
///
/// The provider's own 4xx is passed on in its words, for the request is at fault; what concerns the
/// gateway's key or the provider itself is not the client's doing and becomes a 502.
final class UpstreamErrors {
  private static final int MAX_MESSAGE_CHARS = 2_000;
  private static final int MAX_WORD_CHARS = 100;
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

  private final String target;
  private final List<ProviderKey> keys;

  UpstreamErrors(String target, List<ProviderKey> keys) {
    this.target = target;
    this.keys = keys;
  }

  /// A response whose status is no 2xx.
  Refusal of(int status, Headers headers, byte[] body, Instant now) {
    Optional<Duration> retryAfter = retryAfter(headers, now);
    if (status >= 500) {
      return after(ProviderErrors.failed(target, status), retryAfter);
    }
    return switch (status) {
      case 401, 402, 403, 407 -> ProviderErrors.auth(target, status);
      case 408 -> ProviderErrors.timeout(target, "the request's last byte");
      default ->
          status < 400
              ? ProviderErrors.unreadable(
                  target,
                  "a redirect or an unasked-for status ("
                      + status
                      + "); redirects are not followed, the operator should check the base URL")
              : passedOn(status, body, retryAfter);
    };
  }

  private Refusal passedOn(int status, byte[] body, Optional<Duration> asked) {
    Json.Obj error = errorOf(body);
    if (GoogleErrors.isKeyInvalid(error)) {
      return ProviderErrors.auth(target, status);
    }
    Optional<Duration> retryAfter = asked.or(() -> GoogleErrors.retryDelay(error));
    String code =
        word(error, "code").orElse(status == 429 ? "rate_limit_exceeded" : "provider_error");
    boolean mayRetry =
        status == 409 || status == 425 || (status == 429 && !code.equals("insufficient_quota"));
    return new Refusal(
        status,
        word(error, "type").orElse(status == 429 ? "rate_limit_error" : "invalid_request_error"),
        code,
        message(error).orElse("provider " + target + " refused the request (" + status + ")"),
        word(error, "param"),
        mayRetry ? retryAfter : Optional.empty(),
        mayRetry);
  }

  /// An error object in an answer that had begun.
  Refusal inAnswer(Json.Obj error) {
    String said = error.object("error").flatMap(this::message).or(() -> message(error)).orElse("");
    return ProviderErrors.broken(target, said.isEmpty() ? "it reported an error" : said);
  }

  /// A call that failed below HTTP.
  ///
  /// @throws Interruption when it failed because its task was told to stop
  Refusal of(IOException failure, boolean isConnected, boolean hasBegun) {
    if (Thread.currentThread().isInterrupted()) {
      throw new Interruption("calling provider " + target);
    }
    return switch (failure) {
      case InterruptedIOException _ ->
          ProviderErrors.timeout(
              target,
              !isConnected ? "a connection" : hasBegun ? "the rest of the answer" : "a first byte");
      case AnswerBytes.TooLarge large ->
          ProviderErrors.unreadable(target, String.valueOf(large.getMessage()));
      case UnknownHostException _ -> ProviderErrors.unreachable(target, "unknown host");
      case NoRouteToHostException _ -> ProviderErrors.unreachable(target, "no route to host");
      case ConnectException _ -> ProviderErrors.unreachable(target, "connection refused");
      case SSLException _ when !hasBegun -> ProviderErrors.unreachable(target, "TLS failed");
      default ->
          hasBegun
              ? ProviderErrors.broken(target, "the connection was lost")
              : ProviderErrors.unreachable(target, "the connection was lost");
    };
  }

  private static Refusal after(Refusal refusal, Optional<Duration> retryAfter) {
    return retryAfter.map(refusal::after).orElse(refusal);
  }

  /// The object that says what is wrong: `error`, or the document itself, or nothing.
  private static Json.Obj errorOf(byte[] body) {
    if (JsonReader.tryRead(body).orElse(Json.Null.NULL) instanceof Json.Obj document) {
      return document.object("error").orElse(document);
    }
    return Json.Obj.empty();
  }

  /// `message`, or what other servers call it.
  private Optional<String> message(Json.Obj error) {
    return error
        .text("message")
        .or(() -> error.text("error"))
        .or(() -> error.text("detail"))
        .map(this::scrub)
        .map(text -> cut(text, MAX_MESSAGE_CHARS));
  }

  /// `text` without any key, should the provider repeat one.
  private String scrub(String text) {
    String scrubbed = text;
    for (ProviderKey key : keys) {
      scrubbed = key.scrub(scrubbed);
    }
    return scrubbed;
  }

  private static Optional<String> word(Json.Obj error, String name) {
    return error.text(name).filter(text -> !text.isEmpty()).map(text -> cut(text, MAX_WORD_CHARS));
  }

  private static String cut(String text, int chars) {
    return text.length() <= chars ? text : text.substring(0, chars) + "…";
  }

  /// `retry-after-ms`, or `Retry-After` as seconds or as a date; at most a day.
  static Optional<Duration> retryAfter(Headers headers, Instant now) {
    Optional<Duration> millis =
        number(headers.get("retry-after-ms")).map(ms -> Duration.ofMillis(ms.longValue()));
    Optional<String> value = Optional.ofNullable(headers.get("Retry-After"));
    return millis
        .or(() ->
            number(headers.get("Retry-After"))
                .map(seconds -> Duration.ofMillis((long) (seconds * 1_000))))
        .or(() -> value.flatMap(UpstreamErrors::date).map(date -> Duration.between(now, date)))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
        .map(wait -> wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait);
  }

  private static Optional<Double> number(@Nullable String text) {
    if (text == null || !text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      return Optional.empty();
    }
    return Optional.of(Double.parseDouble(text));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeParseException other) {
      return Optional.empty();
    }
  }
}
