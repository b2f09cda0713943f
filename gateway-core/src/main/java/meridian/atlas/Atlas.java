package meridian.atlas;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Place;
import meridian.PopId;
import meridian.Region;

/// The world as the gateway knows it. Immutable; look-ups allocate nothing.
///
/// Names that a user may mistype have a `find…` that answers with an [Optional]; the plain look-ups
/// are for names that were checked before and throw [IllegalArgumentException] otherwise.
public final class Atlas {
  private final List<Place> places;
  private final Map<String, Integer> indexOf;
  private final List<PopId> pops;
  private final List<PopId> defaultPops;
  private final Map<String, Region> regions;
  private final Map<String, Zone> zones;
  private final RoundTrips roundTrips;

  private Atlas() {
    places = readPlaces();
    Map<String, Integer> index = new LinkedHashMap<>();
    for (Place place : places) {
      if (index.put(place.code(), index.size()) != null) {
        throw new IllegalStateException("places.csv: expected " + place.code() + " once");
      }
    }
    indexOf = Collections.unmodifiableMap(index);
    pops = readPops(false);
    defaultPops = readPops(true);
    regions = readRegions();
    zones = readZones();
    roundTrips = new RoundTrips(places, indexOf);
  }

  /// Reads the atlas from its resources; takes some milliseconds, so one per process is enough.
  ///
  /// @throws IllegalStateException when a resource is missing or contradicts another
  public static Atlas load() {
    return new Atlas();
  }

  /// Every place, in the atlas's order.
  public List<Place> places() {
    return places;
  }

  /// The place with `code`.
  public Place place(String code) {
    return places.get(index(code));
  }

  /// The place with `code`, when there is one.
  public Optional<Place> findPlace(String code) {
    return Optional.ofNullable(indexOf.get(code)).map(places::get);
  }

  /// Every point of presence, the default ones first, in configuration order. Each stands in the
  /// place of the same code.
  public List<PopId> pops() {
    return pops;
  }

  /// The points of presence that run when the configuration names none, in configuration order.
  public List<PopId> defaultPops() {
    return defaultPops;
  }

  /// Every cloud region, in the atlas's order.
  public List<Region> regions() {
    return List.copyOf(regions.values());
  }

  /// The cloud region called `name`, such as `ap-south-1` or `eastus`.
  public Region region(String name) {
    return findRegion(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "region: expected one of the atlas such as ap-south-1, found '" + name + "'"));
  }

  /// The cloud region called `name`, when there is one.
  public Optional<Region> findRegion(String name) {
    return Optional.ofNullable(regions.get(name));
  }

  /// Every residency zone, in the atlas's order.
  public List<Zone> zones() {
    return List.copyOf(zones.values());
  }

  /// The residency zone called `name`, such as `eu`.
  public Zone zone(String name) {
    return findZone(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "zone: expected one of " + zones.keySet() + ", found '" + name + "'"));
  }

  /// The residency zone called `name`, when there is one.
  public Optional<Zone> findZone(String name) {
    return Optional.ofNullable(zones.get(name));
  }

  /// The round-trip time between two places by code; the same in both directions.
  public Rtt rtt(String placeA, String placeB) {
    return roundTrips.between(index(placeA), index(placeB));
  }

  /// The point of presence that a client in `placeCode` is routed to: the one with the lowest
  /// round-trip time; among equals the nearest by distance, then the first by code.
  ///
  /// @param candidates at least one
  public PopId nearestPop(String placeCode, List<PopId> candidates) {
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("nearest PoP of " + placeCode + ": expected candidates");
    }
    int from = index(placeCode);
    PopId best = candidates.getFirst();
    for (PopId pop : candidates) {
      if (isNearer(from, pop, best)) {
        best = pop;
      }
    }
    return best;
  }

  private boolean isNearer(int from, PopId pop, PopId best) {
    int p = index(pop.code());
    int b = index(best.code());
    int byRtt =
        Double.compare(roundTrips.between(from, p).millis(), roundTrips.between(from, b).millis());
    if (byRtt != 0) {
      return byRtt < 0;
    }
    Place client = places.get(from);
    int byDistance =
        Double.compare(client.kilometresTo(places.get(p)), client.kilometresTo(places.get(b)));
    return byDistance != 0 ? byDistance < 0 : pop.compareTo(best) < 0;
  }

  private int index(String code) {
    Integer index = indexOf.get(code);
    if (index == null) {
      throw new IllegalArgumentException(
          "place: expected a code of the atlas such as SIN, found '" + code + "'");
    }
    return index;
  }

  private static List<Place> readPlaces() {
    List<Place> read = new ArrayList<>();
    Table table = Table.read("places.csv", "code", "city", "country", "latitude", "longitude");
    for (List<String> row : table.rows()) {
      read.add(
          new Place(
              row.get(0),
              row.get(1),
              row.get(2),
              Double.parseDouble(row.get(3)),
              Double.parseDouble(row.get(4))));
    }
    return List.copyOf(read);
  }

  private List<PopId> readPops(boolean isDefaultOnly) {
    List<PopId> read = new ArrayList<>();
    for (List<String> row : Table.read("pops.csv", "pop", "set").rows()) {
      if (!isDefaultOnly || row.get(1).equals("default")) {
        read.add(new PopId(place(row.get(0)).code()));
      }
    }
    return List.copyOf(read);
  }

  private Map<String, Region> readRegions() {
    Map<String, Region> read = new LinkedHashMap<>();
    Table table = Table.read("regions.csv", "cloud", "region", "place", "matrix", "awayKm");
    for (List<String> row : table.rows()) {
      Region region = new Region(row.get(1), place(row.get(2)).code());
      if (read.put(region.name(), region) != null) {
        throw new IllegalStateException("regions.csv: expected " + region + " once");
      }
    }
    return Collections.unmodifiableMap(read);
  }

  private Map<String, Zone> readZones() {
    Map<String, Zone> read = new LinkedHashMap<>();
    for (List<String> row : Table.read("zones.csv", "zone", "countries").rows()) {
      List<String> countries = List.of(row.get(1).split(" "));
      List<PopId> inside = new ArrayList<>();
      for (PopId pop : pops) {
        if (countries.contains(place(pop.code()).country())) {
          inside.add(pop);
        }
      }
      read.put(row.get(0), new Zone(row.get(0), countries, inside));
    }
    return Collections.unmodifiableMap(read);
  }
}
