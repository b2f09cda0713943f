package meridian;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;

/// A whole answer in the shape of a non-streamed chat completion, or of OpenAI's list of
/// embeddings: what is stored, and what JSON and SSE are rendered from.
///
/// It never changes. It keeps each form it was rendered in, so that a stored answer is written once
/// and a hit only hands the bytes on; forms nobody asked for take no memory.
public final class Completion {
  private final Json.Obj body;
  private final TokenUsage usage;
  private final AtomicReferenceArray<byte[]> rendered =
      new AtomicReferenceArray<>(Form.values().length);

  /// @param body the completion object with every field the provider sent
  /// @param usage tokens as the provider counted them
  public Completion(Json.Obj body, TokenUsage usage) {
    this.body = body;
    this.usage = usage;
  }

  /// The bytes an answer can leave as.
  public enum Form {
    /// One object.
    JSON,
    /// Server-sent events.
    STREAM,
    /// Server-sent events with the usage chunk.
    STREAM_WITH_USAGE,
    /// One object of Anthropic's Messages API.
    MESSAGE,
    /// Server-sent events of Anthropic's Messages API.
    MESSAGE_STREAM
  }

  /// The completion object with every field the provider sent.
  public Json.Obj body() {
    return body;
  }

  /// Tokens as the provider counted them.
  public TokenUsage usage() {
    return usage;
  }

  /// This answer in `form`; `writer`, which must depend on its arguments only, is called the first
  /// time. The array is shared: nobody may change it.
  public byte[] rendered(Form form, BiFunction<Completion, Form, byte[]> writer) {
    byte[] known = rendered.get(form.ordinal());
    if (known == null) {
      known = writer.apply(this, form);
      rendered.set(form.ordinal(), known);
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Completion completion
        && body.equals(completion.body)
        && usage.equals(completion.usage);
  }

  @Override
  public int hashCode() {
    return 31 * body.hashCode() + usage.hashCode();
  }

  @Override
  public String toString() {
    return "Completion[" + body + ", " + usage + "]";
  }
}
