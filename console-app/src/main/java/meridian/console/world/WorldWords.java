package meridian.console.world;

/// What the room says, apart from figures.
final class WorldWords {
  static final String EMPTY = "No request yet";
  static final String EMPTY_HOW =
      "Start generated traffic, or point a client of your own at the gateway. Dots fill as PoPs"
          + " answer.";
  static final String GO_TO_TRAFFIC = "Open Traffic";
  static final String FILTER = "Filter PoPs: city, code, country; ! inverts";
  static final String NO_MATCH = "No PoP matches the filter";
  static final String NO_MATCH_HOW = "Clear it with Esc, or take the ! away.";
  static final String COPY_CSV = "Copy CSV";
  static final String ALL_WELL = "Everything measured is within its budget.";
  static final String NOTHING_MEASURED = "Nothing measured yet, so nothing to find.";
  static final String NO_RECENT = "No recent request at this PoP";
  static final String NO_RECENT_HOW =
      "The gateway keeps its newest 512 requests; none of them came here.";

  private WorldWords() {}
}
