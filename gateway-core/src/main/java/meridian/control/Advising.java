package meridian.control;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meridian.Place;
import meridian.PopId;
import meridian.Region;
import meridian.atlas.Atlas;
import meridian.atlas.Rtt;
import meridian.control.config.GatewayConfig;
import meridian.control.config.ProviderConfig;
import meridian.cost.Advice;
import meridian.cost.Advisor;
import meridian.cost.Assumptions;
import meridian.cost.EdgePrices;
import meridian.cost.Situation;
import meridian.cost.Trips;
import meridian.telemetry.CostFigures;

/// Advice with this product's prices and atlas. Safe for any thread.
public final class Advising {
  private final Atlas atlas;

  /// Reads the atlas, which takes some milliseconds; one is enough.
  public Advising() {
    this(Atlas.load());
  }

  Advising(Atlas atlas) {
    this.atlas = atlas;
  }

  /// What `figures` advise for a gateway in `situation`; some milliseconds of work.
  public List<Advice> advise(CostFigures figures, Situation situation, Assumptions assumptions) {
    return Advisor.advise(figures, situation, assumptions, EdgePrices.published(), this::trip);
  }

  private Trips.Trip trip(String placeA, String placeB) {
    Rtt rtt = atlas.rtt(placeA, placeB);
    return new Trips.Trip(rtt.millis(), rtt.provenance().isMeasured());
  }

  /// What `config` says that advice rests on.
  static Situation situation(GatewayConfig config, Atlas atlas) {
    Map<String, Place> places = new LinkedHashMap<>();
    Map<String, PopId> nearest = new LinkedHashMap<>();
    for (Place place : atlas.places()) {
      places.put(place.code(), place);
      nearest.put(place.code(), atlas.nearestPop(place.code(), config.pops()));
    }
    Map<String, Region> targets = new LinkedHashMap<>();
    for (ProviderConfig provider : config.providers()) {
      targets.put(provider.name() + "/" + provider.region(), provider.region());
    }
    Map<String, Duration> ttls = new LinkedHashMap<>();
    config
        .projects()
        .forEach((project, settings) -> ttls.put(project.name(), settings.policy().softTtl()));
    return new Situation(
        config.pattern().label(),
        config.origin().region(),
        atlas.regions(),
        targets,
        places,
        nearest,
        ttls,
        config.kv().writesOnSecondSighting(),
        config.kv().settings().writesPerDay());
  }
}
