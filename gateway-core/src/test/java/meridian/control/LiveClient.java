package meridian.control;

import java.io.IOException;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// A client of a real gateway process, with a provider's answer for it to be given.
final class LiveClient {
  static final String KEY = "mk_demokey00001_524qcqnigkydx26zgoatljsvvclepu5c";

  /// What a provider says to every question.
  static final String ANSWER =
      """
      {"id": "c1", "object": "chat.completion", "created": 1, "model": "gpt-4o-mini",
       "choices": [{"index": 0, "message": {"role": "assistant", "content": "four"},
                    "finish_reason": "stop"}],
       "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}}
      """;

  private final OkHttpClient http =
      new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(60)).build();

  /// What came back.
  ///
  /// @param status of HTTP
  /// @param cache what `X-Meridian-Cache` says
  /// @param body as text
  record Answer(int status, String cache, String body) {}

  /// The text at `url`.
  String get(String url) throws IOException {
    try (Response response = http.newCall(new Request.Builder().url(url).build()).execute()) {
      return response.body().string();
    }
  }

  /// Asks `text` at `door`.
  Answer ask(String door, String text) throws IOException {
    String body =
        """
        {"model": "gpt-4o-mini", "temperature": 0,
         "messages": [{"role": "user", "content": "%s"}]}
        """
            .formatted(text);
    Request request =
        new Request.Builder()
            .url(door + "/v1/chat/completions")
            .header("Authorization", "Bearer " + KEY)
            .post(RequestBody.create(body, MediaType.get("application/json")))
            .build();
    try (Response response = http.newCall(request).execute()) {
      return new Answer(
          response.code(),
          String.valueOf(response.header("X-Meridian-Cache")),
          response.body().string());
    }
  }
}
