package meridian.console.chart;

import java.util.List;

/// What stands on the map. Immutable.
///
/// @param dots PoPs, the first the most important: labels of later ones give way
/// @param marks origins and providers
/// @param links ways that are always drawn, such as from the selected PoP to the origin
public record WorldState(List<Dot> dots, List<Mark> marks, List<Link> links) {
  /// An empty world.
  public static final WorldState EMPTY = new WorldState(List.of(), List.of(), List.of());

  public WorldState {
    dots = List.copyOf(dots);
    marks = List.copyOf(marks);
    links = List.copyOf(links);
  }

  /// A point on the globe.
  ///
  /// @param latitude degrees north
  /// @param longitude degrees east
  public record Spot(double latitude, double longitude) {}

  /// A PoP.
  ///
  /// @param code its name on the map, unique: `SIN`
  /// @param spot where
  /// @param traffic its share of the busiest PoP's traffic, 0 to 1: the area of its dot
  /// @param fill the chosen metric as a colour
  /// @param isEmpty whether there are no samples: drawn hollow
  /// @param isOver whether it breaks its budget: drawn with a ring
  /// @param isCold whether its worker sleeps: drawn with a hatch
  /// @param words what to say about it, for the screen reader
  public record Dot(
      String code,
      Spot spot,
      double traffic,
      Hue fill,
      boolean isEmpty,
      boolean isOver,
      boolean isCold,
      String words) {}

  /// A place that serves PoPs.
  ///
  /// @param label beside it: `origin BOM`
  /// @param spot where
  /// @param kind its shape
  public record Mark(String label, Spot spot, Kind kind) {}

  /// What a mark stands for.
  public enum Kind {
    /// A diamond.
    ORIGIN,
    /// A small square.
    PROVIDER,
    /// A small circle: where clients sit.
    CLIENT
  }

  /// Requests that have not been answered yet: nobody knows where they will end.
  ///
  /// @param from where they came from
  /// @param code of the PoP that has them
  /// @param at where that PoP stands
  /// @param count how many, at least 1
  public record Waiting(Spot from, String code, Spot at, int count) {}

  /// A way between two places.
  ///
  /// @param from one end
  /// @param to the other
  /// @param hue its colour
  public record Link(Spot from, Spot to, Hue hue) {}
}
