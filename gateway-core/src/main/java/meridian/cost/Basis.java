package meridian.cost;

import java.util.Locale;

/// Where a figure comes from.
public enum Basis {
  /// Counted in traffic whose times and money are real.
  MEASURED,
  /// Counted in traffic with modelled times or providers, or computed from a model.
  MODELLED,
  /// Taken from a price list or a publication, with its date.
  QUOTED,
  /// Set by the operator, or a default that stands for what nobody observed.
  ASSUMED,
  /// As the gateway is configured.
  CONFIGURED;

  /// For people: `measured`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
