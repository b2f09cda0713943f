package meridian.control.config;

import java.time.Duration;
import java.util.List;
import meridian.provider.ProviderWeather;

/// The fields of a modelled provider's `weather`.
final class WeatherFields {
  private static final Field<Double> RATE_LIMITED =
      Field.of("rateLimited", Kinds.number(0, 1), "0", "Share of calls answered with 429.");
  private static final Field<Duration> RETRY_AFTER =
      Field.of("retryAfter", Units.duration("0s", "1h"), "1s", "The Retry-After of a 429.");
  private static final Field<Double> FAILING =
      Field.of("failing", Kinds.number(0, 1), "0", "Share of calls answered with 503.");
  private static final Field<Double> HANGING =
      Field.of("hanging", Kinds.number(0, 1), "0", "Share of calls never answered.");
  private static final Field<Double> BREAKING =
      Field.of("breaking", Kinds.number(0, 1), "0", "Share of calls broken off in mid-answer.");

  private WeatherFields() {}

  static final Group<ProviderWeather> GROUP =
      new Group<>(
          List.of(RATE_LIMITED, RETRY_AFTER, FAILING, HANGING, BREAKING),
          WeatherFields::check,
          in ->
              new ProviderWeather(
                  in.get(RATE_LIMITED),
                  in.get(RETRY_AFTER),
                  in.get(FAILING),
                  in.get(HANGING),
                  in.get(BREAKING)));

  private static void check(Section in) {
    double sum = in.get(RATE_LIMITED) + in.get(FAILING) + in.get(HANGING) + in.get(BREAKING);
    if (sum > 1) {
      in.refuse(
          BREAKING,
          "expected shares that add up to 1 at most, found %s; lower some".formatted(sum));
    }
  }
}
