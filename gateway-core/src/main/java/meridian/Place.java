package meridian;

import java.util.Objects;

/// A named point on the globe: a city that a client, a PoP, an origin region or a provider region
/// sits in.
///
/// @param code short code, upper case, unique in the atlas (IATA metro code for cities: `BOM`,
///   `SIN`, `FRA`)
/// @param city name for people, `Mumbai`
/// @param country ISO 3166-1 alpha-2 code, `IN`
/// @param latitude degrees north, -90 to 90
/// @param longitude degrees east, -180 to 180
public record Place(String code, String city, String country, double latitude, double longitude) {

  /// Mean Earth radius in kilometres (IUGG R1).
  private static final double EARTH_RADIUS_KM = 6371.0088;

  public Place {
    Objects.requireNonNull(code);
    if (!code.matches("[A-Z0-9]{2,8}")) {
      throw new IllegalArgumentException(
          "place code: expected 2 to 8 of A-Z0-9, found '" + code + "'");
    }
    if (!(latitude >= -90 && latitude <= 90)) {
      throw new IllegalArgumentException(
          "latitude of " + code + ": expected -90 to 90, found " + latitude);
    }
    if (!(longitude >= -180 && longitude <= 180)) {
      throw new IllegalArgumentException(
          "longitude of " + code + ": expected -180 to 180, found " + longitude);
    }
  }

  /// Great-circle distance in kilometres (haversine formula), 0 to about 20,015.
  public double kilometresTo(Place other) {
    double lat1 = Math.toRadians(latitude);
    double lat2 = Math.toRadians(other.latitude);
    double sinLat = Math.sin((lat2 - lat1) / 2);
    double sinLon = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
    double h = sinLat * sinLat + Math.cos(lat1) * Math.cos(lat2) * sinLon * sinLon;
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
  }
}
