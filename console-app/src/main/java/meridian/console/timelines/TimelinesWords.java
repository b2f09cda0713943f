package meridian.console.timelines;

/// What the room says, apart from figures.
final class TimelinesWords {
  static final String FILTER = "Filter: sin miss 429 !stream";
  static final String NO_REQUESTS = "No request yet";
  static final String NO_REQUESTS_HOW =
      "Each finished request appears here with its stages. Send one, or start generated traffic.";
  static final String NO_MATCH = "No recent request matches";
  static final String NO_MATCH_HOW =
      "The list holds the newest 512 requests. Clear the filter with Esc, or wait for one.";
  static final String NOTHING_SELECTED = "Nothing selected";
  static final String NOTHING_SELECTED_HOW =
      "Choose a request on the left to see where its milliseconds went.";
  static final String NO_PATH = "No request went this way in the window";
  static final String NO_PATH_HOW = "Choose another way, or cold instead of warm connections.";
  static final String SUMS_DIFFER =
      "The sum adds each stage's own slow tail; no single request has all of them at once, so the"
          + " total's p95 is lower. Hold the total to its budget, the stages to theirs.";
  static final String SUMS_AGREE =
      "The sum adds each stage's own slow tail. Here one stage rules, so both are close.";

  private TimelinesWords() {}
}
