package meridian.atlas;

import java.util.List;
import java.util.Map;
import meridian.Place;
import meridian.atlas.Rtt.Provenance;

/// The round-trip time of every pair of places, worked out once.
///
/// A pair takes the first of: Azure's published median, the AWS sample, the estimate 14.2 ms +
/// 0.0159 ms per kilometre of great circle. The estimate is a least-squares line through the
/// measured pairs (R² 0.72, residual standard deviation 43 ms). Its intercept makes neighbours that
/// nobody measured look farther than they are; it is kept as it is rather than bent by hand, and
/// every such figure is marked estimated.
final class RoundTrips {
  /// Within one city, between two networks of it: an assumption in the middle of the 1 to 4 ms that
  /// the AWS sample shows from a region to itself.
  static final double METRO_MILLIS = 2;

  private static final double INTERCEPT_MILLIS = 14.2;
  private static final double MILLIS_PER_KILOMETRE = 0.0159;

  private final Rtt[][] figures;

  /// Works out all pairs of `places`; `indexOf` gives each code's position in that list.
  RoundTrips(List<Place> places, Map<String, Integer> indexOf) {
    int n = places.size();
    figures = new Rtt[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        figures[a][b] = estimate(places.get(a), places.get(b));
      }
    }
    put("rtt_aws.csv", Provenance.MEASURED_AWS, indexOf);
    put("rtt_azure.csv", Provenance.MEASURED_AZURE, indexOf);
  }

  /// The figure between the places at two positions.
  Rtt between(int a, int b) {
    return figures[a][b];
  }

  /// What the line says of two places that nobody measured between.
  static Rtt estimate(Place a, Place b) {
    double millis =
        a.code().equals(b.code())
            ? METRO_MILLIS
            : INTERCEPT_MILLIS + MILLIS_PER_KILOMETRE * a.kilometresTo(b);
    return new Rtt(millis, Provenance.ESTIMATED);
  }

  private void put(String resource, Provenance provenance, Map<String, Integer> indexOf) {
    for (List<String> row : Table.read(resource, "a", "b", "ms").rows()) {
      Integer a = indexOf.get(row.get(0));
      Integer b = indexOf.get(row.get(1));
      if (a == null || b == null) {
        throw new IllegalStateException(resource + ": expected two places, found " + row);
      }
      Rtt rtt = new Rtt(Double.parseDouble(row.get(2)), provenance);
      figures[a][b] = rtt;
      figures[b][a] = rtt;
    }
  }
}
