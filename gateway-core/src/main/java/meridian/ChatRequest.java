package meridian;

/// A chat completion as the client asked for it: the whole body, and the three members that steer
/// the gateway.
///
/// `wire` checks the body before it makes one of these: `model` is a string and `messages` a
/// non-empty array of objects.
///
/// @param body the request body with every field the client sent
/// @param model the model as the client named it
/// @param isStreamed whether the client wants server-sent events
/// @param wantsUsageChunk whether the client asked for the usage chunk at the end of a stream
public record ChatRequest(
    Json.Obj body, String model, boolean isStreamed, boolean wantsUsageChunk) {}
