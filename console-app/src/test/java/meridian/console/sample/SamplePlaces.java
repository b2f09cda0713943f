package meridian.console.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.LatencyBudget;
import meridian.Place;
import meridian.PopId;
import meridian.Region;
import meridian.control.Description;
import meridian.cost.Situation;

/// The places of the sample gateway, and its description: 37 PoPs, origin in Mumbai, provider in
/// Virginia.
public final class SamplePlaces {
  private static final String[] POPS = {
    "BOM,Mumbai,IN,19.09,72.87",
    "DEL,Delhi,IN,28.56,77.10",
    "MAA,Chennai,IN,12.99,80.17",
    "SIN,Singapore,SG,1.35,103.99",
    "KUL,Kuala Lumpur,MY,2.75,101.71",
    "BKK,Bangkok,TH,13.68,100.75",
    "CGK,Jakarta,ID,-6.13,106.66",
    "HKG,Hong Kong,HK,22.31,113.91",
    "NRT,Tokyo,JP,35.76,140.39",
    "ICN,Seoul,KR,37.47,126.45",
    "SYD,Sydney,AU,-33.95,151.18",
    "DXB,Dubai,AE,25.25,55.36",
    "JNB,Johannesburg,ZA,-26.13,28.23",
    "NBO,Nairobi,KE,-1.32,36.93",
    "LOS,Lagos,NG,6.58,3.32",
    "CAI,Cairo,EG,30.12,31.41",
    "IST,Istanbul,TR,40.98,28.82",
    "FRA,Frankfurt,DE,50.03,8.57",
    "AMS,Amsterdam,NL,52.31,4.76",
    "LHR,London,GB,51.47,-0.45",
    "CDG,Paris,FR,49.01,2.55",
    "MAD,Madrid,ES,40.47,-3.56",
    "ARN,Stockholm,SE,59.65,17.92",
    "WAW,Warsaw,PL,52.17,20.97",
    "IAD,Ashburn,US,38.94,-77.46",
    "ORD,Chicago,US,41.98,-87.90",
    "DFW,Dallas,US,32.90,-97.04",
    "LAX,Los Angeles,US,33.94,-118.41",
    "SEA,Seattle,US,47.45,-122.31",
    "MIA,Miami,US,25.79,-80.29",
    "YYZ,Toronto,CA,43.68,-79.63",
    "MEX,Mexico City,MX,19.44,-99.07",
    "BOG,Bogota,CO,4.70,-74.15",
    "GRU,Sao Paulo,BR,-23.44,-46.47",
    "EZE,Buenos Aires,AR,-34.82,-58.54",
    "SCL,Santiago,CL,-33.39,-70.79",
    "AKL,Auckland,NZ,-37.01,174.79",
  };

  private static final String[] CITIES = {
    "BLR,Bengaluru,IN,13.20,77.71", "HYD,Hyderabad,IN,17.24,78.43", "CCU,Kolkata,IN,22.65,88.45",
    "PNQ,Pune,IN,18.58,73.92", "SGN,Ho Chi Minh City,VN,10.82,106.66", "MNL,Manila,PH,14.51,121.02",
    "DUB,Dublin,IE,53.42,-6.27", "MUC,Munich,DE,48.35,11.79", "MXP,Milan,IT,45.63,8.72",
    "BOS,Boston,US,42.36,-71.01", "SFO,San Francisco,US,37.62,-122.38",
  };

  private SamplePlaces() {}

  /// The gateway as its configuration would describe it.
  public static Description description() {
    Map<String, Place> places = new TreeMap<>();
    List<Description.Site> sites = new ArrayList<>();
    for (String line : POPS) {
      Place place = place(line);
      places.put(place.code(), place);
      String port = Integer.toString(8101 + sites.size());
      sites.add(new Description.Site(new PopId(place.code()), place, "http://127.0.0.1:" + port));
    }
    for (String line : CITIES) {
      Place place = place(line);
      places.put(place.code(), place);
    }
    Map<String, PopId> nearest = new TreeMap<>();
    Map<String, Double> roundTrips = new TreeMap<>();
    for (Place place : places.values()) {
      sites.stream()
          .min(Comparator.comparingDouble(site -> site.place().kilometresTo(place)))
          .ifPresent(site -> nearest.put(place.code(), site.pop()));
      for (Description.Site site : sites) {
        roundTrips.put(
            place.code() + "-" + site.pop().code(), roundTripMillis(place, site.place()));
      }
    }
    return new Description(
        "prism-mumbai",
        "EMBEDDED · modelled WAN",
        "2",
        "push",
        true,
        "http://127.0.0.1:8080",
        new Region("ap-south-1", "BOM"),
        Map.of("openai/us-east-1", new Region("us-east-1", "IAD")),
        List.copyOf(sites),
        places,
        nearest,
        roundTrips,
        List.of("gpt-5-mini", "gpt-5", "claude-sonnet-4-5", "gemini-3-flash"),
        Optional.of("mk_demo0demo0de_x7k2m9q4w8e1r5t3y6u0p2a4"),
        LatencyBudget.ARTICLE,
        new Situation(
            "2",
            new Region("ap-south-1", "BOM"),
            List.of(new Region("us-east-1", "IAD"), new Region("eu-central-1", "FRA")),
            Map.of("openai/us-east-1", new Region("us-east-1", "IAD")),
            places,
            nearest,
            Map.of("demo", Duration.ofHours(1)),
            false,
            1_000_000));
  }

  /// A plausible round trip: light in fibre over a route 1.4 times the great circle, and 4 ms of
  /// equipment.
  static double roundTripMillis(Place from, Place to) {
    return 4 + from.kilometresTo(to) * 2 * 1.4 / 200;
  }

  private static Place place(String line) {
    String[] parts = line.split(",", -1);
    return new Place(
        parts[0], parts[1], parts[2], Double.parseDouble(parts[3]), Double.parseDouble(parts[4]));
  }
}
