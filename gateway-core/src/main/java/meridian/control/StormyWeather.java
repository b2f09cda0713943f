package meridian.control;

import java.util.List;
import meridian.provider.ModelledProvider;
import meridian.provider.ProviderWeather;
import meridian.scenario.Fault;

/// What faults make of a modelled provider's own weather together: each trouble takes its share of
/// the calls that the ones before let through, slowness multiplies.
final class StormyWeather {
  private StormyWeather() {}

  static ProviderWeather of(ModelledProvider provider, List<Fault> faults) {
    ProviderWeather weather = provider.usualWeather();
    for (Fault fault : faults) {
      weather = worse(weather, fault, provider);
    }
    return weather;
  }

  private static ProviderWeather worse(
      ProviderWeather weather, Fault fault, ModelledProvider provider) {
    String target = provider.target();
    return switch (fault) {
      case Fault.ProviderSlow slow when slow.target().equals(target) ->
          weather.slower(slow.factor());
      case Fault.ProviderRateLimited limited when limited.target().equals(target) ->
          weather.limiting(limited.share(), limited.retryAfter());
      case Fault.ProviderFailing failing when failing.target().equals(target) ->
          weather.failing(failing.share());
      case Fault.ProviderHanging hanging when hanging.target().equals(target) ->
          weather.hanging(hanging.share());
      case Fault.ProviderTruncating truncating when truncating.target().equals(target) ->
          weather.breaking(truncating.share());
      case Fault.ProviderRegionOut out when out.region().equals(provider.region().name()) ->
          weather.out();
      case Fault.ProviderSlow _,
          Fault.ProviderRateLimited _,
          Fault.ProviderFailing _,
          Fault.ProviderHanging _,
          Fault.ProviderTruncating _,
          Fault.ProviderRegionOut _,
          Fault.LinkDelayed _,
          Fault.LinkJittery _,
          Fault.LinkLossy _,
          Fault.LinkCut _,
          Fault.NodeCrashed _,
          Fault.KvLagging _,
          Fault.KvFailing _,
          Fault.KvDead _,
          Fault.ColdStart _,
          Fault.KeyTableEvicted _,
          Fault.FingerprintSkewed _,
          Fault.ClockDrifting _,
          Fault.OriginOverloaded _ ->
          weather;
    };
  }
}
