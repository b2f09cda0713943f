package meridian;

import java.util.Optional;

/// What a client asked for: the route of its API, part of a request's identity.
public enum Endpoint {
  /// OpenAI's chat completions, the gateway's own form.
  CHAT_COMPLETIONS("/v1/chat/completions"),
  /// Anthropic's Messages API.
  MESSAGES("/v1/messages"),
  /// OpenAI's embeddings: vectors for texts, never streamed.
  EMBEDDINGS("/v1/embeddings");

  private final String path;

  Endpoint(String path) {
    this.path = path;
  }

  /// The route's path, as it goes into a fingerprint.
  public String path() {
    return path;
  }

  /// The endpoint at `path`, when there is one.
  public static Optional<Endpoint> at(String path) {
    for (Endpoint endpoint : values()) {
      if (endpoint.path.equals(path)) {
        return Optional.of(endpoint);
      }
    }
    return Optional.empty();
  }
}
