package meridian;

/// A whole answer in the shape of a non-streamed chat completion: what is stored, and what JSON and
/// SSE are rendered from.
///
/// @param body the completion object with every field the provider sent
/// @param usage tokens as the provider counted them
public record Completion(Json.Obj body, TokenUsage usage) {}
