package meridian.console.cost;

import meridian.console.format.Figure;

/// One headline figure.
///
/// @param figure the number and what it rests on
/// @param badge where it comes from: `measured`, `modelled`, `quoted`; empty without a figure
/// @param note what else belongs to it
/// @param isWarning whether it is worth a look
record CostTile(Figure figure, String badge, String note, boolean isWarning) {
  /// The figures of the row, from left to right.
  enum Kind {
    /// Charged an hour.
    SPEND("Spend"),
    /// What hits would have cost an hour.
    SAVED("Saved"),
    /// Saved / (spent + saved).
    SAVED_SHARE("Saved share"),
    /// Answers without a price.
    UNPRICED("Unpriced"),
    /// The edge's use an hour, at marginal prices.
    EDGE("KV + edge"),
    /// A month.
    FORECAST("Forecast");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }
}
