package meridian.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.PopId;
import meridian.atlas.Atlas;
import meridian.origin.Catalog;
import meridian.provider.ModelledProvider;
import meridian.scenario.Fault;
import meridian.scenario.Reach;

/// What a gateway has that faults can hold for.
record FaultScope(Nodes nodes, Catalog catalog, Atlas atlas) {

  /// Why `fault` cannot hold here; empty when it can.
  Optional<String> obstacle(Fault fault) {
    return switch (fault) {
      case Fault.LinkDelayed delayed -> places(delayed.fromPlace(), delayed.toPlace());
      case Fault.LinkJittery jittery -> places(jittery.fromPlace(), jittery.toPlace());
      case Fault.LinkLossy lossy -> places(lossy.fromPlace(), lossy.toPlace());
      case Fault.LinkCut cut -> places(cut.fromPlace(), cut.toPlace());
      case Fault.NodeCrashed crashed -> node(crashed.node());
      case Fault.ClockDrifting drifting -> node(drifting.node());
      case Fault.OriginOverloaded overloaded ->
          known("an origin", overloaded.node(), List.copyOf(nodes.origins().keySet()));
      case Fault.KvLagging lagging -> reach(lagging.reach());
      case Fault.KvFailing failing -> reach(failing.reach());
      case Fault.KvDead dead -> reach(dead.reach());
      case Fault.ProviderSlow slow -> target(slow.target());
      case Fault.ProviderRateLimited limited -> target(limited.target());
      case Fault.ProviderFailing failing -> target(failing.target());
      case Fault.ProviderHanging hanging -> target(hanging.target());
      case Fault.ProviderTruncating truncating -> target(truncating.target());
      case Fault.ProviderRegionOut out ->
          known(
              "a region with modelled providers",
              out.region(),
              modelled().stream().map(provider -> provider.region().name()).distinct().toList());
      case Fault.ColdStart cold -> pop(cold.pop());
      case Fault.KeyTableEvicted evicted -> pop(evicted.pop());
      case Fault.FingerprintSkewed skewed -> pop(skewed.pop());
    };
  }

  private Optional<String> places(String... codes) {
    for (String code : codes) {
      if (atlas.findPlace(code).isEmpty()) {
        return Optional.of(
            "expected the code of a place such as SIN, found '" + code + "'; choose one");
      }
    }
    return Optional.empty();
  }

  private Optional<String> reach(Reach reach) {
    return places(reach.places().toArray(String[]::new));
  }

  private Optional<String> pop(PopId pop) {
    return known("a point of presence", pop, List.copyOf(nodes.pops().keySet()));
  }

  private Optional<String> node(String node) {
    List<String> all = new ArrayList<>(nodes.origins().keySet());
    nodes.pops().keySet().forEach(pop -> all.add("pop:" + pop));
    return known("a node", node, all);
  }

  private Optional<String> target(String target) {
    return known(
        "a modelled provider", target, modelled().stream().map(ModelledProvider::target).toList());
  }

  private List<ModelledProvider> modelled() {
    return catalog.targets().stream()
        .filter(ModelledProvider.class::isInstance)
        .map(ModelledProvider.class::cast)
        .toList();
  }

  private static Optional<String> known(String what, Object found, List<?> known) {
    return known.contains(found)
        ? Optional.empty()
        : Optional.of(
            "expected %s of this gateway, found '%s'; choose one of %s"
                .formatted(what, found, known));
  }
}
