package meridian.semantic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.ChatRequest;
import meridian.EffectiveModel;
import meridian.Json;
import meridian.cache.CacheQuestion;
import meridian.fingerprint.FingerprintResult;
import meridian.fingerprint.FingerprintScope;
import meridian.fingerprint.Fingerprinter;

/// Parts a request into what must be the same and what may be similar.
public interface Partitioning {
  /// `question` to `model` as vectors of `embedder` compare it; empty when it has no last user text
  /// or may not be cached.
  Optional<SemanticQuestion> part(CacheQuestion question, EffectiveModel model, String embedder);

  /// The fingerprint of the request with its last user text taken out: what selects an answer by
  /// the fingerprint's specification, and nothing less, is a hard filter.
  ///
  /// @param fingerprinter in full mode, whatever the exact caches use
  static Partitioning by(Fingerprinter fingerprinter) {
    return (question, model, embedder) -> {
      ChatRequest request = question.request();
      if (question.fingerprint().isEmpty() || request.isForEmbeddings()) {
        return Optional.empty();
      }
      return lastText(request.body())
          .flatMap(text -> {
            Json.Obj rest = withoutLastText(request.body());
            FingerprintScope scope =
                new FingerprintScope(
                    question.scope(),
                    model.provider(),
                    model.model(),
                    FingerprintScope.CHAT_COMPLETIONS + " semantic " + embedder);
            ChatRequest filter = new ChatRequest(rest, request.model(), false, false);
            return fingerprinter.fingerprint(filter, scope)
                    instanceof FingerprintResult.Fingerprinted(var digest)
                ? Optional.of(new SemanticQuestion(new Partition(digest), question.scope(), text))
                : Optional.empty();
          });
    };
  }

  private static Optional<String> lastText(Json.Obj body) {
    List<Json> messages = body.items("messages");
    if (messages.isEmpty()
        || !(messages.getLast() instanceof Json.Obj last)
        || !last.text("role").orElse("").equals("user")) {
      return Optional.empty();
    }
    Optional<String> plain = last.text("content");
    if (plain.isPresent()) {
      return plain;
    }
    List<String> texts = new ArrayList<>();
    for (Json part : last.items("content")) {
      textOf(part).ifPresent(texts::add);
    }
    return texts.size() == 1 ? Optional.of(texts.getFirst()) : Optional.empty();
  }

  /// The same request with a `null` where its last user text is; images beside it stay.
  private static Json.Obj withoutLastText(Json.Obj body) {
    List<Json> messages = new ArrayList<>(body.items("messages"));
    Json.Obj last = (Json.Obj) messages.getLast();
    Json content = Json.Null.NULL;
    if (last.text("content").isEmpty()) {
      List<Json> parts = new ArrayList<>();
      for (Json part : last.items("content")) {
        parts.add(textOf(part).isPresent() ? ((Json.Obj) part).with("text", Json.Null.NULL) : part);
      }
      content = new Json.Arr(parts);
    }
    messages.set(messages.size() - 1, last.with("content", content));
    return body.with("messages", new Json.Arr(messages));
  }

  private static Optional<String> textOf(Json part) {
    return part instanceof Json.Obj object && object.text("type").orElse("").equals("text")
        ? object.text("text")
        : Optional.empty();
  }
}
