package meridian.console.traffic;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import meridian.Place;
import meridian.control.Description;

/// Where generated clients sit, in groups an operator thinks in. Every place belongs to exactly
/// one.
enum PlaceGroup {
  /// Around the article's origin.
  INDIA("India", Set.of("IN")),
  /// The Association of South-East Asian Nations and East Timor.
  SOUTH_EAST_ASIA(
      "South-East Asia", Set.of("SG", "MY", "TH", "ID", "VN", "PH", "KH", "LA", "MM", "BN", "TL")),
  /// European Union, European Free Trade Association and United Kingdom.
  EUROPE(
      "Europe",
      Set.of(
          "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT",
          "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "GB", "CH", "NO",
          "IS", "LI")),
  /// United States.
  UNITED_STATES("United States", Set.of("US")),
  /// Everywhere else.
  OTHER("Other", Set.of());

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // Always made by Set.of.
  private final Set<String> countries;

  PlaceGroup(String title, Set<String> countries) {
    this.title = title;
    this.countries = countries;
  }

  String title() {
    return title;
  }

  /// The group `place` belongs to.
  static PlaceGroup of(Place place) {
    String country = place.country().toUpperCase(Locale.ROOT);
    for (PlaceGroup group : values()) {
      if (group.countries.contains(country)) {
        return group;
      }
    }
    return OTHER;
  }

  /// Codes of the places its clients sit in: those with a PoP, or all of the group when none has
  /// one; in order of the code.
  List<String> places(Description about) {
    List<String> withPop =
        about.pops().stream()
            .map(Description.Site::place)
            .filter(place -> of(place) == this)
            .map(Place::code)
            .sorted()
            .toList();
    return withPop.isEmpty()
        ? about.places().values().stream()
            .filter(place -> of(place) == this)
            .map(Place::code)
            .sorted()
            .toList()
        : withPop;
  }
}
