package meridian.semantic;

/// What an embedding model made of a text.
public sealed interface Embedding {
  /// The text's direction.
  ///
  /// @param vector in the model's dimension
  record Made(UnitVector vector) implements Embedding {}

  /// None was made; the request goes on without the semantic cache.
  ///
  /// @param reason why
  record Skipped(Reason reason) implements Embedding {}

  /// Why a text was not embedded.
  enum Reason {
    /// The model is not loaded yet.
    LOADING,
    /// The model could not be loaded, and will not be.
    UNAVAILABLE,
    /// As many texts wait as may.
    BUSY,
    /// The text is empty.
    EMPTY,
    /// The text is longer than the model reads; what it would skip could matter.
    TOO_LONG,
    /// The model failed at this text.
    FAILED
  }
}
