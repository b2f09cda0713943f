package meridian.live.provider;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import meridian.ChatRequest;
import meridian.Refusal;
import meridian.provider.Provider;
import meridian.provider.ProviderErrors;
import meridian.time.Deadline;
import meridian.time.WorldClock;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// Any provider that speaks OpenAI's chat completions, over HTTP/2 or HTTP/1.1.
///
/// Address and headers come from the operator's configuration; redirects are not followed, no
/// cookies are kept, and a call that failed after it was sent is not repeated. Streams always ask
/// for the token counts; the edge takes the usage chunk out again for clients that did not. The
/// answer is never decompressed: none is asked for.
///
/// Blocking, for virtual threads; safe for any number of them. At most 64 idle connections are kept
/// for 5 minutes; how many calls run at once is the caller's to bound. [#close] ends idle
/// connections.
public final class OpenAiCompatible implements Provider, AutoCloseable {
  private static final int MAX_IDLE_CONNECTIONS = 64;
  private static final int MAX_ERROR_BYTES = 64 << 10;
  private static final Duration ERROR_BODY_WAIT = Duration.ofSeconds(2);

  private final OpenAiTarget target;
  private final String url;
  private final String userAgent;
  private final WorldClock clock;
  private final UpstreamErrors errors;
  private final OkHttpClient client;

  /// A client of `target`.
  ///
  /// @param userAgent names this product and its version, `meridian/0.1.0`
  public OpenAiCompatible(OpenAiTarget target, String userAgent, WorldClock clock) {
    this.target = target;
    this.url = appended(target.baseUrl());
    this.userAgent = userAgent;
    this.clock = clock;
    this.errors = new UpstreamErrors(target.name(), target.key());
    this.client =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .cookieJar(CookieJar.NO_COOKIES)
            .authenticator(Authenticator.NONE)
            .connectionPool(new ConnectionPool(MAX_IDLE_CONNECTIONS, 5, TimeUnit.MINUTES))
            .callTimeout(target.limits().total())
            .eventListenerFactory(OpenAiCompatible::listener)
            .build();
  }

  private static EventListener listener(Call call) {
    EventListener times = call.request().tag(CallTimes.class);
    return times == null ? EventListener.NONE : times;
  }

  private static String appended(URI baseUrl) {
    String base = baseUrl.toString();
    return (base.endsWith("/") ? base : base + "/") + "chat/completions";
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
    Call call = call(request, times, firstByte.remainingNanos(startNanos));
    Response response;
    try {
      response = call.execute();
    } catch (IOException e) {
      times.begun();
      return new Answer.Refusing(errors.of(e, times.isConnected(), false), times.times());
    }
    OpenCall open = new OpenCall(target, call, response, times, errors, clock);
    try {
      return answer(open, response, request, firstByte);
    } catch (RuntimeException e) {
      open.close();
      throw e;
    }
  }

  private Call call(ChatRequest request, CallTimes times, long waitNanos) {
    long waitMillis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitNanos));
    Request.Builder http =
        new Request.Builder()
            .url(url)
            .header("User-Agent", userAgent)
            .header("Accept", request.isStreamed() ? "text/event-stream" : "application/json")
            .header("Accept-Encoding", "identity")
            .tag(CallTimes.class, times)
            .post(UpstreamRequest.body(request));
    target.key().authorization().ifPresent(value -> http.header("Authorization", value));
    return client
        .newBuilder()
        .connectTimeout(
            Math.min(waitMillis, target.limits().connect().toMillis()), TimeUnit.MILLISECONDS)
        .readTimeout(waitMillis, TimeUnit.MILLISECONDS)
        .writeTimeout(waitMillis, TimeUnit.MILLISECONDS)
        .build()
        .newCall(http.build());
  }

  private Answer answer(OpenCall open, Response response, ChatRequest request, Deadline firstByte) {
    if (!response.isSuccessful()) {
      return refused(open, error(open, response));
    }
    if (!request.isStreamed()) {
      open.times().begun();
      return new Answer.Answering(new WholeAnswer(open));
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
