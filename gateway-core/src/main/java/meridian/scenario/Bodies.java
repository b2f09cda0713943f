package meridian.scenario;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import meridian.JsonBytes;

/// Renders requests for a chat completion and keeps the bodies of prompts that may be asked again.
///
/// At most [#MAX_KEPT_BYTES] of bodies are kept; beyond that the one rendered longest ago is let go
/// and rendered again, byte for byte the same, when it is repeated.
final class Bodies {
  /// The most bytes of bodies that are kept.
  static final long MAX_KEPT_BYTES = 32L << 20;

  private static final byte[] END = ascii("\"}],\"temperature\":0}");
  private static final byte[] STREAMED_END = ascii("\"}],\"temperature\":0,\"stream\":true}");
  private static final byte[] NONE = {};

  private final Questions questions;
  private final JsonBytes buffer = new JsonBytes(4 << 10);
  private final ArrayDeque<Prompt> kept = new ArrayDeque<>();
  private long keptBytes;

  Bodies(Questions questions) {
    this.questions = questions;
  }

  /// A prompt that was asked.
  static final class Prompt {
    private final long question;
    private final int tokens;
    private final Head head;
    private final Object asker;
    private final int wording;
    private byte[] plain = NONE;
    private byte[] streamed = NONE;

    /// Question `number`, of a length drawn by its number.
    ///
    /// @param asker who asks it first
    Prompt(long number, Head head, Object asker) {
      this(number, 0, head, asker);
    }

    /// Question `number` with a length of `tokens`; 0 to draw it.
    Prompt(long number, int tokens, Head head, Object asker) {
      this(number, tokens, head, asker, 0);
    }

    private Prompt(long number, int tokens, Head head, Object asker, int wording) {
      this.question = number;
      this.tokens = tokens;
      this.head = head;
      this.asker = asker;
      this.wording = wording;
    }

    /// The same question in other words.
    ///
    /// @param other 1 to [Wording#others]
    Prompt reworded(int other) {
      return new Prompt(question, tokens, head, asker, other);
    }

    /// Whether its words are the question's first.
    boolean isPlain() {
      return wording == 0;
    }

    /// Its number.
    long question() {
      return question;
    }

    /// Who asked it first.
    Object asker() {
      return asker;
    }
  }

  /// What stands before the question in every request for one model.
  static final class Head {
    private static final String REST =
        ",\"messages\":[{\"role\":\"system\",\"content\":\"You are a helpful assistant. Answer"
            + " briefly and say when you are unsure.\"},{\"role\":\"user\",\"content\":\"";

    private final byte[] bytes;

    Head(String model) {
      JsonBytes text = new JsonBytes(256);
      text.ascii("{\"model\":");
      text.string(model);
      text.ascii(REST);
      this.bytes = text.toByteArray();
    }
  }

  /// The body that asks `prompt`; asked again the same array while it is kept.
  byte[] of(Prompt prompt, boolean isStreamed) {
    byte[] known = isStreamed ? prompt.streamed : prompt.plain;
    if (known.length > 0) {
      return known;
    }
    byte[] other = isStreamed ? prompt.plain : prompt.streamed;
    byte[] body = other.length > 0 ? turned(other, isStreamed) : render(prompt, isStreamed);
    keep(prompt, body, isStreamed);
    return body;
  }

  /// A body with a prompt in somebody's own words.
  static byte[] worded(Head head, String prompt, boolean isStreamed) {
    JsonBytes text = new JsonBytes(head.bytes.length + prompt.length() + 64);
    text.raw(head.bytes);
    text.cutTo(text.length() - 1); // its opening quote
    text.string(prompt);
    text.cutTo(text.length() - 1);
    text.raw(isStreamed ? STREAMED_END : END);
    return text.toByteArray();
  }

  private byte[] render(Prompt prompt, boolean isStreamed) {
    buffer.cutTo(0);
    buffer.raw(prompt.head.bytes);
    questions.write(prompt.question, prompt.tokens, buffer);
    if (!prompt.isPlain()) {
      buffer.raw(Wording.courtesy(prompt.wording));
    }
    buffer.raw(isStreamed ? STREAMED_END : END);
    return buffer.toByteArray();
  }

  /// The same body with the other end.
  private static byte[] turned(byte[] body, boolean isStreamed) {
    byte[] from = isStreamed ? END : STREAMED_END;
    byte[] to = isStreamed ? STREAMED_END : END;
    int common = body.length - from.length;
    byte[] turned = Arrays.copyOf(body, common + to.length);
    System.arraycopy(to, 0, turned, common, to.length);
    return turned;
  }

  private void keep(Prompt prompt, byte[] body, boolean isStreamed) {
    if (isStreamed) {
      prompt.streamed = body;
    } else {
      prompt.plain = body;
    }
    kept.addLast(prompt);
    keptBytes += body.length;
    while (keptBytes > MAX_KEPT_BYTES) {
      Prompt oldest = kept.removeFirst();
      keptBytes -= oldest.plain.length + oldest.streamed.length;
      oldest.plain = NONE;
      oldest.streamed = NONE;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
