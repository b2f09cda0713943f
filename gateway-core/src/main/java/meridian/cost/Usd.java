package meridian.cost;

import java.util.Locale;
import meridian.Money;

/// An amount of US dollars that was computed rather than booked: a price of a fraction of a
/// micro-dollar, a forecast, a mean. What is booked is [Money].
///
/// @param amount in dollars; negative is a loss
public record Usd(double amount) {
  /// Nothing.
  public static final Usd ZERO = new Usd(0);

  /// The same as `booked`.
  public static Usd of(Money booked) {
    return new Usd(booked.microUsd() / 1e6);
  }

  Usd plus(Usd other) {
    return new Usd(amount + other.amount);
  }

  Usd minus(Usd other) {
    return new Usd(amount - other.amount);
  }

  Usd times(double factor) {
    return new Usd(amount * factor);
  }

  /// With two decimals from a dollar, three digits below it: `$1,204.50`, `$0.042`, `$0.000231`,
  /// `−$3.00`.
  public String text() {
    double size = Math.abs(amount);
    String sign = amount < 0 ? "−$" : "$";
    if (size == 0 || size >= 0.995) {
      return sign + String.format(Locale.ROOT, size == 0 ? "%.0f" : "%,.2f", size);
    }
    int decimals = Math.min(9, 2 - (int) Math.floor(Math.log10(size)));
    return sign + String.format(Locale.ROOT, "%." + decimals + "f", size);
  }
}
