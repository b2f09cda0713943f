package meridian.console.traffic;

import java.util.Optional;
import meridian.Json;
import meridian.console.format.JsonText;

/// Makes the words of an answer out of its body as it comes: the deltas of a stream, the message of
/// a completion, or the message of an error.
///
/// What it cannot read is shown as it came. It keeps at most [#MOST] characters and says so.
final class AnswerText {
  /// The longest answer that is shown.
  static final int MOST = 100_000;

  private static final String CUT = "\n… the rest is not shown";

  private final boolean isStream;
  private final StringBuilder pending = new StringBuilder();
  private final StringBuilder words = new StringBuilder();
  private boolean isCut;

  /// For a body of this `Content-Type`.
  AnswerText(String contentType) {
    this.isStream = contentType.startsWith("text/event-stream");
  }

  /// Takes the next piece of the body.
  void add(String piece) {
    if (isCut) {
      return;
    }
    pending.append(piece);
    if (isStream) {
      int end;
      while ((end = pending.indexOf("\n")) >= 0) {
        event(pending.substring(0, end).strip());
        pending.delete(0, end + 1);
      }
    }
    if (words.length() + pending.length() > MOST) {
      isCut = true;
      words.append(pending);
      words.setLength(MOST);
      words.append(CUT);
      pending.setLength(0);
    }
  }

  /// The words so far; of a JSON body once it is whole.
  String text() {
    if (isStream || pending.isEmpty()) {
      return words.toString();
    }
    return words
        + JsonText.read(pending.toString())
            .filter(Json.Obj.class::isInstance)
            .map(Json.Obj.class::cast)
            .flatMap(AnswerText::of)
            .orElse(pending.toString());
  }

  private void event(String line) {
    if (!line.startsWith("data:")) {
      return;
    }
    String data = line.substring("data:".length()).strip();
    if (!data.equals("[DONE]")) {
      JsonText.read(data)
          .filter(Json.Obj.class::isInstance)
          .map(Json.Obj.class::cast)
          .flatMap(AnswerText::of)
          .ifPresent(words::append);
    }
  }

  private static Optional<String> of(Json.Obj body) {
    Optional<Json.Obj> error = body.object("error");
    if (error.isPresent()) {
      return error.get().text("message").map(message -> "Error: " + message);
    }
    return body.items("choices").stream()
        .filter(Json.Obj.class::isInstance)
        .map(Json.Obj.class::cast)
        .findFirst()
        .flatMap(choice -> choice.object("delta").or(() -> choice.object("message")))
        .map(message -> message.text("content").orElse(""));
  }
}
