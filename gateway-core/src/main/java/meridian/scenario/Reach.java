package meridian.scenario;

import java.util.List;

/// Which places a fault of the KV holds for.
///
/// @param places codes of places, in the order given; none means everywhere
public record Reach(List<String> places) {
  /// Every place.
  public static final Reach EVERYWHERE = new Reach(List.of());

  public Reach {
    places = List.copyOf(places);
  }

  /// These places and no other.
  ///
  /// @param places at least one code
  public static Reach of(String... places) {
    if (places.length == 0) {
      throw new IllegalArgumentException(
          "reach: expected at least one place, found none; EVERYWHERE means all");
    }
    return new Reach(List.of(places));
  }

  /// Whether the fault holds at `place`.
  public boolean covers(String place) {
    return places.isEmpty() || places.contains(place);
  }

  /// `everywhere`, or the codes.
  @Override
  public String toString() {
    return places.isEmpty() ? "everywhere" : String.join(", ", places);
  }
}
