package meridian.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How fast models answer, by name; a model without a row has the row `*`. Immutable.
public final class ModelPaces {
  private static final ModelPaces SHIPPED = load();

  private final Map<String, ModelPace> paces = new HashMap<>();
  private final ModelPace any;

  /// A table of `paces`, one of them for `*`.
  public ModelPaces(List<ModelPace> paces) {
    paces.forEach(pace -> this.paces.put(pace.model(), pace));
    this.any =
        paces.stream()
            .filter(pace -> pace.model().equals("*"))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "model paces: expected a row '*' for every other model, found none"));
  }

  /// The figures this product ships; their resource names the evidence for each.
  public static ModelPaces shipped() {
    return SHIPPED;
  }

  /// The pace of `model`: its own row, or that of its name without a date, or that of any model.
  public ModelPace of(String model) {
    return paces.getOrDefault(model, paces.getOrDefault(ModelNames.undated(model), any));
  }

  private static ModelPaces load() {
    List<ModelPace> paces = new ArrayList<>();
    for (List<String> row :
        Rows.read(
            "models.csv",
            "model",
            "ttft_mu",
            "ttft_sigma",
            "tokens_per_s",
            "pace_sigma",
            "basis",
            "from")) {
      paces.add(
          new ModelPace(
              row.get(0),
              Double.parseDouble(row.get(1)),
              Double.parseDouble(row.get(2)),
              Double.parseDouble(row.get(3)),
              Double.parseDouble(row.get(4)),
              row.get(5),
              row.get(6)));
    }
    return new ModelPaces(paces);
  }
}
