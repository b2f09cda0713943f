package meridian.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import meridian.atlas.Atlas;
import meridian.control.config.ConfigReader;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// A whole gateway over real sockets on free ports, and a client before it.
final class ServedGateway implements AutoCloseable {
  /// The key of project `demo`.
  static final String KEY = "mk_demo00000001_" + "a".repeat(32);

  private final OkHttpClient client =
      new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(60)).build();
  private final EmbeddedGateway gateway;

  private ServedGateway(EmbeddedGateway gateway) {
    this.gateway = gateway;
  }

  /// What came back.
  record Answer(int status, Headers headers, String body) {
    /// Every value under `name`, joined by commas; empty without one.
    String header(String name) {
      return String.join(", ", headers.values(name));
    }
  }

  /// Starts one whose configuration is `own` and what all have: free ports, nothing on disk, and
  /// the project `demo`'s key.
  ///
  /// @param sets what differs from that, as on the command line
  static ServedGateway start(String own, String... sets) throws IOException {
    String yaml =
        """
        name: test
        pattern: "2"
        listen: {port: 0, popPorts: 0}
        management: {port: 0}
        origin: {region: ap-south-1}
        storage: {kind: memory}
        keys: {demo: {project: demo, key: %s}}
        """
                .formatted(KEY)
            + own;
    Atlas atlas = Atlas.load();
    return switch (new ConfigReader(atlas).read(Path.of("test.yaml"), yaml, List.of(sets))) {
      case ConfigReader.Result.Valid valid ->
          new ServedGateway(EmbeddedGateway.start(valid.config(), atlas));
      case ConfigReader.Result.Invalid invalid ->
          throw new AssertionError(String.join("\n", invalid.problems()));
    };
  }

  EmbeddedGateway gateway() {
    return gateway;
  }

  /// Where clients come in.
  String frontDoor() {
    return gateway.description().frontDoor();
  }

  /// A POST of `json` to `url`, to be completed and sent.
  static Request.Builder post(String url, String json) {
    return new Request.Builder()
        .url(url)
        .post(RequestBody.create(json, MediaType.get("application/json")));
  }

  Answer send(Request.Builder request) throws IOException {
    try (Response response = client.newCall(request.build()).execute()) {
      return new Answer(response.code(), response.headers(), response.body().string());
    }
  }

  @Override
  public void close() {
    client.connectionPool().evictAll();
    gateway.close();
  }
}
