package meridian;

/// A chat completion, or embeddings, as the client asked for them: the whole body, and the members
/// that steer the gateway.
///
/// `wire` checks the body before it makes one of these: `model` is a string, and `messages` a
/// non-empty array of objects or `input` one to many texts. A request for a chat that came in
/// another form is translated into this one.
///
/// @param body the request body with every field the client sent
/// @param model the model as the client named it
/// @param isStreamed whether the client wants server-sent events
/// @param wantsUsageChunk whether the usage chunk at the end of a stream goes to the client
/// @param endpoint where it came in, and so the form its answer leaves in
public record ChatRequest(
    Json.Obj body, String model, boolean isStreamed, boolean wantsUsageChunk, Endpoint endpoint) {
  /// A request to `/v1/chat/completions`.
  public ChatRequest(Json.Obj body, String model, boolean isStreamed, boolean wantsUsageChunk) {
    this(body, model, isStreamed, wantsUsageChunk, Endpoint.CHAT_COMPLETIONS);
  }

  /// A request to `/v1/embeddings`.
  public static ChatRequest embeddings(Json.Obj body, String model) {
    return new ChatRequest(body, model, false, false, Endpoint.EMBEDDINGS);
  }

  /// Whether it asks for vectors rather than for words.
  public boolean isForEmbeddings() {
    return endpoint == Endpoint.EMBEDDINGS;
  }
}
