package meridian.control;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import meridian.Place;
import meridian.PopId;
import meridian.atlas.Atlas;
import meridian.control.config.GatewayConfig;
import meridian.live.http.ClientPlaces;

/// Where clients can sit, by the atlas, and which PoP of the configuration they are routed to: the
/// nearest that is not down, or the nearest when all are. Safe for any thread.
final class Places implements ClientPlaces {
  private final AtomicReference<GatewayConfig> config;
  private final Atlas atlas;
  private final Nodes nodes;
  private final Map<String, PopId> nearest = new ConcurrentHashMap<>();

  /// @param config in force; the default place may change with a reload
  Places(AtomicReference<GatewayConfig> config, Atlas atlas, Nodes nodes) {
    this.config = config;
    this.atlas = atlas;
    this.nodes = nodes;
  }

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

  /// Asked for places of the atlas only, which bounds what is remembered.
  @Override
  public PopId nearestPop(String code) {
    PopId near = nearest.computeIfAbsent(code, from -> atlas.nearestPop(from, config.get().pops()));
    if (!nodes.pop(near).isDown()) {
      return near;
    }
    List<PopId> up = config.get().pops().stream().filter(pop -> !nodes.pop(pop).isDown()).toList();
    return up.isEmpty() ? near : atlas.nearestPop(code, up);
  }
}
