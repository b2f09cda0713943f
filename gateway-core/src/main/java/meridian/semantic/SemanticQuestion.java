package meridian.semantic;

/// A request as the semantic cache sees it.
///
/// @param partition what must be the same
/// @param scope the tenant scope in words, compared again with that of a found answer
/// @param text what may be similar: the last user text
public record SemanticQuestion(Partition partition, String scope, String text) {
  /// Without the text: it is somebody's prompt.
  @Override
  public String toString() {
    return "question in " + partition;
  }
}
