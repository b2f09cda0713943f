package meridian.live.traffic;

import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;

/// HTTP clients, one per place, each with connections of its own.
///
/// Connections are not shared between places, because the gateway models a client's first request
/// on a TCP connection as cold and later ones as warm. An idle connection is kept for a while and
/// at most [#IDLE_PER_PLACE] are, so that cold ones come by themselves when traffic pauses or
/// bursts. HTTP/1.1 only, no proxy, no redirects; a call ends after [#CALL_LIMIT].
///
/// Beyond [#MAX_PLACES] places, further ones share one client. Safe for any thread.
final class PlaceClients implements AutoCloseable {
  /// At most this many places have connections of their own.
  static final int MAX_PLACES = 512;

  /// At most this many idle connections per place.
  static final int IDLE_PER_PLACE = 6;

  /// The longest that one call may take, streams included.
  static final Duration CALL_LIMIT = Duration.ofMinutes(2);

  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient base;
  private final String apiKey;
  private final Duration keepIdle;
  private final Map<String, OkHttpClient> byPlace = new ConcurrentHashMap<>();

  /// Clients that present `apiKey` and keep an idle connection for `keepIdle`.
  PlaceClients(String apiKey, Duration keepIdle) {
    this.apiKey = apiKey;
    this.keepIdle = keepIdle;
    this.base =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(CALL_LIMIT)
            .callTimeout(CALL_LIMIT)
            .build();
  }

  /// A chat completion of a client at `place`, ready to be executed.
  ///
  /// @throws IllegalArgumentException when the address or the header is malformed
  Call call(String baseUrl, String place, byte[] body, String cacheControl) {
    Request.Builder request =
        new Request.Builder()
            .url(baseUrl + "/v1/chat/completions")
            .header("Authorization", "Bearer " + apiKey)
            .header("X-Meridian-Client", place)
            .post(RequestBody.create(body, JSON));
    if (!cacheControl.isBlank()) {
      request.header("Cache-Control", cacheControl);
    }
    return at(place).newCall(request.build());
  }

  private OkHttpClient at(String place) {
    OkHttpClient known = byPlace.get(place);
    if (known != null) {
      return known;
    }
    String name = byPlace.size() < MAX_PLACES ? place : "";
    return byPlace.computeIfAbsent(
        name,
        _ ->
            base.newBuilder()
                .connectionPool(
                    new ConnectionPool(IDLE_PER_PLACE, keepIdle.toMillis(), TimeUnit.MILLISECONDS))
                .build());
  }

  /// Breaks off every call and closes every connection.
  @Override
  public void close() {
    base.dispatcher().cancelAll();
    byPlace.values().forEach(client -> client.connectionPool().evictAll());
  }
}
