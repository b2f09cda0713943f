package meridian.provider;

import java.time.Duration;
import meridian.Region;

/// A provider that is only modelled, in one region.
///
/// @param name for logs and metrics, `openai/us-east-1`
/// @param region where it stands
/// @param paces how fast its models answer
/// @param weather how well it is at the start
/// @param maxIdleConnections how many idle connections the origin keeps to it
/// @param keepAlive how long one stays open idle
public record ModelledTarget(
    String name,
    Region region,
    ModelPaces paces,
    ProviderWeather weather,
    int maxIdleConnections,
    Duration keepAlive) {
  /// A target in good health with the shipped figures and 64 connections kept for 5 minutes.
  public static ModelledTarget of(String name, Region region) {
    return new ModelledTarget(
        name, region, ModelPaces.shipped(), ProviderWeather.FAIR, 64, Duration.ofMinutes(5));
  }
}
