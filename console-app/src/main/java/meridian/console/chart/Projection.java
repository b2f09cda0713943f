package meridian.console.chart;

/// Natural Earth, the pseudocylindrical projection by Tom Patterson, as polynomials: B. Šavrič et
/// al., "A Polynomial Equation for the Natural Earth Projection", Cartography and Geographic
/// Information Science 38 (2011). Familiar shapes, straight parallels, no data distorted beyond
/// use.
final class Projection {
  /// Southern edge of the picture, in degrees: Cape Horn, and no Antarctica.
  static final double SOUTH = -56;

  /// Northern edge of the picture, in degrees: the north of Greenland.
  static final double NORTH = 79;

  /// Half the width of the equator, with a radius of 1.
  static final double HALF_WIDTH = 0.8707 * Math.PI;

  private Projection() {}

  /// Position of a point to the east, from -[#HALF_WIDTH] to [#HALF_WIDTH].
  static double x(double latitude, double longitude) {
    double phi2 = square(Math.toRadians(latitude));
    double phi4 = phi2 * phi2;
    return Math.toRadians(longitude)
        * (0.8707
            - 0.131979 * phi2
            + phi4 * (-0.013791 + phi4 * (0.003971 * phi2 - 0.001529 * phi4)));
  }

  /// Position of a point to the north, about -1.42 to 1.42.
  static double y(double latitude) {
    double phi = Math.toRadians(latitude);
    double phi2 = phi * phi;
    double phi4 = phi2 * phi2;
    return phi
        * (1.007226 + phi2 * (0.015085 + phi4 * (-0.044475 + 0.028874 * phi2 - 0.005916 * phi4)));
  }

  private static double square(double value) {
    return value * value;
  }
}
