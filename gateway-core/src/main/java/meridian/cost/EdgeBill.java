package meridian.cost;

import java.util.List;

/// What use of the edge platform costs, line by line.
///
/// @param lines what was used and what it costs
/// @param base the month's base price; nothing for a bill of use alone
public record EdgeBill(List<Line> lines, Usd base) {
  public EdgeBill {
    lines = List.copyOf(lines);
  }

  /// One item.
  ///
  /// @param item for people: `KV writes`
  /// @param count how many
  /// @param rate what they cost
  /// @param amount what these cost
  public record Line(String item, double count, EdgePrices.Rate rate, Usd amount) {}

  /// How much of the platform is used.
  ///
  /// @param requests that reach a PoP
  /// @param reads look-ups in the KV
  /// @param writes to the KV
  /// @param deletes keys removed
  public record Load(double requests, double reads, double writes, double deletes) {
    Load times(double factor) {
      return new Load(requests * factor, reads * factor, writes * factor, deletes * factor);
    }
  }

  /// `load` at list prices as if nothing were included: what one more of everything costs.
  public static EdgeBill marginal(Load load, EdgePrices prices) {
    return of(load, prices, false);
  }

  /// A month's `load`, less what the base price includes.
  public static EdgeBill ofMonth(Load load, EdgePrices prices) {
    return of(load, prices, true);
  }

  private static EdgeBill of(Load load, EdgePrices prices, boolean isMonth) {
    return new EdgeBill(
        List.of(
            line("Worker requests", load.requests(), prices.request(), isMonth),
            line("KV reads", load.reads(), prices.read(), isMonth),
            line("KV writes", load.writes(), prices.write(), isMonth),
            line("KV deletes", load.deletes(), prices.delete(), isMonth),
            line("usage records", load.requests(), prices.point(), isMonth)),
        isMonth ? Usd.of(prices.base()) : Usd.ZERO);
  }

  private static Line line(String item, double count, EdgePrices.Rate rate, boolean isMonth) {
    return new Line(item, count, rate, isMonth ? rate.ofMonth(count) : rate.of(count));
  }

  /// Everything together.
  public Usd total() {
    return lines.stream().map(Line::amount).reduce(base, Usd::plus);
  }
}
