package meridian.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import meridian.Money;

/// What an edge platform asks: list prices, quoted with the date they were read.
///
/// CPU time ($0.02 per million milliseconds beyond 30 million) and stored bytes ($0.50 per GB and
/// month beyond 1 GB) are left out: at 2 ms a request the first is $0.04 per million requests.
///
/// @param taken the month the prices were read, `2026-10`
/// @param base per month, whatever is used
/// @param request for each request that reaches a PoP
/// @param read for each look-up in the KV, also of what is not there
/// @param write for each write to the KV
/// @param delete for each key removed from the KV
/// @param point for each usage record that the edge streams out; listed and not billed so far
public record EdgePrices(
    String taken, Money base, Rate request, Rate read, Rate write, Rate delete, Rate point) {
  private static final EdgePrices PUBLISHED = load();

  /// What a million of something costs.
  ///
  /// @param perMillion beyond what is included
  /// @param includedPerMonth how many of them the base price holds
  /// @param source title of the page it was read on
  public record Rate(Money perMillion, long includedPerMonth, String source) {
    /// What `count` cost when none is included.
    public Usd of(double count) {
      return new Usd(count * perMillion.microUsd() / 1e12);
    }

    /// What `count` in one month cost beyond what is included.
    public Usd ofMonth(double count) {
      return of(Math.max(0, count - includedPerMonth));
    }
  }

  /// The list prices that this product ships: Cloudflare Workers and Workers KV.
  public static EdgePrices published() {
    return PUBLISHED;
  }

  /// What every request costs that is no hit and writes nothing, per request: itself, `reads`
  /// look-ups, and its usage record.
  public Usd perRequest(double reads) {
    return request.of(1).plus(read.of(reads)).plus(point.of(1));
  }

  private static EdgePrices load() {
    Map<String, Rate> rates = new LinkedHashMap<>();
    String taken = "";
    for (String line : text().lines().toList()) {
      if (line.isBlank() || line.startsWith("#") || line.startsWith("item,")) {
        continue;
      }
      String[] cells = line.split(",", -1);
      if (cells.length != 5) {
        throw new IllegalStateException("edge-prices.csv: expected 5 cells, found " + line);
      }
      taken = cells[3];
      rates.put(
          cells[0],
          new Rate(new Money(Long.parseLong(cells[1])), Long.parseLong(cells[2]), cells[4]));
    }
    return new EdgePrices(
        taken,
        rate(rates, "base").perMillion(),
        rate(rates, "request"),
        rate(rates, "kv_read"),
        rate(rates, "kv_write"),
        rate(rates, "kv_delete"),
        rate(rates, "usage_point"));
  }

  private static Rate rate(Map<String, Rate> rates, String item) {
    Rate rate = rates.get(item);
    if (rate == null) {
      throw new IllegalStateException("edge-prices.csv: expected a row " + item);
    }
    return rate;
  }

  private static String text() {
    try (InputStream in = EdgePrices.class.getResourceAsStream("edge-prices.csv")) {
      if (in == null) {
        throw new IllegalStateException("edge-prices.csv: expected beside the classes");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("edge-prices.csv", e);
    }
  }
}
