package meridian.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import meridian.EffectiveModel;
import meridian.Money;
import meridian.TokenUsage;

/// What models cost, by provider and model.
///
/// An unknown price is empty, never 0: the caller says so loudly (`Event.PriceUnknown`). A dated
/// name without an entry has the price of the name without the date. Immutable.
public final class PriceTable {
  private static final PriceTable PUBLISHED = load();

  private final Map<EffectiveModel, Price> prices = new HashMap<>();

  /// A table of `prices`; of two for one model the later counts.
  public PriceTable(List<Price> prices) {
    prices.forEach(price -> this.prices.put(price.model(), price));
  }

  /// The list prices this product ships, as of the date their resource names.
  public static PriceTable published() {
    return PUBLISHED;
  }

  /// This table with the operator's own `prices` in front.
  public PriceTable with(List<Price> own) {
    List<Price> all = new ArrayList<>(prices.values());
    all.addAll(own);
    return new PriceTable(all);
  }

  /// The price of `model`, when it is known.
  public Optional<Price> price(EffectiveModel model) {
    Optional<Price> exact = Optional.ofNullable(prices.get(model));
    return exact.isPresent()
        ? exact
        : Optional.ofNullable(
            prices.get(new EffectiveModel(model.provider(), ModelNames.undated(model.model()))));
  }

  /// What `usage` of `model` costs, when the price is known.
  public Optional<Money> cost(EffectiveModel model, TokenUsage usage) {
    return price(model).map(price -> price.of(usage));
  }

  /// How many models have a price.
  public int size() {
    return prices.size();
  }

  private static PriceTable load() {
    List<Price> prices = new ArrayList<>();
    for (List<String> row :
        Rows.read(
            "prices.csv",
            "provider",
            "model",
            "input",
            "cached_input",
            "cache_write",
            "output",
            "taken",
            "aliases")) {
      prices.add(price(row, row.get(1)));
      for (String alias : row.get(7).split(" ", -1)) {
        if (!alias.isEmpty()) {
          prices.add(price(row, alias));
        }
      }
    }
    return new PriceTable(prices);
  }

  private static Price price(List<String> row, String model) {
    return new Price(
        new EffectiveModel(row.get(0), model),
        Long.parseLong(row.get(2)),
        optional(row.get(3)),
        optional(row.get(4)),
        Long.parseLong(row.get(5)));
  }

  private static OptionalLong optional(String cell) {
    return cell.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(cell));
  }
}
