package meridian.control;

import java.util.List;
import java.util.function.UnaryOperator;
import meridian.cache.CacheQuestion;
import meridian.semantic.Partitioning;
import meridian.semantic.SemanticQuestion;

/// Bugs of the semantic caches.
final class SemanticMutants {
  private SemanticMutants() {}

  static List<Mutant> all() {
    return List.of(
        semantic(
            "a partition ignores the tenant",
            "tenants apart",
            right ->
                (question, model, embedder) -> right.part(ofEverybody(question), model, embedder)),
        semantic(
            "questions are similar by their first words",
            "tenants apart",
            right ->
                (question, model, embedder) ->
                    right.part(question, model, embedder).map(SemanticMutants::beginning)));
  }

  private static CacheQuestion ofEverybody(CacheQuestion question) {
    return new CacheQuestion(
        question.request(),
        question.policy(),
        "shared:everybody",
        question.directives(),
        question.fingerprint(),
        question.bypass());
  }

  /// Neither the ticket's number nor the workspace is in the first words.
  private static SemanticQuestion beginning(SemanticQuestion question) {
    String text = question.text();
    int end = text.indexOf(" This is ticket");
    return new SemanticQuestion(
        question.partition(), question.scope(), end < 0 ? text : text.substring(0, end));
  }

  private static Mutant semantic(String name, String checker, UnaryOperator<Partitioning> bug) {
    return new Mutant(
        name,
        checker,
        () ->
            new Parts() {
              @Override
              public Partitioning partitioning(Partitioning partitioning) {
                return bug.apply(partitioning);
              }
            });
  }
}
