package meridian.control;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Place;
import meridian.PopId;
import meridian.Region;
import meridian.atlas.Atlas;
import meridian.control.config.GatewayConfig;
import meridian.control.config.ProviderConfig;
import meridian.provider.Router;

/// Describes a running gateway to a console.
final class Describing {
  private Describing() {}

  /// @param source what a console shows as its badge
  /// @param addressByPop base URLs in configuration order
  static Description of(
      GatewayConfig config,
      String source,
      Atlas atlas,
      String frontDoor,
      Map<PopId, URI> addressByPop,
      Router router) {
    Map<String, Place> places = new LinkedHashMap<>();
    Map<String, PopId> nearest = new LinkedHashMap<>();
    Map<String, Double> roundTrips = new LinkedHashMap<>();
    String originPlace = config.origin().region().place();
    for (Place place : atlas.places()) {
      PopId pop = atlas.nearestPop(place.code(), config.pops());
      places.put(place.code(), place);
      nearest.put(place.code(), pop);
      roundTrips.put(place.code() + "-" + pop, atlas.rtt(place.code(), pop.code()).millis());
    }
    List<Description.Site> sites = new ArrayList<>();
    for (Map.Entry<PopId, URI> entry : addressByPop.entrySet()) {
      PopId pop = entry.getKey();
      Place place = atlas.place(pop.code());
      sites.add(new Description.Site(pop, place, entry.getValue().toString()));
      roundTrips.put(pop + "-" + originPlace, atlas.rtt(pop.code(), originPlace).millis());
    }
    Map<String, Region> providers = new LinkedHashMap<>();
    for (ProviderConfig provider : config.providers()) {
      providers.put(provider.name() + "/" + provider.region(), provider.region());
    }
    return new Description(
        config.name(),
        source,
        config.pattern().label(),
        config.kv().settings().model().name().toLowerCase(java.util.Locale.ROOT),
        config.network().isModelled(),
        frontDoor,
        config.origin().region(),
        providers,
        sites,
        places,
        nearest,
        roundTrips,
        router.models(),
        config.keys().demo().map(demo -> demo.key().text()),
        config.budget(),
        Advising.situation(config, atlas));
  }

  /// The address of the PoP that each place is routed to.
  static Map<String, String> baseUrlByPlace(Description description) {
    Map<PopId, String> byPop = new LinkedHashMap<>();
    description.pops().forEach(site -> byPop.put(site.pop(), site.baseUrl()));
    Map<String, String> byPlace = new LinkedHashMap<>();
    description
        .nearestPop()
        .forEach((place, pop) ->
            Optional.ofNullable(byPop.get(pop)).ifPresent(url -> byPlace.put(place, url)));
    return byPlace;
  }
}
