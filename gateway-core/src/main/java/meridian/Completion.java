package meridian;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A whole answer in the shape of a non-streamed chat completion, or of OpenAI's list of
/// embeddings: what is stored, and what JSON and SSE are rendered from.
///
/// It never changes. It keeps each form it was rendered in, so that a stored answer is written once
/// and a hit only hands the bytes on; forms nobody asked for take no memory. One that is kept for
/// long can be [#packed].
public final class Completion {
  private final Content content;
  private final String id;
  private final TokenUsage usage;
  private final AtomicReferenceArray<byte[]> rendered =
      new AtomicReferenceArray<>(Form.values().length);

  /// @param body the completion object with every field the provider sent
  /// @param usage tokens as the provider counted them
  public Completion(Json.Obj body, TokenUsage usage) {
    this(new Content.Tree(body), body.text("id").orElse(""), usage);
  }

  private Completion(Content content, String id, TokenUsage usage) {
    this.content = content;
    this.id = id;
    this.usage = usage;
  }

  /// What the completion object is made from.
  private sealed interface Content {
    Json.Obj body();

    /// Itself.
    record Tree(Json.Obj body) implements Content {}

    /// Its text.
    final class Text implements Content {
      private final byte[] json;
      private final Function<byte[], Json.Obj> reader;

      Text(byte[] json, Function<byte[], Json.Obj> reader) {
        this.json = json;
        this.reader = reader;
      }

      @Override
      public Json.Obj body() {
        return reader.apply(json);
      }
    }
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

  /// The same answer, kept as its bytes in [Form#JSON] alone: a half or a third of what it takes
  /// with its object, which is read anew for each who asks for it.
  ///
  /// @param reader makes the object of such bytes again
  public Completion packed(
      BiFunction<Completion, Form, byte[]> writer, Function<byte[], Json.Obj> reader) {
    byte[] json = rendered(Form.JSON, writer);
    Completion packed = new Completion(new Content.Text(json, reader), id, usage);
    packed.rendered.set(Form.JSON.ordinal(), json);
    return packed;
  }

  /// The completion object with every field the provider sent.
  public Json.Obj body() {
    return content.body();
  }

  /// The answer's own id, empty without one.
  public String id() {
    return id;
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
        && body().equals(completion.body())
        && usage.equals(completion.usage);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + usage.hashCode();
  }

  @Override
  public String toString() {
    return "Completion[" + body() + ", " + usage + "]";
  }
}
