package meridian.console.traffic;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meridian.control.Description;

/// A ready-made distribution of clients over the world.
///
/// @param title for people
/// @param percents share of each group; they are relative weights, but these add up to 100
record Mix(String title, Map<PlaceGroup, Integer> percents) {
  /// What an operator can choose from.
  static final List<Mix> PRESETS =
      List.of(
          mix("Follow the article", 40, 25, 15, 15, 5),
          mix("Home market only", 100, 0, 0, 0, 0),
          mix("Even over the world", 20, 20, 20, 20, 20),
          mix("Europe and America", 5, 5, 40, 45, 5));

  private static Mix mix(String title, int... shares) {
    Map<PlaceGroup, Integer> percents = new EnumMap<>(PlaceGroup.class);
    for (PlaceGroup group : PlaceGroup.values()) {
      percents.put(group, shares[group.ordinal()]);
    }
    return new Mix(title, percents);
  }

  /// Weights per place: each group's share spread evenly over its places. Groups without a place
  /// and shares of 0 are left out.
  static Map<String, Double> weights(Description about, Map<PlaceGroup, Integer> percents) {
    Map<String, Double> weights = new TreeMap<>();
    percents.forEach((group, percent) -> {
      List<String> places = group.places(about);
      for (String code : percent > 0 ? places : List.<String>of()) {
        weights.put(code, percent / (double) places.size());
      }
    });
    return weights;
  }
}
