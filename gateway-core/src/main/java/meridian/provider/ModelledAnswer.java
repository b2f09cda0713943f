package meridian.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.ChatRequest;
import meridian.Json;
import meridian.Refusal;
import meridian.time.Dice;
import meridian.wire.JsonWriter;

/// What a modelled provider answers, token by token; the same request always gets the same answer.
///
/// @param model as it was asked for
/// @param promptTokens estimated input tokens: characters / 4, see [PromptSize]
/// @param choices one or more
record ModelledAnswer(String model, long promptTokens, List<Choice> choices) {
  /// OpenAI's bound on `n`.
  private static final int MAX_CHOICES = 128;

  private static final int JSON_TOKEN_CODE_POINTS = 4;

  /// Odd and with bits all over: 2^64 divided by the golden ratio.
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /// Members that change how an answer is sent, not what it is.
  private static final List<String> NOT_ASKED_ABOUT =
      List.of("stream", "stream_options", "user", "metadata", "store");

  /// One choice.
  ///
  /// @param tool the function it calls, or empty for an answer in words
  /// @param words the text, or the call's arguments
  /// @param finish `stop`, `length` or `tool_calls`
  record Choice(Optional<String> tool, Words words, String finish) {
    /// How many tokens it has.
    int tokens() {
      return words.count();
    }
  }

  /// Either an answer or why there is none.
  sealed interface Attempt {
    /// The answer.
    record Answered(ModelledAnswer answer) implements Attempt {}

    /// The request is wrong.
    record Wrong(Refusal refusal) implements Attempt {}
  }

  /// How many tokens the longest choice has.
  int longest() {
    return choices.stream().mapToInt(Choice::tokens).max().orElse(0);
  }

  /// Output tokens of all choices.
  long completionTokens() {
    return choices.stream().mapToLong(Choice::tokens).sum();
  }

  /// Answers `request`.
  static Attempt to(ChatRequest request) {
    Json.Obj body = request.body();
    long n = body.number("n", 1);
    if (n < 1 || n > MAX_CHOICES) {
      return wrong("n", "expected 1 to " + MAX_CHOICES + " choices, found " + n);
    }
    long limit = body.number("max_completion_tokens", body.number("max_tokens", Long.MAX_VALUE));
    if (limit < 1) {
      return wrong("max_tokens", "expected 1 token or more, found " + limit);
    }
    ForcedTool tool = ForcedTool.in(body);
    if (tool instanceof ForcedTool.Missing missing) {
      return wrong("tool_choice", missing.reason());
    }
    Dice dice = new Dice(0).fork(asked(body));
    List<Choice> choices = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      choices.add(choice(request, tool, limit, dice.fork("choice " + i)));
    }
    return new Attempt.Answered(
        new ModelledAnswer(request.model(), PromptSize.tokens(body), List.copyOf(choices)));
  }

  private static Choice choice(ChatRequest request, ForcedTool tool, long limit, Dice dice) {
    return switch (tool) {
      case ForcedTool.Call call ->
          cut(
              Optional.of(call.name()),
              jsonTokens(SchemaSample.of(call.parameters(), dice)),
              call.isNamed() ? "stop" : "tool_calls",
              limit);
      case ForcedTool.None _, ForcedTool.Missing _ -> {
        Words words =
            json(request.body(), dice)
                .map(ModelledAnswer::jsonTokens)
                .orElseGet(() -> ModelledText.of(request.model(), OutputLength.draw(dice), dice));
        yield cut(Optional.empty(), words, "stop", limit);
      }
    };
  }

  private static Choice cut(Optional<String> tool, Words words, String finish, long limit) {
    if (words.count() <= limit) {
      return new Choice(tool, words, finish);
    }
    words.cutTo(limit);
    return new Choice(tool, words, "length");
  }

  /// The document that `response_format` asks for, when it asks for one.
  private static Optional<Json> json(Json.Obj body, Dice dice) {
    Optional<Json.Obj> format = body.object("response_format");
    return switch (format.flatMap(f -> f.text("type")).orElse("text")) {
      case "json_object" ->
          Optional.of(
              Json.Obj.of("answer", new Json.Text(ModelledText.phrase(dice)))
                  .with("modelled", Json.Bool.TRUE));
      case "json_schema" ->
          Optional.of(
              SchemaSample.of(
                  format
                      .flatMap(f -> f.object("json_schema"))
                      .flatMap(named -> named.object("schema"))
                      .orElse(Json.Obj.of("type", new Json.Text("object"))),
                  dice));
      default -> Optional.empty();
    };
  }

  private static Words jsonTokens(Json json) {
    String text = JsonWriter.text(json);
    Words words = new Words(text.length() / JSON_TOKEN_CODE_POINTS + 1);
    int at = 0;
    while (at < text.length()) {
      int codePoints = Math.min(JSON_TOKEN_CODE_POINTS, text.codePointCount(at, text.length()));
      int end = text.offsetByCodePoints(at, codePoints);
      words.add(text.substring(at, end));
      at = end;
    }
    return words;
  }

  /// A number for what is asked: the same for the same question, however it is to be sent.
  ///
  /// It is put together from hash codes of strings, which Java specifies and keeps. That two
  /// questions share one does no harm: they get one modelled answer.
  private static long asked(Json.Obj body) {
    long asked = 0;
    for (int i = 0; i < body.size(); i++) {
      if (!NOT_ASKED_ABOUT.contains(body.name(i))) {
        asked = asked * MULTIPLIER + member(body, i);
      }
    }
    return asked;
  }

  private static long member(Json.Obj object, int index) {
    return object.name(index).hashCode() * MULTIPLIER + hash(object.value(index));
  }

  private static long hash(Json value) {
    return switch (value) {
      case Json.Obj object -> {
        long hash = object.size();
        for (int i = 0; i < object.size(); i++) {
          hash = hash * MULTIPLIER + member(object, i);
        }
        yield hash;
      }
      case Json.Arr array -> {
        long hash = ~array.items().size();
        for (Json item : array.items()) {
          hash = hash * MULTIPLIER + hash(item);
        }
        yield hash;
      }
      case Json.Text text -> text.value().hashCode();
      case Json.Num number -> ~number.text().hashCode();
      case Json.Bool bool -> bool.value() ? 1 : 2;
      case Json.Null _ -> 3;
    };
  }

  private static Attempt wrong(String param, String message) {
    return new Attempt.Wrong(Refusal.badRequest("invalid_value", param + ": " + message, param));
  }
}
