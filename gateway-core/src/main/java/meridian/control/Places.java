package meridian.control;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import meridian.Place;
import meridian.PopId;
import meridian.atlas.Atlas;
import meridian.control.config.GatewayConfig;
import meridian.live.http.ClientPlaces;

/// Where clients can sit, by the atlas, and which PoP of the configuration is near them.
///
/// @param config in force; the default place may change with a reload
record Places(AtomicReference<GatewayConfig> config, Atlas atlas) implements ClientPlaces {
  @Override
  public boolean isKnown(String code) {
    return atlas.findPlace(code).isPresent();
  }

  @Override
  public List<String> codes() {
    return atlas.places().stream().map(Place::code).toList();
  }

  @Override
  public String defaultPlace() {
    return config.get().clientPlace();
  }

  @Override
  public PopId nearestPop(String code) {
    return atlas.nearestPop(code, config.get().pops());
  }
}
