package meridian.live.provider;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import meridian.ChatRequest;
import meridian.Json;
import meridian.Refusal;
import meridian.provider.KeyRing;
import meridian.provider.Provider;
import meridian.provider.ProviderErrors;
import meridian.time.Deadline;
import meridian.time.WorldClock;
import meridian.wire.Untranslatable;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// A provider over HTTP/2 or HTTP/1.1, in the [Dialect] that it speaks.
///
/// Address and headers come from the operator's configuration; redirects are not followed, no
/// cookies are kept, and a call that failed after it was sent is not repeated. The answer is never
/// decompressed: none is asked for. Of several keys one is used until the provider refuses it; then
/// the same request goes on with the next that does not rest ([KeyRing]).
///
/// Blocking, for virtual threads; safe for any number of them. At most 64 idle connections are kept
/// for 5 minutes; how many calls run at once is the caller's to bound. [#close] ends idle
/// connections.
public final class HttpProvider implements Provider, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpProvider.class.getName());
  private static final int MAX_IDLE_CONNECTIONS = 64;
  private static final int MAX_ERROR_BYTES = 64 << 10;
  private static final Duration ERROR_BODY_WAIT = Duration.ofSeconds(2);

  private final HttpTarget target;
  private final Dialect dialect;
  private final String baseUrl;
  private final String userAgent;
  private final WorldClock clock;
  private final UpstreamErrors errors;
  private final KeyRing ring;
  private final OkHttpClient client;

  /// A client of `target`.
  ///
  /// @param userAgent names this product and its version, `meridian/0.1.0`
  public HttpProvider(HttpTarget target, Dialect dialect, String userAgent, WorldClock clock) {
    String url = target.baseUrl().toString();
    this.target = target;
    this.dialect = dialect;
    this.baseUrl = url.endsWith("/") ? url : url + "/";
    this.userAgent = userAgent;
    this.clock = clock;
    this.errors = new UpstreamErrors(target.name(), target.keys());
    this.ring = new KeyRing(target.keys().size());
    this.client =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .cookieJar(CookieJar.NO_COOKIES)
            .authenticator(Authenticator.NONE)
            .connectionPool(new ConnectionPool(MAX_IDLE_CONNECTIONS, 5, TimeUnit.MINUTES))
            .callTimeout(target.limits().total())
            .eventListenerFactory(HttpProvider::listener)
            .build();
  }

  private static EventListener listener(Call call) {
    EventListener times = call.request().tag(CallTimes.class);
    return times == null ? EventListener.NONE : times;
  }

  @Override
  public String target() {
    return target.name();
  }

  @Override
  public boolean isModelled() {
    return false;
  }

  @Override
  public Answer open(ChatRequest request, Deadline deadline) {
    long startNanos = clock.nanos();
    Deadline firstByte = deadline.orEarlier(Deadline.in(target.limits().firstByte(), startNanos));
    CallTimes times = new CallTimes(clock, startNanos);
    Json.Obj body;
    try {
      body = dialect.body(request);
    } catch (Untranslatable e) {
      return new Answer.Refusing(e.refusal(), times.times());
    }
    Optional<Answer> refused = Optional.empty();
    for (int tries = 0; tries < target.keys().size(); tries++) {
      switch (ring.turn(clock.nanos())) {
        case KeyRing.Turn.Use use -> {
          Answer answer = open(request, body, use.key(), times, firstByte);
          boolean isKeyAtFault =
              answer instanceof Answer.Refusing && ring.isResting(use.key(), clock.nanos());
          if (!isKeyAtFault || firstByte.isPast(clock.nanos())) {
            return answer;
          }
          refused = Optional.of(answer);
        }
        case KeyRing.Turn.Resting rest ->
            refused = refused.or(() -> Optional.of(resting(rest, times)));
        case KeyRing.Turn.Paused pause ->
            refused =
                Optional.of(
                    new Answer.Refusing(
                        ProviderErrors.paused(target.name(), pause.rest()), times.times()));
      }
    }
    return refused.orElseThrow();
  }

  private Answer resting(KeyRing.Turn.Resting rest, CallTimes times) {
    Refusal refusal =
        rest.isRefused()
            ? ProviderErrors.keysRefused(target.name(), rest.rest())
            : ProviderErrors.keysLimited(target.name(), rest.rest());
    return new Answer.Refusing(refusal, times.times());
  }

  /// One call, with one key.
  private Answer open(
      ChatRequest request, Json.Obj body, int key, CallTimes times, Deadline firstByte) {
    Call call = call(request, body, key, times, firstByte.remainingNanos(clock.nanos()));
    Response response;
    try {
      response = call.execute();
    } catch (IOException e) {
      times.begun();
      return new Answer.Refusing(errors.of(e, times.isConnected(), false), times.times());
    }
    OpenCall open = new OpenCall(target, call, response, times, errors, clock, dialect);
    try {
      return answer(open, response, request, key, firstByte);
    } catch (RuntimeException e) {
      open.close();
      throw e;
    }
  }

  private Call call(ChatRequest request, Json.Obj body, int key, CallTimes times, long waitNanos) {
    long waitMillis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitNanos));
    Request.Builder http =
        new Request.Builder()
            .url(baseUrl + dialect.path(request))
            .headers(dialect.headers(target.keys().get(key)))
            .header("User-Agent", userAgent)
            .header("Accept", request.isStreamed() ? "text/event-stream" : "application/json")
            .header("Accept-Encoding", "identity")
            .tag(CallTimes.class, times)
            .post(UpstreamRequest.body(body));
    return client
        .newBuilder()
        .connectTimeout(
            Math.min(waitMillis, target.limits().connect().toMillis()), TimeUnit.MILLISECONDS)
        .readTimeout(waitMillis, TimeUnit.MILLISECONDS)
        .writeTimeout(waitMillis, TimeUnit.MILLISECONDS)
        .build()
        .newCall(http.build());
  }

  private Answer answer(
      OpenCall open, Response response, ChatRequest request, int key, Deadline firstByte) {
    if (!response.isSuccessful()) {
      Refusal refusal = error(open, response);
      rest(key, response.code(), refusal);
      return refused(open, refusal);
    }
    if (!request.isStreamed()) {
      open.times().begun();
      return new Answer.Answering(new WholeAnswer(open, request));
    }
    if (!isEventStream(response)) {
      return refused(
          open,
          ProviderErrors.unreadable(target.name(), "no event stream, which it was asked for"));
    }
    StreamedAnswer stream = new StreamedAnswer(open, target.limits().maxEventBytes());
    Optional<Refusal> refusal = stream.begin(firstByte);
    if (refusal.isPresent()) {
      return refused(open, refusal.get());
    }
    return new Answer.Answering(stream);
  }

  /// Lets the key rest, or the target, when that is what the refusal asks for.
  private void rest(int key, int status, Refusal refusal) {
    long nowNanos = clock.nanos();
    boolean isKeyRefused =
        status == 401
            || status == 402
            || refusal.code().equals("insufficient_quota")
            || (status == 400 && refusal.code().equals("provider_auth"));
    if (isKeyRefused) {
      ring.refused(key, nowNanos);
    } else if (status == 403) {
      ring.forbidden(key, nowNanos);
    } else if (status == 429) {
      ring.limited(key, refusal.retryAfter(), nowNanos);
    } else if (status == 503 && refusal.retryAfter().isPresent()) {
      ring.paused(refusal.retryAfter().get(), nowNanos);
    }
    if (ring.isResting(key, nowNanos)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "provider {0}: {1} rests after {2}",
          target.name(),
          target.keys().get(key).secret().isPresent()
              ? target.keys().get(key)
              : "it is asked without a key and",
          status);
    }
  }

  private Answer refused(OpenCall open, Refusal refusal) {
    open.close();
    open.times().begun();
    return new Answer.Refusing(refusal, open.times().times());
  }

  /// The refusal of a response that is no 2xx; its body is read in part and not for long.
  private Refusal error(OpenCall open, Response response) {
    byte[] body = new byte[0];
    try {
      body =
          new AnswerBytes(response, clock, MAX_ERROR_BYTES)
              .readAll(Deadline.in(ERROR_BODY_WAIT, clock.nanos()));
      open.finished();
    } catch (IOException unreadable) {
      // The status says enough.
    }
    return errors.of(response.code(), response.headers(), body, clock.instant());
  }

  private static boolean isEventStream(Response response) {
    return Optional.ofNullable(response.header("Content-Type"))
        .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
        .orElse(false);
  }

  @Override
  public void close() {
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }
}
