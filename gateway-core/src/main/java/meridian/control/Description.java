package meridian.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.LatencyBudget;
import meridian.Place;
import meridian.PopId;
import meridian.Region;
import meridian.cost.Situation;

/// What a gateway is, as far as its configuration says.
///
/// @param name the configuration's name, `prism-mumbai`
/// @param source what a console shows as its badge: `EMBEDDED · modelled WAN`
/// @param pattern `1`, `2`, `2.5` or `3`
/// @param kvModel `push`, `pull` or `strong`
/// @param isNetworkModelled whether the ways between places are modelled
/// @param frontDoor base URL that routes by the client's place: `http://127.0.0.1:8080`
/// @param origin the origin region
/// @param providers provider regions by target name
/// @param pops every PoP with its own base URL, in configuration order
/// @param places every place that a client may sit in, by code
/// @param nearestPop the PoP each place is routed to, by place code
/// @param roundTripMillis round trip between place and PoP, keyed `SIN-BOM`; in each PoP's row of
///   the nearest places and PoP to origin
/// @param models model names that can be asked for
/// @param demoKey a ready key of a sample configuration, on loopback only
/// @param budget milliseconds allotted per stage
/// @param situation what advice on cost rests on
public record Description(
    String name,
    String source,
    String pattern,
    String kvModel,
    boolean isNetworkModelled,
    String frontDoor,
    Region origin,
    Map<String, Region> providers,
    List<Site> pops,
    Map<String, Place> places,
    Map<String, PopId> nearestPop,
    Map<String, Double> roundTripMillis,
    List<String> models,
    Optional<String> demoKey,
    LatencyBudget budget,
    Situation situation) {

  /// A PoP as it can be reached.
  ///
  /// @param pop which
  /// @param place where it stands
  /// @param baseUrl its own address, `http://127.0.0.1:8101`
  public record Site(PopId pop, Place place, String baseUrl) {}

  /// Does not show the demo key.
  @Override
  public String toString() {
    return "gateway " + name + " (pattern " + pattern + ")";
  }
}
