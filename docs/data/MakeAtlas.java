import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes the atlas resources `places.csv`, `rtt_azure.csv` and `rtt_aws.csv` from the published tables.
///
/// Run from the project's root: `java docs/data/MakeAtlas.java FOLDER`, where FOLDER holds
/// `places/DC-Colos.csv`, `rtt/azure_rtt_p50_2026-07-30.csv` and `rtt/aws_rtt_cloudping_21x21.csv`.
/// Which cities, and which region's row stands for which city, is decided in [#CITIES] and in the
/// hand-written `regions.csv`. A figure is the mean of both directions; only pairs of atlas places
/// are kept.
final class MakeAtlas {
  private static final Path ATLAS = Path.of("gateway-core/src/main/resources/meridian/atlas");

  /// `CODE City`; a row with coordinates (`CODE City CC lat lon`) is ours, because the list has no such city.
  private static final String CITIES =
      """
      BOM Mumbai
      DEL Delhi
      MAA Chennai
      HYD Hyderabad
      BLR Bengaluru
      CCU Kolkata
      CMB Colombo
      DAC Dhaka
      KHI Karachi
      SIN Singapore
      KUL Kuala Lumpur
      CGK Jakarta
      BKK Bangkok
      SGN Ho Chi Minh City
      HAN Hanoi
      MNL Manila
      HKG Hong Kong
      TPE Taipei
      ICN Seoul
      NRT Tokyo
      KIX Osaka
      SYD Sydney
      MEL Melbourne
      BNE Brisbane
      CBR Canberra
      PER Perth
      AKL Auckland
      FRA Frankfurt
      BER Berlin DE 52.3667 13.5033
      MUC Munich
      AMS Amsterdam
      BRU Brussels
      LHR London
      MAN Manchester
      DUB Dublin
      CDG Paris
      MRS Marseille
      MAD Madrid
      BCN Barcelona
      LIS Lisbon
      MXP Milan
      FCO Rome
      ZRH Zurich
      GVA Geneva
      VIE Vienna
      PRG Prague
      WAW Warsaw
      BUD Budapest
      OTP Bucharest
      ATH Athens
      ARN Stockholm
      CPH Copenhagen
      OSL Oslo
      HEL Helsinki
      KBP Kyiv
      IST Istanbul
      TLV Tel Aviv IL 32.0114 34.8867
      DXB Dubai
      AUH Abu Dhabi AE 24.4330 54.6511
      DOH Doha
      BAH Manama
      RUH Riyadh
      KWI Kuwait City
      CAI Cairo
      JNB Johannesburg
      CPT Cape Town
      NBO Nairobi
      LOS Lagos
      ACC Accra
      IAD Ashburn
      RIC Richmond
      EWR New York
      BOS Boston
      ATL Atlanta
      MIA Miami
      CMH Columbus
      ORD Chicago
      DSM Des Moines US 41.5340 -93.6631
      DFW Dallas
      IAH Houston
      SAT San Antonio
      DEN Denver
      PHX Phoenix
      LAX Los Angeles
      SFO San Francisco
      PDX Portland
      SEA Seattle
      YYZ Toronto
      YUL Montreal
      YVR Vancouver
      MEX Mexico City
      QRO Querétaro
      GRU São Paulo
      GIG Rio de Janeiro
      EZE Buenos Aires
      SCL Santiago
      BOG Bogotá
      LIM Lima
      PTY Panama City
      """;

  private MakeAtlas() {}

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    List<String> codes = writePlaces(data.resolve("places/DC-Colos.csv"));
    writeMatrix(
        "azure",
        data.resolve("rtt/azure_rtt_p50_2026-07-30.csv"),
        codes,
        """
        # Round trips between places in milliseconds, median (P50) of 30 days to 2026-07-30, mean of both directions.
        # Source: "Azure network round-trip latency statistics", Microsoft Learn, 2026-07-30; CC-BY-4.0 (https://creativecommons.org/licenses/by/4.0/).
        # Changed: reduced to the regions of regions.csv, named by place, directions averaged. Written by docs/data/MakeAtlas.java.
        """);
    writeMatrix(
        "aws",
        data.resolve("rtt/aws_rtt_cloudping_21x21.csv"),
        codes,
        """
        # Round trips between places in milliseconds, mean of both directions, an undated sample between AWS regions.
        # Source: figures shown by cloudping.co (facts; no licence asserted). Written by docs/data/MakeAtlas.java.
        """);
  }

  private static List<String> writePlaces(Path colos) throws IOException {
    Map<String, List<String>> listed = new HashMap<>();
    for (String line : Files.readAllLines(colos)) {
      List<String> cells = cells(line);
      listed.put(cells.getFirst(), cells);
    }
    List<String> codes = new ArrayList<>();
    StringBuilder out =
        new StringBuilder(
            """
            # Places: cities by IATA code of an airport of theirs, whose coordinates these are (degrees north, degrees east).
            # Source: Netrvin/cloudflare-colo-list 2026-08-07, MIT, Copyright (c) 2022 131; city names and BER, TLV, AUH, DSM are ours.
            # Written by docs/data/MakeAtlas.java.
            code,city,country,latitude,longitude
            """);
    for (String row : CITIES.lines().toList()) {
      String code = row.substring(0, 3);
      String rest = row.substring(4);
      codes.add(code);
      if (rest.matches(".* [A-Z]{2} [-0-9.]+ [-0-9.]+")) {
        int cut = rest.replaceFirst(" [A-Z]{2} [-0-9.]+ [-0-9.]+$", "").length();
        out.append(code).append(',').append(rest, 0, cut);
        out.append(rest.substring(cut).replace(' ', ',')).append('\n');
        continue;
      }
      List<String> cells = listed.get(code);
      if (cells == null) {
        throw new IllegalArgumentException("expected " + code + " in " + colos);
      }
      out.append(
          "%s,%s,%s,%.4f,%.4f%n"
              .formatted(
                  code,
                  rest,
                  cells.get(5),
                  Double.parseDouble(cells.get(6)),
                  Double.parseDouble(cells.get(7))));
    }
    Files.writeString(ATLAS.resolve("places.csv"), out);
    return codes;
  }

  private static void writeMatrix(String cloud, Path matrix, List<String> codes, String header)
      throws IOException {
    Map<String, String> rowOfPlace = new LinkedHashMap<>();
    for (String line : Files.readAllLines(ATLAS.resolve("regions.csv"))) {
      List<String> cells = cells(line);
      if (cells.getFirst().equals(cloud) && !cells.get(3).isEmpty()) {
        if (!codes.contains(cells.get(2)) || rowOfPlace.put(cells.get(2), cells.get(3)) != null) {
          throw new IllegalArgumentException("expected one region per listed place: " + line);
        }
      }
    }
    List<String> lines = Files.readAllLines(matrix);
    List<String> columns = cells(lines.getFirst());
    Map<String, List<String>> rows = new HashMap<>();
    for (String line : lines) {
      rows.put(cells(line).getFirst(), cells(line));
    }
    List<String> places = List.copyOf(rowOfPlace.keySet());
    StringBuilder out = new StringBuilder(header).append("a,b,ms\n");
    for (int i = 0; i < places.size(); i++) {
      for (int j = i + 1; j < places.size(); j++) {
        String rowA = rowOfPlace.get(places.get(i));
        String rowB = rowOfPlace.get(places.get(j));
        double there = Double.parseDouble(rows.get(rowA).get(columns.indexOf(rowB)));
        double back = Double.parseDouble(rows.get(rowB).get(columns.indexOf(rowA)));
        String mean = "%.1f".formatted((there + back) / 2).replace(".0", "");
        out.append(places.get(i)).append(',').append(places.get(j)).append(',');
        out.append(mean).append('\n');
      }
    }
    Files.writeString(ATLAS.resolve("rtt_" + cloud + ".csv"), out);
  }

  /// The cells of one line; a quoted cell may hold commas.
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }

  static {
    Locale.setDefault(Locale.ROOT);
  }
}
