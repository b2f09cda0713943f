package meridian.semantic;

/// What one threshold would have done to the questions of an evaluation.
///
/// @param threshold the least cosine of a hit
/// @param plain by the threshold alone
/// @param guarded with the [Guard] after it
/// @param removedWrong of the plain hits that are wrong, how many the guard refuses
/// @param removedRight of the plain hits that are right, how many the guard refuses: its price
public record CurvePoint(
    double threshold, Hits plain, Hits guarded, Share removedWrong, Share removedRight) {
  /// Hits and how many of them were wrong.
  ///
  /// @param questions how many were asked
  /// @param hits how many of them found an answer
  /// @param wrong how many of those found one to another question
  public record Hits(long questions, long hits, long wrong) {
    /// Hits among questions.
    public Share rate() {
      return new Share(hits, questions);
    }

    /// Wrong ones among hits.
    public Share wrongShare() {
      return new Share(wrong, hits);
    }
  }
}
